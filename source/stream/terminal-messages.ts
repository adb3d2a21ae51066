import {Buffer} from 'node:buffer';
import type {LogMessage, LogMessages} from './log-message.ts';
import {createTimestampReader, maxTimestampBytes, type ReadTimestamp} from './log-timestamp.ts';

/** A message that grows beyond this is cut: no engine writes one, but a stream that is no log must not fill the memory. */
const maxMessageBytes = 1024 * 1024;

const lineFeed = 0x0A;

/** Where a sequence of bytes begins, at `from` or behind it; -1 where it does not. */
function indexOfBytes(bytes: Uint8Array, sequence: Uint8Array, from: number): number {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(sequence, from);
}

/**
The record of a container with a terminal: raw bytes, with a time at the start of each line and of each piece of a long line.
*/
export function createTerminalMessages(): LogMessages {
	const readTimestamp = createTimestampReader();
	let pending: Uint8Array = new Uint8Array(0);
	/** How much of the pending message was searched for its end already. */
	let searched = 0;

	/**
	Where the next piece begins in a line that begins at `start`; -1 where none does. Behind a piece of 16 KiB the same time comes again. Another,
	later time comes where the engine has no line feed to separate two messages: behind a process that was killed in the middle
	of a line, when the container was started again, and behind each long line of the `local` driver of Docker 20.10. A time of
	whole seconds (Podman) may also be the first word that a program prints, so there must be something before it.
	*/
	function findPiece(line: Uint8Array, start: number, {timestamp, length}: ReadTimestamp, from: number): number {
		const {isExact} = timestamp;
		const year = line.subarray(start, start + 5);
		for (let at = indexOfBytes(line, year, from); at !== -1; at = indexOfBytes(line, year, at + 1)) {
			const found = readTimestamp(line, at);
			const isTime = found?.timestamp.isExact === isExact && found.length === length && found.timestamp.key >= timestamp.key;
			if (isTime && (isExact || at > start + length)) {
				return at;
			}
		}

		return -1;
	}

	/** Where the message that begins at `start` ends; -1 when that is not known yet. */
	function findEnd(buffer: Uint8Array, start: number, read: ReadTimestamp): number {
		const from = Math.max(start + read.length, start + searched);
		const feed = buffer.indexOf(lineFeed, from);
		const piece = findPiece(feed === -1 ? buffer : buffer.subarray(0, feed), start, read, from);
		if (piece === -1 && feed === -1) {
			searched = Math.max(0, buffer.length - maxTimestampBytes - start);
			return buffer.length - start > maxMessageBytes ? buffer.length : -1;
		}

		return piece === -1 ? feed + 1 : piece;
	}

	return {
		push(chunk) {
			const messages: LogMessage[] = [];
			const buffer = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
			let start = 0;
			while (start < buffer.length) {
				const read = readTimestamp(buffer, start);
				const feed = read ? -1 : buffer.indexOf(lineFeed, start);
				if (!read && feed === -1 && buffer.length - start <= maxTimestampBytes) {
					break;
				}

				// Without a time at the start it is no record; it is passed on line by line.
				const bodyStart = start + (read?.length ?? 0);
				let end = read ? findEnd(buffer, start, read) : feed + 1;
				if (!read && feed === -1) {
					end = buffer.length - start > maxMessageBytes ? buffer.length : -1;
				}

				if (end <= 0) {
					break;
				}

				messages.push({channel: 'tty', timestamp: read?.timestamp, body: buffer.subarray(bodyStart, end)});
				searched = 0;
				start = end;
			}

			pending = buffer.subarray(start);
			return messages;
		},
		end() {
			const read = readTimestamp(pending, 0);
			const body = pending.subarray(read?.length ?? 0);
			pending = new Uint8Array(0);
			searched = 0;
			return body.length === 0 ? [] : [{channel: 'tty', timestamp: read?.timestamp, body}];
		},
	};
}
