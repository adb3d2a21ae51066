/**
Which directory a path means, however many containers see it under other paths: a place on the engine's host, or in the layer of one
container, and the file system's own number of a file in it.
*/
export type DirectoryId = {
	/** `host:/path` on the engine's host, also of a volume; `layer:ID:/path` for a container's own layer or its tmpfs. */
	readonly place: string;
	/** Device and inode of its settings file, as in `2049:1234`; undefined where nobody has looked. */
	readonly file?: string;
};

/** Whether two identities mean the same directory. */
export function isSameDirectory(one: DirectoryId, other: DirectoryId): boolean {
	return one.place === other.place || (one.file !== undefined && one.file === other.file);
}

/** Every directory that is known to be written now. */
export type LiveDirectories = {
	readonly ids: readonly DirectoryId[];
	/** Whether it is known of everything that trains where it writes: then no other directory is written. */
	readonly isComplete: boolean;
};

/** Whether a directory is written now; undefined where that is not known. */
export function isWrittenNow({ids, isComplete}: LiveDirectories, id: DirectoryId): boolean | undefined {
	return ids.some(other => isSameDirectory(other, id)) ? true : (isComplete ? false : undefined);
}
