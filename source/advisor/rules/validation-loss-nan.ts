import type {Losses} from '../../domain/metric.ts';
import {progressDiagnoses} from '../../text/diagnoses/progress.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {joinList} from '../../text/punctuation.ts';
import type {Rule} from '../rule.ts';

/** Epochs that are named; a run may have hundreds. */
const shownEpochs = 6;

function broken(losses: Losses | undefined): readonly string[] {
	return Object.entries(losses ?? {}).filter(([, value]) => !Number.isFinite(value)).map(([name, value]) => `val ${name} ${Number.isNaN(value) ? 'nan' : 'inf'}`);
}

/** `33-34, 40`: neighbours as ranges. */
function toRanges(epochs: readonly number[]): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const epoch of epochs) {
		const range = ranges.at(-1);
		if (range?.[1] === epoch - 1) {
			range[1] = epoch;
		} else {
			ranges.push([epoch, epoch]);
		}
	}

	const shown = ranges.slice(-shownEpochs).map(([first, last]) => first === last ? `${first}` : `${first}-${last}`).join(', ');
	return ranges.length > shownEpochs ? `..., ${shown}` : shown;
}

/** A loss of the validation that is no number, while those of the training are numbers: what loss-nan says is then not the case. */
export const validationLossNan: Rule = {
	id: 'validation-loss-nan',
	severity: 'warning',
	find({run: {history}}, language) {
		const records = history.filter(({validationLosses}) => broken(validationLosses).length > 0);
		const last = records.at(-1);
		if (last === undefined) {
			return undefined;
		}

		const texts = progressDiagnoses(language)['validation-loss-nan'];
		const epochs = toRanges(records.map(({epoch}) => epoch));
		const isOver = last !== history.at(-1);
		return {
			what: isOver ? texts.whatOver(epochs) : texts.what(epochs),
			why: texts.why(),
			action: texts.action(),
			evidence: [evidenceTexts(language).brokenLosses(String(last.epoch), joinList(broken(last.validationLosses), language))],
			...(isOver && {severity: 'hint' as const}),
		};
	},
};
