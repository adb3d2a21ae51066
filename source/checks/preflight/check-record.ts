import type {PreflightFacts} from './facts.ts';
import {warning, type PreflightFinding} from './finding.ts';

/** Without a record nobody can read the output but the one who is there from the start. */
export function checkRecord({plan}: PreflightFacts): PreflightFinding[] {
	return plan.logDriver === 'none' ? warning('record-missing', {}) : [];
}
