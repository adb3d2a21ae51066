import {
	mkdir,
	open,
	rm,
	type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import {UserError} from '../../domain/user-error.ts';
import {makeFolder} from '../../files/make-folder.ts';
import {readTar, type TarEntry} from '../../engine/tar-reader.ts';

export type Unpacked = {
	readonly files: number;
	readonly bytes: number;
	/** Names in the archive that were left out: links, devices, paths that lead elsewhere. At most 100. */
	readonly skipped: readonly string[];
};

const maxSkipped = 100;

/** The parts of a path below the archive's first folder; undefined for one that leads out of it or cannot be a name. */
export function safeParts(name: string): readonly string[] | undefined {
	const parts = name.split('/').filter(part => part !== '' && part !== '.');
	return parts.some(part => part === '..' || part.includes('\0') || part.includes('\\')) ? undefined : parts.slice(1);
}

/**
Writes the files of a tar stream into `directory`, which must not exist: it is made here, so that nothing in it can lead elsewhere.
The first folder of every path is left out, because the archive of a directory begins with its name. Links are never made.

@throws UserError `file-unwritable`, `archive-broken`; what was written is removed then.
*/
export async function unpackArchive(stream: AsyncIterable<Uint8Array>, directory: string, onProgress?: (files: number, bytes: number) => void): Promise<Unpacked> {
	let files = 0;
	let bytes = 0;
	const skipped: string[] = [];
	let current: {readonly file: FileHandle; readonly modifiedAt: number} | undefined;

	const close = async (): Promise<void> => {
		const done = current;
		current = undefined;
		if (done === undefined) {
			return;
		}

		const seconds = done.modifiedAt / 1000;
		await done.file.utimes(seconds, seconds).catch(() => undefined);
		await done.file.close();
	};

	const begin = async ({path: name, kind, modifiedAt}: TarEntry): Promise<void> => {
		await close();
		const parts = safeParts(name);
		if (parts === undefined || kind === 'link' || kind === 'other') {
			if (skipped.length < maxSkipped) {
				skipped.push(name);
			}
		} else if (kind === 'directory') {
			await makeFolder(path.join(directory, ...parts));
		} else {
			const target = path.join(directory, ...(parts.length === 0 ? [path.posix.basename(name)] : parts));
			await makeFolder(path.dirname(target));
			// Exclusive: a name that comes twice in an archive is no reason to write through what is there.
			current = {file: await open(target, 'wx'), modifiedAt};
			files++;
			onProgress?.(files, bytes);
		}
	};

	let isMade = false;
	try {
		await mkdir(directory);
		isMade = true;
		let isWhole = false;
		for await (const event of readTar(stream)) {
			if (event.type === 'entry') {
				await begin(event.entry);
			} else if (event.type === 'end') {
				isWhole = true;
			} else if (current !== undefined) {
				await current.file.writeFile(event.piece);
				bytes += event.piece.length;
				onProgress?.(files, bytes);
			}
		}

		await close();
		if (!isWhole) {
			throw new UserError('archive-broken', {path: directory});
		}

		return {files, bytes, skipped};
	} catch (error) {
		await close().catch(() => undefined);
		if (isMade) {
			await rm(directory, {recursive: true, force: true});
		}

		const {code} = error as NodeJS.ErrnoException;
		throw typeof code === 'string' && /^E[A-Z]+$/.test(code)
			? new UserError('file-unwritable', {path: directory, reason: code}, {cause: error})
			: error;
	}
}
