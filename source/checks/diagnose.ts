import {severities, type Diagnosis} from '../domain/diagnosis.ts';
import type {Language} from '../text/language.ts';
import {runChecks, sortByLevel} from './check.ts';
import type {Facts} from './facts.ts';
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
