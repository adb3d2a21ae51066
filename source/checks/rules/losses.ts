import type {Losses} from '../../domain/metric.ts';
import type {EpochRecord, RunState} from '../../domain/run.ts';
import type {Rule} from '../rule.ts';
import {joinList} from '../../words/punctuation.ts';
import {wordsIn} from '../../words/words.ts';

/** Epochs that are named; a run may have hundreds. */
const shownRanges = 6;

/** Losses that are no numbers, with what they are: `box nan`; `split` comes before each name, for example `val `. */
function brokenLosses(losses: Losses = {}, split = ''): readonly string[] {
	return Object.entries(losses).filter(([, value]) => !Number.isFinite(value)).map(([name, value]) => `${split}${name} ${Number.isNaN(value) ? 'nan' : 'inf'}`);
}

/** `33-34, 40`: neighbours as ranges, the last few of them. */
function epochRanges(records: readonly EpochRecord[]): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const {epoch} of records) {
		const range = ranges.at(-1);
		if (range?.[1] === epoch - 1) {
			range[1] = epoch;
		} else {
			ranges.push([epoch, epoch]);
		}
	}

	const shown = ranges.slice(-shownRanges).map(([first, last]) => first === last ? `${first}` : `${first}-${last}`).join(', ');
	return ranges.length > shownRanges ? `..., ${shown}` : shown;
}

export const lossNan: Rule = {
	id: 'loss-nan',
	level: 'error',
	supersedes: ['validation-loss-nan', 'class-never-detected', 'class-below-confidence', 'plateau', 'low-recall', 'low-precision', 'overfitting', 'early-stop-near'],
	find({run}, language) {
		const found = findBroken(run);
		if (found === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['loss-nan'];
		const first = run.history.find(({losses}) => brokenLosses(losses).length > 0)?.epoch ?? found.epoch;
		const losses = joinList(found.losses, language);
		return {
			what: texts.what(losses, String(first)),
			why: texts.why(),
			action: texts.action(),
			evidence: [wordsIn(language).evidence.brokenLosses(String(found.epoch), losses), run.settings.lr0 === undefined ? '' : `lr0=${run.settings.lr0}`],
		};
	},
};

/** The current epoch, or before its first batch the last completed one. A running mean that was nan stays so. */
function findBroken({progress, history}: RunState): {readonly epoch: number; readonly losses: readonly string[]} | undefined {
	const last = history.at(-1);
	const current = progress !== undefined && Object.keys(progress.losses).length > 0 ? progress : last;
	const losses = brokenLosses(current?.losses);
	return current === undefined || losses.length === 0 ? undefined : {epoch: current.epoch, losses};
}

/** A loss of the validation that is no number, while those of the training are numbers: what loss-nan says is then not the case. */
export const validationLossNan: Rule = {
	id: 'validation-loss-nan',
	level: 'warning',
	find({run: {history}}, language) {
		const records = history.filter(({losses, validationLosses}) => brokenLosses(losses).length === 0 && brokenLosses(validationLosses).length > 0);
		const last = records.at(-1);
		if (last === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['validation-loss-nan'];
		const epochs = epochRanges(records);
		const isOver = last !== history.at(-1);
		return {
			what: isOver ? texts.whatOver(epochs) : texts.what(epochs),
			why: texts.why(),
			action: texts.action(),
			evidence: [wordsIn(language).evidence.brokenLosses(String(last.epoch), joinList(brokenLosses(last.validationLosses, 'val '), language))],
			...(isOver ? {level: 'hint' as const} : {supersedes: ['overfitting' as const]}),
		};
	},
};

/** Source: ultralytics/engine/trainer.py since 8.3.2xx. */
const recovery = /\bnan\/inf detected \(attempt \d+\/\d+\), recovering from last\.pt/i;

export const nanRecovered: Rule = {
	id: 'nan-recovered',
	level: 'warning',
	find({run}, language) {
		const found = findRecovery(run);
		if (found === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['nan-recovered'];
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
