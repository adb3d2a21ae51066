import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

/** What the training reads has to be in the mounts: it would fail after its imports, a minute later. */
export function checkInputs({inputs}: PreflightFacts): PreflightFinding[] {
	return inputs
		.filter(({isThere}) => !isThere)
		.flatMap(({role, path, hostPath}) => error(role === 'data' ? 'data-missing' : 'weights-missing', {path, hostPath}));
}
