import {Buffer} from 'node:buffer';
import {stat, type FileHandle} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../domain/user-error.ts';
import {openRegularFile, type RegularFile} from '../files/regular-file.ts';

export type FilePiece =
	| {readonly kind: 'bytes'; readonly bytes: Uint8Array}
	/** The file was cut or replaced: what comes now does not continue what came before. */
	| {readonly kind: 'restarted'}
	/** All that is there was given; `modifiedAt` in milliseconds since 1970. Comes again with every look at the file. */
	| {readonly kind: 'caught-up'; readonly modifiedAt: number};

type FollowOptions = {
	readonly signal: AbortSignal;
	readonly isFollowing: boolean;
	/** Time between two looks at a file that has just grown; of one that stands still they become rarer, up to a second. */
	readonly pollMs?: number;
	/** Ends the following, after what is there by then: for a file whose writer has ended. */
	readonly endSignal?: AbortSignal;
};

const chunkBytes = 65_536;

/** Polling, because change notices do not come through network shares and the Windows drives of WSL2. */
const defaultPollMs = 200;

/** A file that stands still is seen to grow again this late at most; half a minute of looks would cost more than the rest of the screen. */
const slowestPollMs = 1000;

/** How much longer each pause is than the one before: five times as long after eight seconds. */
const slowing = 1.1;

/** The words of the operating system without path and call: `EACCES: permission denied`. */
export function fileError(path: string, error: unknown): UserError {
	const reason = error instanceof Error ? error.message.replace(/, \w+(?: '.*')?$/, '') : String(error);
	return new UserError('file-unreadable', {path, reason}, {cause: error});
}

/**
Reads a file in pieces of at most 64 KB and follows its growth, also through truncation (`> log`) and rotation (a new
file under the old name). Ends at the end of the file, or with `isFollowing` when the signal aborts.

@yields pieces in order.
@throws UserError `file-unreadable`.
*/
export async function * followFile(path: string, {signal, isFollowing, pollMs = defaultPollMs, endSignal}: FollowOptions): AsyncGenerator<FilePiece> {
	const buffer = Buffer.allocUnsafe(chunkBytes);
	const wakeSignal = endSignal === undefined ? signal : AbortSignal.any([signal, endSignal]);
	let handle: FileHandle | undefined;
	try {
		const first = await openRegularFile(path);
		handle = first.handle;
		let opened = first.facts;
		let position = 0;
		let pauseMs = pollMs;
		while (!signal.aborted) {
			// Asked before reading, so that what the writer printed last is read before the end.
			const isLastLook = !isFollowing || endSignal?.aborted === true;
			const named = await stat(path).catch(() => undefined);
			const isSame = named?.ino === opened.ino && named.dev === opened.dev;
			const {bytesRead} = isSame && named.size === position ? {bytesRead: 0} : await handle.read(buffer, 0, chunkBytes, position);
			if (bytesRead > 0) {
				position += bytesRead;
				pauseMs = pollMs;
				yield {kind: 'bytes', bytes: Buffer.from(buffer.subarray(0, bytesRead))};
				continue;
			}

			const now = isSame ? named : await handle.stat();
			yield {kind: 'caught-up', modifiedAt: now.mtimeMs};
			if (isLastLook) {
				return;
			}

			if (now.size < position) {
				position = 0;
				yield {kind: 'restarted'};
				continue;
			}

			const replaced: RegularFile | undefined = named === undefined || isSame ? undefined : await openRegularFile(path).catch(() => undefined);
			if (replaced !== undefined) {
				await handle.close();
				handle = replaced.handle;
				opened = replaced.facts;
				position = 0;
				yield {kind: 'restarted'};
				continue;
			}

			// Aborted: the next turn looks at the signals.
			await delay(pauseMs, undefined, {signal: wakeSignal}).catch(() => undefined);
			pauseMs = Math.min(pauseMs * slowing, Math.max(pollMs, slowestPollMs));
		}
	} catch (error) {
		throw error instanceof UserError ? error : fileError(path, error);
	} finally {
		await handle?.close();
	}
}
