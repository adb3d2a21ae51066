import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {lstat, open, type FileHandle} from 'node:fs/promises';
import {UserError, type ErrorCode} from '../domain/user-error.ts';

/** Without waiting: a named pipe that nobody writes to, or a device, would hold up the open for as long as it likes. */
// eslint-disable-next-line no-bitwise -- Flags of open(2).
const readOnly = fs.constants.O_RDONLY | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY;

const chunkBytes = 65_536;

/** A regular file that is open for reading, with what it was when it was opened. */
export type RegularFile = {readonly handle: FileHandle; readonly facts: fs.Stats};

/** Why something is no file to read from; undefined for one that is. */
export function kindError(path: string, facts: Pick<fs.Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>): UserError | undefined {
	if (facts.isFile()) {
		return undefined;
	}

	const kinds: ReadonlyArray<readonly [boolean, ErrorCode]> = [[facts.isDirectory(), 'file-is-directory'], [facts.isFIFO(), 'file-is-pipe'], [facts.isSocket(), 'file-is-socket']];
	const [, code] = kinds.find(([is]) => is) ?? [true, 'file-is-device'];
	return new UserError(code, {path});
}

/**
Opens a file of this machine that has to be a regular one; a link counts as what it leads to. The kind is looked at after the open, so
that nothing can be put in its place between, and the open never waits.

@throws UserError `file-is-…` for anything else, and the error of the system, such as ENOENT.
*/
export async function openRegularFile(path: string): Promise<RegularFile> {
	let handle: FileHandle;
	try {
		handle = await open(path, readOnly);
	} catch (error) {
		// A socket cannot be opened at all.
		const facts = (error as NodeJS.ErrnoException).code === 'ENXIO' ? await lstat(path) : undefined;
		throw (facts && kindError(path, facts)) ?? error;
	}

	try {
		const facts = await handle.stat();
		const wrong = kindError(path, facts);
		if (wrong !== undefined) {
			throw wrong;
		}

		return {handle, facts};
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/** How much is read at once after `length` bytes: mostly all of it; a file of the kernel has no size. */
const pieceBytes = ({size}: Pick<fs.Stats, 'size'>, length: number, maxBytes: number): number => Math.min(Math.max(chunkBytes, size - length + 1), maxBytes - length);

/** Reads up to `maxBytes` from the start, however the file grows meanwhile. */
async function readBounded({handle, facts}: RegularFile, maxBytes: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	while (length < maxBytes) {
		const {bytesRead, buffer} = await handle.read(Buffer.allocUnsafe(pieceBytes(facts, length, maxBytes)), 0, undefined, length);
		if (bytesRead === 0) {
			break;
		}

		pieces.push(buffer.subarray(0, bytesRead));
		length += bytesRead;
	}

	return Buffer.concat(pieces);
}

/**
The first `maxBytes` of a regular file.

@throws as `openRegularFile`.
*/
export async function readFileStart(path: string, maxBytes: number): Promise<Uint8Array> {
	const file = await openRegularFile(path);
	try {
		return await readBounded(file, maxBytes);
	} finally {
		await file.handle.close();
	}
}

/**
The last `maxBytes` of a regular file, as far as it reaches at the moment.

@throws as `openRegularFile`.
*/
export async function readFileEnd(path: string, maxBytes: number): Promise<Uint8Array> {
	const {handle, facts} = await openRegularFile(path);
	try {
		const length = Math.min(facts.size, maxBytes);
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(length), 0, length, facts.size - length);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/**
The text of a regular file of at most `maxBytes`.

@throws as `openRegularFile`, and UserError `file-too-large`.
*/
export async function readTextFile(path: string, maxBytes: number): Promise<string> {
	const file = await openRegularFile(path);
	try {
		const bytes = file.facts.size > maxBytes ? undefined : await readBounded(file, maxBytes + 1);
		if (bytes === undefined || bytes.length > maxBytes) {
			throw new UserError('file-too-large', {path, limit: String(maxBytes)});
		}

		return Buffer.from(bytes).toString('utf8');
	} finally {
		await file.handle.close();
	}
}

/** The same at once, for what is read before anything else happens. */
export function readTextFileSync(path: string, maxBytes: number): string {
	let descriptor: number;
	try {
		descriptor = fs.openSync(path, readOnly);
	} catch (error) {
		const facts = (error as NodeJS.ErrnoException).code === 'ENXIO' ? fs.lstatSync(path) : undefined;
		throw (facts && kindError(path, facts)) ?? error;
	}

	try {
		const facts = fs.fstatSync(descriptor);
		const wrong = kindError(path, facts);
		if (wrong !== undefined) {
			throw wrong;
		}

		const pieces: Uint8Array[] = [];
		let length = 0;
		for (let read = -1; read !== 0 && length <= maxBytes; length += read) {
			const piece = Buffer.allocUnsafe(pieceBytes(facts, length, maxBytes + 1));
			read = fs.readSync(descriptor, piece, 0, piece.length, length);
			pieces.push(piece.subarray(0, read));
		}

		if (length > maxBytes) {
			throw new UserError('file-too-large', {path, limit: String(maxBytes)});
		}

		return Buffer.concat(pieces).toString('utf8');
	} finally {
		fs.closeSync(descriptor);
	}
}

/**
The bytes of a regular file of any size, as far as it reached when it was opened.

In pieces of at most 64 KiB.

@throws as `openRegularFile`, before the first piece is asked for.
*/
export async function openFilePieces(path: string): Promise<AsyncGenerator<Uint8Array, void>> {
	const {handle, facts} = await openRegularFile(path);
	async function * pieces(): AsyncGenerator<Uint8Array, void> {
		try {
			for (let position = 0; position < facts.size;) {
				const {bytesRead, buffer} = await handle.read(Buffer.allocUnsafe(Math.min(chunkBytes, facts.size - position)), 0, undefined, position);
				if (bytesRead === 0) {
					return;
				}

				position += bytesRead;
				yield buffer.subarray(0, bytesRead);
			}
		} finally {
			await handle.close();
		}
	}

	return pieces();
}
