import type {RunState} from '../../domain/run.ts';
import {progressDiagnoses} from '../../text/diagnoses/progress.ts';
import {brokenLosses, epochRanges} from '../broken-losses.ts';
import type {Rule} from '../rule.ts';

/** Source: ultralytics/engine/trainer.py since 8.3.2xx. */
const recovery = /\bnan\/inf detected \(attempt \d+\/\d+\), recovering from last\.pt/i;

export const nanRecovered: Rule = {
	id: 'nan-recovered',
	level: 'hint',
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

/** Epochs whose training losses were no numbers, when the latest one has numbers again; or the framework's own word. */
function findRecovery({history, progress, notices}: RunState): {readonly epochs: string; readonly evidence: string} | undefined {
	const last = history.at(-1);
	const isWellNow = last !== undefined && [last.losses, last.validationLosses, progress?.losses].every(losses => brokenLosses(losses).length === 0);
	if (!isWellNow) {
		return undefined;
	}

	const broken = history.filter(({losses}) => brokenLosses(losses).length > 0);
	const notice = notices.find(({text}) => recovery.test(text));
	const epochs = epochRanges(broken);
	return notice === undefined && broken.length === 0 ? undefined : {epochs, evidence: notice?.text ?? `nan: ${epochs}`};
}
