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

async function openPieces(file: string, options: {signal: AbortSignal; isFollowing: boolean}): Promise<AsyncIterable<FilePiece>> {
	const facts = await stat(file);
	if (facts.isFile()) {
		const start = await readStart(file);
		if (start.length === 0) {
			throw new UserError('file-empty', {path: file});
		}

		if (!isGzip(start)) {
			return followFile(file, options);
		}
	}

	return streamPieces(createReadStream(file, {signal: options.signal}));
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
