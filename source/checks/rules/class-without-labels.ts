import {qualityDiagnoses} from '../../text/diagnoses/quality.ts';
import {joinList} from '../../text/punctuation.ts';
import {selectResult} from '../class-table.ts';
import type {Rule} from '../rule.ts';

/** Classes that are named; a table may have hundreds. */
const shownClasses = 6;

export const classWithoutLabels: Rule = {
	id: 'class-without-labels',
	level: 'hint',
	find({run}, language) {
		const empty = (selectResult(run)?.classes ?? []).filter(({instances}) => instances === 0).map(({name}) => name);
		if (empty.length === 0) {
			return undefined;
		}

		const texts = qualityDiagnoses(language)['class-without-labels'];
		const names = `${joinList(empty.slice(0, shownClasses), language)}${empty.length > shownClasses ? ` (+${empty.length - shownClasses})` : ''}`;
		return {
			what: texts.what(names), why: texts.why(), action: texts.action(), evidence: empty.slice(0, shownClasses).map(name => `${name}: 0`),
		};
	},
};
