import {Buffer} from 'node:buffer';
import type {Channel} from '../domain/line.ts';

/** Receives the bytes of a channel; `at` in milliseconds since 1970 where the log tells it. */
export type Output = (channel: Channel, bytes: Uint8Array, at?: number) => void;

/** A record of the driver holds 16 KB of output at most; JSON may escape each byte to six. */
const maxRecordBytes = 1_048_576;

/**
Reads the files of Docker's json-file driver: `{"log":"…\n","stream":"stderr","time":"…"}`, one object a line.
What is no such object is skipped. Holds at most one unfinished record of 1 MB.
*/
export function createJsonLogLines(output: Output): {push(bytes: Uint8Array): void; end(): void} {
	let pieces: Uint8Array[] = [];
	let pendingBytes = 0;

	const record = (bytes: Uint8Array) => {
		try {
			const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
			if (typeof value === 'object' && value !== null && 'log' in value && typeof value.log === 'string') {
				const at = 'time' in value && typeof value.time === 'string' ? Date.parse(value.time) : NaN;
				output('stream' in value && value.stream === 'stderr' ? 'stderr' : 'stdout', Buffer.from(value.log), Number.isNaN(at) ? undefined : at);
			}
		} catch {
			// A record that was cut by a crash of the engine.
		}
	};

	const finish = () => {
		if (pendingBytes > 0 && pendingBytes <= maxRecordBytes) {
			record(Buffer.concat(pieces));
		}

		pieces = [];
		pendingBytes = 0;
	};

	const hold = (bytes: Uint8Array) => {
		pendingBytes += bytes.length;
		if (pendingBytes > maxRecordBytes) {
			pieces = [];
		} else if (bytes.length > 0) {
			pieces.push(bytes);
		}
	};

	return {
		push(bytes) {
			let start = 0;
			for (;;) {
				const end = bytes.indexOf(0x0A, start);
				if (end === -1) {
					hold(bytes.subarray(start));
					return;
				}

				if (pendingBytes === 0) {
					record(bytes.subarray(start, end));
				} else {
					hold(bytes.subarray(start, end));
					finish();
				}

				start = end + 1;
			}
		},
		end: finish,
	};
}
