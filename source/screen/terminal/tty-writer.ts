import {Buffer} from 'node:buffer';
import fs from 'node:fs';

/** Writes to a terminal without ever waiting for it. */
export type TtyWriter = {
	/** True when everything was taken by the terminal, so that the next frame may be written. */
	readonly isIdle: () => boolean;
	/** Sends text, or bytes as they are; what the terminal does not take now is sent later. Only to be called while idle. */
	write(text: string | Uint8Array): void;
	/** Forgets what was not sent yet. */
	discard(): void;
	/** Sends text at once, waiting at most `deadlineMs`, ahead of anything that was not sent yet. For the way out. */
	writeNow(text: string, deadlineMs: number): void;
	close(): void;
};

export type TtyWriterOptions = {
	/** Called when a held-up text is gone and the writer is idle again. */
	readonly onDrain: () => void;
	/** The terminal is gone (EIO, EPIPE, EBADF). */
	readonly onGone: (error: Error) => void;
	/** Where the bytes go; the process's standard output by default. */
	readonly openFile?: () => {readonly fd: number; readonly isOwn: boolean};
	readonly writeFile?: (fd: number, bytes: Uint8Array) => number;
};

// A stopped terminal is asked again at this interval: rare enough to cost nothing, quick enough for Ctrl-Q.
const retryMs = 20;

// One that is reading takes a few kilobytes at a time: a picture of a megabyte must not hold up the frames for seconds.
const readingRetryMs = 2;

/**
A writer on a file descriptor of its own that does not block: a terminal that was stopped (Ctrl-S, a dead connection)
must not stop the event loop, because the loop also reads the stream of the container, and an unread stream freezes
the training.
*/
export function createTtyWriter({onDrain, onGone, openFile = openTerminal, writeFile = (fd, bytes) => fs.writeSync(fd, bytes)}: TtyWriterOptions): TtyWriter {
	const {fd, isOwn} = openFile();
	let rest: Uint8Array | undefined;
	let timer: NodeJS.Timeout | undefined;
	let isGone = false;

	/** Sends as much of `bytes` as is taken and gives what is left; undefined when all is gone. */
	function send(bytes: Uint8Array): Uint8Array | undefined {
		let left = bytes;
		while (left.length > 0) {
			try {
				left = left.subarray(writeFile(fd, left));
			} catch (error) {
				if (isWaiting(error)) {
					return left;
				}

				isGone = true;
				onGone(error instanceof Error ? error : new Error(String(error)));
				return undefined;
			}
		}

		return undefined;
	}

	function retry(): void {
		timer = undefined;
		const before = rest?.length;
		rest = rest === undefined ? undefined : send(rest);
		if (rest !== undefined) {
			timer ??= setTimeout(retry, rest.length === before ? retryMs : readingRetryMs);
		} else if (!isGone) {
			onDrain();
		}
	}

	function discard(): void {
		clearTimeout(timer);
		timer = undefined;
		rest = undefined;
	}

	return {
		isIdle: () => rest === undefined && !isGone,
		write(text) {
			if (isGone || rest !== undefined) {
				return;
			}

			rest = send(typeof text === 'string' ? Buffer.from(text) : text);
			if (rest !== undefined) {
				timer ??= setTimeout(retry, retryMs);
			}
		},
		discard,
		writeNow(text, deadlineMs) {
			discard();
			if (isGone) {
				return;
			}

			const end = performance.now() + deadlineMs;
			for (let left = send(Buffer.from(text)); left !== undefined && performance.now() < end; left = send(left)) {
				sleep(5);
			}
		},
		close() {
			discard();
			if (!isOwn || isGone) {
				return;
			}

			isGone = true;
			closeQuietly(fd);
		},
	};
}

/** The process's terminal, opened once more, so that non-blocking mode stays ours: the flag belongs to the open file, which the shell shares. */
function openTerminal(): {readonly fd: number; readonly isOwn: boolean} {
	const {constants} = fs;
	// eslint-disable-next-line no-bitwise -- Flags of open(2).
	const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
	for (const path of ['/proc/self/fd/1', '/dev/tty']) {
		try {
			return {fd: fs.openSync(path, flags), isOwn: true};
		} catch {}
	}

	return {fd: 1, isOwn: false};
}

function isWaiting(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return ['EAGAIN', 'EWOULDBLOCK', 'EINTR'].includes(String(code));
}

function sleep(ms: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function closeQuietly(fd: number): void {
	try {
		fs.closeSync(fd);
	} catch {}
}
