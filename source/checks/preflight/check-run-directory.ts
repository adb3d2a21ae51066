import {posix} from 'node:path';
import {mountOf} from '../../plan/mount-of.ts';
import {projectDirectories} from '../../training/claims.ts';
import type {PreflightFacts} from './facts.ts';
import {warning, type PreflightFinding} from './finding.ts';

/** Results that are not on a volume live as long as the container. */
export function checkRunDirectory({plan, training, isShell, directory}: PreflightFacts): PreflightFinding[] {
	if (isShell) {
		return plan.mounts.some(({type}) => type !== 'tmpfs') ? [] : warning('volume-missing', {});
	}

	const place = training === undefined ? undefined : projectDirectories({training, directory})[0];
	const mount = place === undefined ? undefined : mountOf(plan.mounts, place);
	return place === undefined || (mount !== undefined && mount.type !== 'tmpfs') ? [] : warning(plan.isAutoRemoved ? 'results-removed' : 'results-in-container', {path: posix.normalize(place)});
}
