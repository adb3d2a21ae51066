import {Buffer} from 'node:buffer';

/** A message as a log driver stores it. */
export type StoredMessage = {
	readonly channel: 'stdout' | 'stderr' | 'tty';
	/** As the engine prints it, without the space behind it. */
	readonly time: string;
	readonly body: Uint8Array;
};

/** Bytes after which the engine's copier stores a piece of a line. */
export const pieceBytes = 16_384;

/** A time with nine digits, `nanoseconds` after a fixed moment. */
export function exactTime(nanoseconds: number): string {
	const seconds = Math.floor(nanoseconds / 1e9);
	return `${new Date(Date.UTC(2026, 10, 23, 21, 16, 11) + (seconds * 1000)).toISOString().slice(0, 19)}.${String(nanoseconds % 1e9).padStart(9, '0')}Z`;
}

/** What the copier of the engine stores for one line: pieces of 16 KiB that share the time. */
export function storeLine(channel: StoredMessage['channel'], time: string, line: Uint8Array): StoredMessage[] {
	const pieces: StoredMessage[] = [];
	for (let start = 0; start === 0 || start < line.length; start += pieceBytes) {
		pieces.push({channel, time, body: line.subarray(start, start + pieceBytes)});
	}

	return pieces;
}

export function frame(channel: 'stdout' | 'stderr', payload: Uint8Array): Uint8Array {
	const header = Buffer.alloc(8);
	header[0] = channel === 'stdout' ? 1 : 2;
	header.writeUInt32BE(payload.length, 4);
	return Buffer.concat([header, payload]);
}

/** The answer of `logs` with `timestamps=1`. */
export function logsAnswer(messages: readonly StoredMessage[]): Uint8Array {
	return Buffer.concat(messages.map(({channel, time, body}) => {
		const message = Buffer.concat([Buffer.from(`${time} `), body]);
		return channel === 'tty' ? message : frame(channel, message);
	}));
}

/** Cuts bytes at the given places, in any order and with any repetition. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const sorted = [0, ...places.map(place => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
	return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}
