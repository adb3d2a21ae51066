import {progressDiagnoses} from '../../text/diagnoses/progress.ts';
import {evidenceTexts} from '../../text/diagnoses/evidence.ts';
import {joinList} from '../../text/punctuation.ts';
import {brokenLosses, epochRanges} from '../broken-losses.ts';
import type {Rule} from '../rule.ts';

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

		const texts = progressDiagnoses(language)['validation-loss-nan'];
		const epochs = epochRanges(records);
		const isOver = last !== history.at(-1);
		return {
			what: isOver ? texts.whatOver(epochs) : texts.what(epochs),
			why: texts.why(),
			action: texts.action(),
			evidence: [evidenceTexts(language).brokenLosses(String(last.epoch), joinList(brokenLosses(last.validationLosses, 'val '), language))],
			...(isOver ? {level: 'hint' as const} : {supersedes: ['overfitting' as const]}),
		};
	},
};
