import {Buffer} from 'node:buffer';
import type {Output} from './json-log-lines.ts';

/** A field that grows beyond this is none of a log. */
const longestFieldBytes = 1_048_576;
const lengthBytes = 8;

/** The fields that are read. */
const message = 'MESSAGE';
const realtime = '__REALTIME_TIMESTAMP';

/** Whether the text is the beginning of `journalctl -o export`. */
export function isJournalExport(text: string): boolean {
	return /^__(?:CURSOR|REALTIME_TIMESTAMP)=/.test(text);
}

/**
Reads the export format of systemd's journal: `NAME=text` a line, or the name alone, eight bytes of length and the bytes, for text with
control characters, as bars and colours have; an empty line ends a record. Holds one field.

Source: systemd.io, Journal Export Format.
*/
export function createJournalExport(output: Output): {push(bytes: Uint8Array): void; end(): void} {
	let buffer: Uint8Array = new Uint8Array(0);
	let text: Uint8Array | undefined;
	let at: number | undefined;

	const finishRecord = () => {
		if (text !== undefined) {
			output('tty', Buffer.concat([text, Buffer.from('\n')]), at);
		}

		text = undefined;
		at = undefined;
	};

	const takeField = (name: string, value: Uint8Array) => {
		if (name === message) {
			text = Uint8Array.from(value);
		} else if (name === realtime) {
			const micros = Number(Buffer.from(value).toString('latin1'));
			at = Number.isFinite(micros) ? micros / 1000 : undefined;
		}
	};

	/** Takes one field or the end of a record off the buffer; gives how many bytes it had, 0 where it is not whole. */
	const takeOne = (bytes: Uint8Array): number => {
		const feed = bytes.indexOf(0x0A);
		if (feed === -1) {
			return bytes.length > longestFieldBytes ? bytes.length : 0;
		}

		if (feed === 0) {
			finishRecord();
			return 1;
		}

		const line = bytes.subarray(0, feed);
		const equals = line.indexOf(0x3D);
		if (equals !== -1) {
			takeField(Buffer.from(line.subarray(0, equals)).toString('latin1'), line.subarray(equals + 1));
			return feed + 1;
		}

		const start = feed + 1 + lengthBytes;
		if (bytes.length < start) {
			return 0;
		}

		const length = Number(Buffer.from(bytes.subarray(feed + 1, start)).readBigUInt64LE(0));
		if (length > longestFieldBytes) {
			return bytes.length;
		}

		if (bytes.length < start + length + 1) {
			return 0;
		}

		takeField(Buffer.from(line).toString('latin1'), bytes.subarray(start, start + length));
		return start + length + 1;
	};

	return {
		push(bytes) {
			let rest: Uint8Array = buffer.length === 0 ? bytes : Buffer.concat([buffer, bytes]);
			for (let taken = takeOne(rest); taken > 0 && rest.length > 0; taken = takeOne(rest)) {
				rest = rest.subarray(taken);
			}

			buffer = rest;
		},
		end: finishRecord,
	};
}
