import {maxEpochRecords} from '../../domain/run.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** A table or an output with more epochs than are kept. */
export const epochsLeftOut: Rule = {
	id: 'epochs-left-out',
	level: 'hint',
	find({run: {history}}, language) {
		const last = history.at(-1)?.epoch ?? 0;
		if (history.length < maxEpochRecords || last <= maxEpochRecords) {
			return undefined;
		}

		const texts = wordsIn(language).programDiagnoses['epochs-left-out'];
		return {
			what: texts.what(String(history.length), String(last)), why: texts.why(), action: texts.action(), evidence: [texts.evidence(String(history[0]!.epoch), String(last))],
		};
	},
};
