
import type {Language} from '../words/words.ts';
import {severities, type Diagnosis, type DiagnosisEvent} from './diagnosis.ts';
import {runChecks, sortByLevel} from './check.ts';
import type {Facts} from './diagnosis-facts.ts';
import {rules} from './rules/index.ts';

/**
What is wrong with a run, most severe first, each rule at most once; empty when nothing is known to be. The same facts give the same list.
*/
export function diagnose(facts: Facts, language: Language): readonly Diagnosis[] {
	return sortByLevel(runChecks(rules, facts, language), severities).map(({check, level, what, why, action, evidence, remedy}) => ({
		rule: check,
		severity: level,
		what,
		why,
		action,
		evidence: [...new Set(evidence.filter(line => line !== ''))],
		...(remedy !== undefined && {remedy}),
	}));
}

/**
What has begun and what has ended between two lists of diagnoses. A rule that finds the same with other figures has not begun
again; one that has become more or less severe has.
*/
export function diagnosisChanges(before: readonly Diagnosis[], after: readonly Diagnosis[]): readonly DiagnosisEvent[] {
	return [
		...before
			.filter(({rule}) => after.every(other => other.rule !== rule))
			.map(({rule}): DiagnosisEvent => ({type: 'diagnosis-ended', rule})),
		...after
			.filter(({rule, severity}) => before.every(other => other.rule !== rule || other.severity !== severity))
			.map((diagnosis): DiagnosisEvent => ({type: 'diagnosis-began', diagnosis})),
	];
}
