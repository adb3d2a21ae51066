import {posix} from 'node:path';
import type {DirectoryId} from '../domain/directory-id.ts';
import {innermostMount} from '../domain/mount.ts';
import type {ContainerMount} from '../engine/container.ts';

/** What a container sees of the host. */
export type ContainerView = {readonly id: string; readonly mounts: readonly ContainerMount[]};

/** The identity of an absolute path of a container. Links are not followed: they need `file`. */
export function directoryIdOf({id, mounts}: ContainerView, path: string, file?: string): DirectoryId {
	const mount = innermostMount(mounts, path, ({destination}) => destination);
	const isShared = (mount?.kind === 'bind' || mount?.kind === 'volume') && mount.source !== undefined;
	return {
		place: isShared ? `host:${posix.join(mount.source, posix.relative(mount.destination, path))}` : `layer:${id}:${path}`,
		...(file !== undefined && {file}),
	};
}

/** The identity of an absolute path of the engine's own machine, links followed. */
export function hostDirectoryId(realPath: string, file?: string): DirectoryId {
	return {place: `host:${realPath}`, ...(file !== undefined && {file})};
}

/** Whether two containers can write to a common place of the host, as far as their mounts tell. */
export function hasCommonMount(one: ContainerView, other: ContainerView): boolean {
	const sources = ({mounts}: ContainerView) => mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').flatMap(({source}) => source ?? []);
	const isBelow = (path: string, above: string) => path === above || path.startsWith(above.endsWith('/') ? above : `${above}/`);
	return sources(one).some(source => sources(other).some(another => isBelow(source, another) || isBelow(another, source)));
}

/** Whether a container can reach a directory through one of its mounts. */
export function canReach({id, mounts}: ContainerView, {place}: DirectoryId): boolean {
	if (place.startsWith('layer:')) {
		return place.startsWith(`layer:${id}:`);
	}

	const path = place.slice('host:'.length);
	return mounts.some(({source, isReadOnly}) => source !== undefined && !isReadOnly && (path === source || path.startsWith(source.endsWith('/') ? source : `${source}/`)));
}
