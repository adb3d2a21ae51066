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

/**
A place in one spelling, for comparing only. A directory of Windows has many: `C:\x` at its prompt, `C:/x`, `//c/x`, `/mnt/c/x` in WSL, and
`/run/desktop/mnt/host/c/x` or `/host_mnt/c/x` in the machine of Docker Desktop; capital letters mean nothing there. On a Mac that machine
has `/host_mnt/Users` for `/Users`.

Source: docker/for-win issues 4812 and 9675, the documentation of WSL's automount.
*/
export function comparablePlace(place: string): string {
	const [, kind = '', path = ''] = /^(host:|layer:)([\s\S]*)$/.exec(place) ?? [];
	if (kind !== 'host:') {
		return place;
	}

	const plain = path.replaceAll('\\', '/').replace(/(?<=.)\/$/, '');
	const ofDesktop = /^\/(?:run\/desktop\/mnt\/host|host_mnt)(\/[\s\S]*)$/.exec(plain)?.[1];
	const drive = /^(?:([a-z]):|\/\/([a-z])|\/mnt\/([a-z]))(?=\/|$)([\s\S]*)$/i.exec(plain) ?? /^\/([a-z])(?=\/|$)([\s\S]*)$/i.exec(ofDesktop ?? '');
	if (drive === null) {
		return `host:${ofDesktop ?? plain}`;
	}

	const letter = drive.slice(1, -1).find(part => part !== undefined)!;
	return `host:${letter}:${drive.at(-1)!}`.toLowerCase();
}

/** Whether two identities mean the same directory. */
export function isSameDirectory(one: DirectoryId, other: DirectoryId): boolean {
	return comparablePlace(one.place) === comparablePlace(other.place) || (one.file !== undefined && one.file === other.file);
}

/** Whether a place is another one or is below it; below `host:` is the whole machine of the engine, below `everywhere` every place. */
export function isPlaceWithin(place: string, above: string): boolean {
	const inner = comparablePlace(place);
	const outer = comparablePlace(above);
	return inner === outer || inner.startsWith(/(?:^|[/:])$/.test(outer) ? outer : `${outer}/`);
}

/** The place above all others. */
export const everywhere = '';

/** Every directory that is known to be written now. */
export type LiveDirectories = {
	readonly ids: readonly DirectoryId[];
	/** Places below which something may write of which nobody knows where it writes. A directory that is in none of them is written only if it is one of `ids`. */
	readonly possible: readonly string[];
};

/** Whether a directory is written now; undefined where that is not known. */
export function isWrittenNow({ids, possible}: LiveDirectories, id: DirectoryId): boolean | undefined {
	return ids.some(other => isSameDirectory(other, id)) ? true : (possible.some(above => isPlaceWithin(id.place, above)) ? undefined : false);
}
