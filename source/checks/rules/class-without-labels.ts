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
		const classes = selectResult(run)?.classes ?? [];
		const empty = classes.filter(({instances}) => instances === 0).map(({name}) => name);
		const texts = qualityDiagnoses(language)['class-without-labels'];
		// Both frameworks leave a class without labels out of their table.
		const missing = run.phase.kind === 'finished' && classes.length > 0 && run.classCount !== undefined ? run.classCount - classes.length : 0;
		if (empty.length === 0 && missing > 0) {
			return {
				what: texts.whatMissing(String(missing), String(run.classCount)), why: texts.why(), action: texts.action(), evidence: [`nc=${run.classCount}`, joinList(classes.slice(0, shownClasses).map(({name}) => name), language)],
			};
		}

		if (empty.length === 0) {
			return undefined;
		}

		const names = `${joinList(empty.slice(0, shownClasses), language)}${empty.length > shownClasses ? ` (+${empty.length - shownClasses})` : ''}`;
		return {
			what: texts.what(names), why: texts.why(), action: texts.action(), evidence: empty.slice(0, shownClasses).map(name => `${name}: 0`),
		};
	},
};
