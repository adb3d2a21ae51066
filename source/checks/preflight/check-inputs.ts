import type {InputFact, PreflightFacts} from './facts.ts';
import {hint, warning, type PreflightFinding} from './finding.ts';

/**
What the training reads should be in the mounts, or it ends after its imports, a minute later. Warnings, because nothing is certain: a
link may lead to a place of the container, and a version of a framework may look elsewhere.
*/
export function checkInputs({plan, inputs, hasFont, directory}: PreflightFacts): PreflightFinding[] {
	const isOffline = plan.networkMode === 'none';
	return [
		...inputs.filter(({isThere}) => !isThere).flatMap(input => checkInput(input, isOffline)),
		...(isOffline && hasFont === false ? warning('font-offline', {directory}) : []),
	];
}

function checkInput({role, path, hostPath, searched = [], matches, isDownloaded}: InputFact, isOffline: boolean): PreflightFinding[] {
	if (isDownloaded) {
		return isOffline ? warning('weights-offline', {path, hostPath}) : hint('weights-download', {path, hostPath});
	}

	return matches === undefined
		? warning(`${role}-missing`, {path, places: [hostPath, ...searched.map(place => `${place}/**`)].join(', ')})
		: warning('input-ambiguous', {path, matches: `${matches}`, places: searched.join(', ')});
}
