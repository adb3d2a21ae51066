import {posix} from 'node:path';
import {isPlaceWithin, type DirectoryId} from '../domain/directory-id.ts';
import {innermostMount} from '../domain/mount.ts';
import type {ContainerMount} from '../engine/container.ts';

/** What a container sees of the host. */
export type ContainerView = {readonly id: string; readonly mounts: readonly ContainerMount[]};

/** A source may be a path of Windows; one with two slashes in front stays so. */
function joinSource(source: string, rest: string): string {
	return rest === '' ? source : `${source.replace(/[/\\]$/, '')}/${rest}`;
}

/** The identity of an absolute path of a container. Links are not followed: they need `file`. */
export function directoryIdOf({id, mounts}: ContainerView, path: string, file?: string): DirectoryId {
	const mount = innermostMount(mounts, path, ({destination}) => destination);
	const isShared = (mount?.kind === 'bind' || mount?.kind === 'volume') && mount.source !== undefined;
	return {
		place: isShared ? `host:${joinSource(mount.source, posix.relative(mount.destination, path))}` : `layer:${id}:${path}`,
		...(file !== undefined && {file}),
	};
}

/** The identity of an absolute path of the engine's own machine, links followed. */
export function hostDirectoryId(realPath: string, file?: string): DirectoryId {
	return {place: `host:${realPath}`, ...(file !== undefined && {file})};
}

/** Whether two containers see a common place of the host, as far as their mounts show. */
export function hasCommonMount(one: ContainerView, other: ContainerView): boolean {
	const sources = ({mounts}: ContainerView) => mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').flatMap(({source}) => source ?? []);
	return sources(one).some(source => sources(other).some(another => isPlaceWithin(`host:${source}`, `host:${another}`) || isPlaceWithin(`host:${another}`, `host:${source}`)));
}

/** The places below which a container can write: its own layer and what is mounted into it. */
export function reachOf({id, mounts}: ContainerView): readonly string[] {
	return [`layer:${id}:`, ...mounts.flatMap(({source, isReadOnly}) => source === undefined || isReadOnly ? [] : [`host:${source}`])];
}

/** Whether a container can write to a directory. */
export function canReach(view: ContainerView, {place}: DirectoryId): boolean {
	return reachOf(view).some(above => isPlaceWithin(place, above));
}
