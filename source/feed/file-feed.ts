import {stat} from 'node:fs/promises';
import path from 'node:path';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {openFilePieces, readFileStart} from '../files/regular-file.ts';
import {fileError, followFile, type FilePiece} from './follow-file.ts';
import {isGzip} from './log-format.ts';
import {readPipe} from './pipe-pieces.ts';
import {deliverPieces, streamPieces} from './text-pieces.ts';

async function openPieces(file: string, options: {signal: AbortSignal; isFollowing: boolean}): Promise<AsyncIterable<FilePiece>> {
	const facts = await stat(file);
	if (facts.isFIFO()) {
		return streamPieces(readPipe(file, options));
	}

	const start = await readFileStart(file, 16);
	if (start.length === 0) {
		throw new UserError('file-empty', {path: file});
	}

	return isGzip(start) ? streamPieces(await openFilePieces(file)) : followFile(file, options);
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
				await deliverPieces(await openPieces(file, {signal, isFollowing}), listener, {target, name: file, signal});
			} catch (error) {
				throw error instanceof UserError ? error : fileError(file, error);
			}
		},
	};
}
