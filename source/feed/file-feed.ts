import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {openFilePieces, readFileStart} from '../files/regular-file.ts';
import {fileError, followFile, type FilePiece} from './follow-file.ts';
import {isGzip} from './log-format.ts';
import {readPipe} from './pipe-pieces.ts';
import {deliverPieces, streamPieces} from './text-pieces.ts';

/** Gives the pieces, and whether they begin with what was written before. */
async function openPieces(file: string, options: {signal: AbortSignal; isFollowing: boolean}): Promise<{readonly pieces: AsyncIterable<FilePiece>; readonly hasPast: boolean}> {
	const facts = await stat(file);
	if (facts.isFIFO()) {
		return {pieces: streamPieces(readPipe(file, options)), hasPast: false};
	}

	const start = await readFileStart(file, 16);
	if (start.length === 0) {
		throw new UserError('file-empty', {path: file});
	}

	return {pieces: isGzip(start) ? streamPieces(await openFilePieces(file)) : followFile(file, options), hasPast: true};
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
