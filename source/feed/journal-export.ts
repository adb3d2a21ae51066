import {Buffer} from 'node:buffer';
import type {Output} from './json-log-lines.ts';

/** A field that grows beyond this is none of a log. */
const longestFieldBytes = 1_048_576;
const lengthBytes = 8;
const lineFeed = 0x0A;
const equalsSign = 0x3D;

/** The fields that are read. */
const message = 'MESSAGE';
const realtime = '__REALTIME_TIMESTAMP';

/** Whether the text is the beginning of `journalctl -o export`. */
export function isJournalExport(text: string): boolean {
	return /^__(?:CURSOR|REALTIME_TIMESTAMP)=/.test(text);
}

/** What the buffer begins with: a field, the end of a record, or nothing that is of use; of no length where it is not whole. */
type Piece = {
	readonly length: number;
	readonly field?: readonly [name: string, value: Uint8Array] | 'end';
	/** Whether it is a part of a line that is too long; its rest is still to come. */
	readonly isTooLong?: boolean;
};

const nothing: Piece = {length: 0};
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function readRest(bytes: Uint8Array): Piece {
	const feed = bytes.indexOf(lineFeed);
	return feed === -1 ? {length: bytes.length, isTooLong: true} : {length: feed + 1};
}

function readPiece(bytes: Uint8Array): Piece {
	const feed = bytes.indexOf(lineFeed);
	if (feed === -1 && bytes.length <= longestFieldBytes) {
		return nothing;
	}

	if (feed === -1 || feed > longestFieldBytes) {
		return readRest(bytes);
	}

	const next = feed + 1;
	if (feed === 0) {
		return {length: next, field: 'end'};
	}

	const line = bytes.subarray(0, feed);
	const equals = line.indexOf(equalsSign);
	if (equals !== -1) {
		return {length: next, field: [textOf(line.subarray(0, equals)), line.subarray(equals + 1)]};
	}

	const start = next + lengthBytes;
	if (bytes.length < start) {
		return nothing;
	}

	const length = Number(Buffer.from(bytes.subarray(next, start)).readBigUInt64LE(0));
	if (length > longestFieldBytes) {
		// No length: the name was a line of its own.
		return {length: next};
	}

	return bytes.length < start + length + 1 ? nothing : {length: start + length + 1, field: [textOf(line), bytes.subarray(start, start + length)]};
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
	/** Whether the rest of a line that is too long is to come. */
	let isSkipping = false;

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
			const micros = Number(textOf(value));
			at = Number.isFinite(micros) ? micros / 1000 : undefined;
		}
	};

	const take = (bytes: Uint8Array): number => {
		const {length, field, isTooLong = false} = isSkipping ? readRest(bytes) : readPiece(bytes);
		isSkipping = isTooLong;
		if (field === 'end') {
			finishRecord();
		} else if (field !== undefined) {
			takeField(...field);
		}

		return length;
	};

	return {
		push(bytes) {
			let rest: Uint8Array = buffer.length === 0 ? bytes : Buffer.concat([buffer, bytes]);
			for (let taken = take(rest); taken > 0 && rest.length > 0; taken = take(rest)) {
				rest = rest.subarray(taken);
			}

			buffer = rest;
		},
		end: finishRecord,
	};
}
