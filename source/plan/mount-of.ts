import {posix} from 'node:path';
import {innermostMount} from '../domain/mount.ts';
import type {MountPlan} from './launch-plan.ts';

/** The mount in which a path of the container is, the innermost one; undefined for the container's own layer. */
export function mountOf<T extends Pick<MountPlan, 'target'>>(mounts: readonly T[], path: string): T | undefined {
	return innermostMount(mounts, path, ({target}) => target);
}

/** Where a path of the container is on the host; undefined outside of bind mounts. */
export function hostPathOf(mounts: readonly MountPlan[], path: string): string | undefined {
	const mount = mountOf(mounts, path);
	return mount?.type === 'bind' ? posix.join(mount.source, posix.relative(mount.target, path)) : undefined;
}
