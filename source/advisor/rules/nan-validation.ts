import type {EpochRecord, RunState} from '../../domain/run.ts';
import {progressDiagnoses} from '../../text/diagnoses/progress.ts';
import type {Rule} from '../rule.ts';

/** Losses of the validation of a record that are no numbers; those of the training are another rule's. */
function brokenValidation({validationLosses = {}}: EpochRecord): readonly string[] {
	return Object.entries(validationLosses).filter(([, value]) => !Number.isFinite(value)).map(([name, value]) => `val/${name} ${Number.isNaN(value) ? 'nan' : 'inf'}`);
}

function isBrokenTraining({losses}: EpochRecord): boolean {
	return Object.values(losses).some(value => !Number.isFinite(value));
}

export const validationNan: Rule = {
	id: 'validation-nan',
	severity: 'warning',
	supersedes: ['overfitting', 'plateau'],
	find({run: {history}}, language) {
		const last = history.at(-1);
		const broken = last === undefined || isBrokenTraining(last) ? [] : brokenValidation(last);
		if (last === undefined || broken.length === 0) {
			return undefined;
		}

		const texts = progressDiagnoses(language)['validation-nan'];
		return {
			what: texts.what(String(last.epoch)), why: texts.why(), action: texts.action(), evidence: [`${texts.epoch(String(last.epoch))}: ${broken.join(', ')}`],
		};
	},
};

/** Source: ultralytics/engine/trainer.py since 8.3.2xx. */
const recovery = /\bnan\/inf detected \(attempt \d+\/\d+\), recovering from last\.pt/i;

export const nanRecovered: Rule = {
	id: 'nan-recovered',
	severity: 'hint',
	find({run}, language) {
		const found = findRecovery(run);
		if (found === undefined) {
			return undefined;
		}

		const texts = progressDiagnoses(language)['nan-recovered'];
		return {
			what: texts.what(found.epochs), why: texts.why(), action: texts.action(), evidence: [found.evidence],
		};
	},
};

/** Epochs with losses that were no numbers, when the latest one has numbers again; or the framework's own word. */
function findRecovery({history, progress, notices}: RunState): {readonly epochs: string; readonly evidence: string} | undefined {
	const last = history.at(-1);
	const isBroken = (record: EpochRecord) => isBrokenTraining(record) || brokenValidation(record).length > 0;
	const isWellNow = last !== undefined && !isBroken(last) && Object.values(progress?.losses ?? {}).every(value => Number.isFinite(value));
	if (!isWellNow) {
		return undefined;
	}

	const broken = history.filter(record => isBroken(record)).map(({epoch}) => String(epoch));
	const notice = notices.find(({text}) => recovery.test(text));
	const shown = 5;
	const epochs = `${broken.slice(0, shown).join(', ')}${broken.length > shown ? ', ...' : ''}`;
	return notice === undefined && broken.length === 0 ? undefined : {epochs, evidence: notice?.text ?? `nan: ${epochs}`};
}
