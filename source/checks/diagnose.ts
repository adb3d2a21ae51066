import {severities, type Diagnosis, type RuleId} from '../domain/diagnosis.ts';
import type {Language} from '../text/language.ts';
import type {Facts} from './facts.ts';
import {rules} from './rules/index.ts';

/**
What is wrong with a run, most severe first, each rule at most once; empty when nothing is known to be. A diagnosis that
another one explains better is left out. The same facts give the same list.
*/
export function diagnose(facts: Facts, language: Language): readonly Diagnosis[] {
	const superseded = new Set<RuleId>();
	const found: Diagnosis[] = [];
	for (const rule of rules) {
		const finding = rule.find(facts, language);
		if (finding === undefined) {
			continue;
		}

		for (const id of finding.supersedes ?? rule.supersedes ?? []) {
			superseded.add(id);
		}

		const {severity, remedy, evidence, what, why, action} = finding;
		found.push({
			rule: rule.id,
			severity: severity ?? rule.severity,
			what,
			why,
			action,
			evidence: [...new Set(evidence.filter(line => line !== ''))],
			...(remedy !== undefined && {remedy}),
		});
	}

	return found
		.filter(({rule}) => !superseded.has(rule))
		.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}
