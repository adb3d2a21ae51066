import type {PreflightFacts} from './facts.ts';
import {error, type PreflightFinding} from './finding.ts';

const builtIn = new Set(['default', 'bridge', 'host', 'none', 'private', 'slirp4netns', 'pasta']);

/** Docker takes the id of a network, or the beginning of one, for its name. */
const isId = (name: string): boolean => /^[\da-f]{4,64}$/.test(name);

/** A network of the person's has to exist. */
export function checkNetwork({plan, networks}: PreflightFacts): PreflightFinding[] {
	const name = plan.networkMode;
	const isKnown = name === undefined || builtIn.has(name) || name.includes(':') || isId(name) || networks === undefined || networks.includes(name);
	return isKnown ? [] : error('network-missing', {name});
}
