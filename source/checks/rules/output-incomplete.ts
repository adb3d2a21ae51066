
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Only a log tells it: where results.csv is at hand, its rows have what the stream lacks. */
export const outputIncomplete: Rule = {
	id: 'output-incomplete',
	level: 'hint',
	find({run}, language) {
		const {missingOutput, history, target} = run;
		const isComplete = missingOutput === undefined || history.some(({losses, metrics}) => Object.keys(losses).length > 0 && metrics !== undefined);
		if (isComplete || target?.kind === 'directory') {
			return undefined;
		}

		const texts = wordsIn(language).programDiagnoses['output-incomplete'];
		return {
			what: texts.what[missingOutput](), why: texts.why[missingOutput](), action: texts.action(), evidence: [texts.evidence(String(history.length))],
		};
	},
};
