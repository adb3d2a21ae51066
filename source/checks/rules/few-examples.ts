import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {joinList} from '../../text/punctuation.ts';
import {fewExamples, selectResult} from '../class-table.ts';
import type {Rule} from '../rule.ts';

/** Classes that are named; a table may have hundreds. */
const shownClasses = 6;

export const fewExamplesRule: Rule = {
	id: 'few-examples',
	level: 'hint',
	find({run}, language) {
		const few = fewExamples(selectResult(run)?.classes ?? []);
		if (few.length === 0) {
			return undefined;
		}

		const texts = qualityDiagnoses(language)['few-examples'];
		const shown = few.slice(0, shownClasses).map(({name, instances}) => `${name} (${instances})`);
		const rest = few.length > shownClasses ? ` (+${few.length - shownClasses})` : '';
		return {
			what: texts.what(`${joinList(shown, language)}${rest}`), why: texts.why(), action: texts.action(), evidence: shown,
		};
	},
};
