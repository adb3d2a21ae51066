import {realpath} from 'node:fs/promises';
import {isSameDirectory, type DirectoryId} from '../domain/directory-id.ts';
import {canReach, type ContainerView} from './directory-id.ts';

/** What trains in a directory that is not known: a container, a process of this machine, or something of which nothing is known. */
export type Unlocated = ContainerView | 'process' | 'anything';

/** What is written now. */
export type LiveDirectories = {
	/** Every directory that is known to be written. */
	readonly ids: readonly DirectoryId[];
	/** What may write others as well. */
	readonly unlocated: readonly Unlocated[];
};

/** Whether a directory is written now; undefined where something that trains can write there and its own directory is not known. */
export function isWrittenNow({ids, unlocated}: LiveDirectories, id: DirectoryId): boolean | undefined {
	return ids.some(other => isSameDirectory(other, id)) ? true : (unlocated.some(one => canWrite(one, id)) ? undefined : false);
}

function canWrite(one: Unlocated, id: DirectoryId): boolean {
	return one === 'anything' || (one === 'process' ? id.place.startsWith('host:') : canReach(one, id));
}

/** The same with the real paths of its mounts beside them: directories of this machine are told apart by those. */
export async function followLinks(one: Unlocated): Promise<Unlocated> {
	if (typeof one === 'string') {
		return one;
	}

	const real = await Promise.all(one.mounts.map(async mount => ({...mount, ...(mount.source !== undefined && {source: await realpath(mount.source).catch(() => mount.source!)})})));
	return {id: one.id, mounts: [...one.mounts, ...real]};
}
