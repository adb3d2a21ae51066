import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

/** Two containers cannot have one name. */
export function checkName({plan, names}: PreflightFacts): PreflightFinding[] {
	return plan.name !== undefined && names.includes(plan.name) ? error('name-taken', {name: plan.name}) : [];
}
