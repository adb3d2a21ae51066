import {Buffer} from 'node:buffer';
import {createReadStream} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {fileError, followFile, type FilePiece} from './follow-file.ts';
import {isGzip} from './log-format.ts';
import {deliverPieces, streamPieces} from './text-pieces.ts';

async function readStart(file: string): Promise<Uint8Array> {
	const handle = await open(file, 'r');
	try {
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(16), 0, 16, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/** Gives the pieces, and whether they begin with what was written before. */
async function openPieces(file: string, options: {signal: AbortSignal; isFollowing: boolean}): Promise<{readonly pieces: AsyncIterable<FilePiece>; readonly hasPast: boolean}> {
	const facts = await stat(file);
	const hasPast = facts.isFile();
	if (hasPast) {
		const start = await readStart(file);
		if (start.length === 0) {
			throw new UserError('file-empty', {path: file});
		}

		if (!isGzip(start)) {
			return {pieces: followFile(file, options), hasPast};
		}
	}

	return {pieces: streamPieces(createReadStream(file, {signal: options.signal})), hasPast};
}

/**
A log file: plain text, gzip, Docker's frames, `docker logs -t`, or the file of Docker's json-file driver, told by the
content. Follows growth, truncation and rotation. A compressed file and a named pipe are read to their end.

@param file path as the person typed it; shown as the name.
*/
export function createFileFeed(file: string): Feed {
	const target = {kind: 'file', name: file, path: path.resolve(file)} as const;
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			try {
				const {pieces, hasPast} = await openPieces(file, {signal, isFollowing});
				await deliverPieces(pieces, listener, {
					target, name: file, signal, hasPast: hasPast && isFollowing,
				});
			} catch (error) {
				throw error instanceof UserError ? error : fileError(file, error);
			}
		},
	};
}
