import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

/** A directory of the host that is mounted has to be there. */
export function checkSources({missingSources}: PreflightFacts): PreflightFinding[] {
	return missingSources.flatMap(path => error('source-missing', {path}));
}
