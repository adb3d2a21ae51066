import {Buffer} from 'node:buffer';
import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../domain/user-error.ts';

const chunkBytes = 65_536;

/** How often an empty pipe is asked. */
const pollMs = 20;

/** For a single look: a pipe may stay open for as long as its writer likes, and without a writer it never says anything. */
const lookMs = 5000;

/**
The bytes of a named pipe until its writer closes it. Nothing ever waits inside the system: an open without a writer would. Where it is
only looked at once, what has come within five seconds is all.

@throws UserError `file-is-pipe` when nothing has come by then.
@yields pieces of at most 64 KiB.
*/
export async function * readPipe(path: string, {signal, isFollowing}: {readonly signal: AbortSignal; readonly isFollowing: boolean}): AsyncGenerator<Uint8Array> {
	// eslint-disable-next-line no-bitwise -- Flags of open(2).
	const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const endsAt = isFollowing ? Infinity : Date.now() + lookMs;
		let hasBytes = false;
		while (!signal.aborted) {
			// Nothing to read yet is EAGAIN, no writer is the end.
			const read = await handle.read(Buffer.allocUnsafe(chunkBytes), 0).catch((error: unknown) => {
				if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
					return undefined;
				}

				throw error;
			});
			if (read !== undefined && read.bytesRead > 0) {
				hasBytes = true;
				yield read.buffer.subarray(0, read.bytesRead);
			} else if (read !== undefined && hasBytes) {
				return;
			} else {
				await delay(pollMs, undefined, {signal}).catch(() => undefined);
			}

			if (Date.now() > endsAt) {
				if (hasBytes) {
					return;
				}

				throw new UserError('file-is-pipe', {path});
			}
		}
	} finally {
		await handle.close();
	}
}
