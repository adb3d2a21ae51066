import {posix} from 'node:path';
import {comparablePlace, type DirectoryId} from '../domain/directory-id.ts';
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

function isAtOrBelow(path: string, above: string): boolean {
	const place = comparablePlace(`host:${path}`);
	const top = comparablePlace(`host:${above}`);
	return place === top || place.startsWith(top.endsWith('/') ? top : `${top}/`);
}

/** Whether two containers see a common place of the host, as far as their mounts show. */
export function hasCommonMount(one: ContainerView, other: ContainerView): boolean {
	const sources = ({mounts}: ContainerView) => mounts.filter(({kind}) => kind === 'bind' || kind === 'volume').flatMap(({source}) => source ?? []);
	return sources(one).some(source => sources(other).some(another => isAtOrBelow(source, another) || isAtOrBelow(another, source)));
}

/** Whether a container can write to a directory: through one of its mounts, or in its own layer. */
export function canReach({id, mounts}: ContainerView, {place}: DirectoryId): boolean {
	if (place.startsWith('layer:')) {
		return place.startsWith(`layer:${id}:`);
	}

	const path = place.slice('host:'.length);
	return mounts.some(({source, isReadOnly}) => source !== undefined && !isReadOnly && isAtOrBelow(path, source));
}
