import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

const builtIn = new Set(['default', 'bridge', 'host', 'none', 'private', 'slirp4netns', 'pasta']);

/** A network of the person's has to exist. */
export function checkNetwork({plan, networks}: PreflightFacts): PreflightFinding[] {
	const name = plan.networkMode;
	const isKnown = name === undefined || builtIn.has(name) || name.includes(':') || networks === undefined || networks.includes(name);
	return isKnown ? [] : error('network-missing', {name});
}
