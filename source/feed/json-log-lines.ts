import {Buffer} from 'node:buffer';
import type {Channel} from '../domain/line.ts';
import {createLineReader, type ByteReader} from './line-reader.ts';

/** Receives the bytes of a channel; `at` in milliseconds since 1970 where the log tells it. */
export type Output = (channel: Channel, bytes: Uint8Array, at?: number) => void;

/** What one record of a JSON log holds: the text as printed, and when and where that was. */
type JsonForm = {
	/** The field with the text; journald writes bytes that are no plain text as numbers. */
	readonly text: string;
	readonly channel?: string;
	/** The field with the time, and how to read it. */
	readonly time?: {readonly field: string; readonly read: (value: unknown) => number};
	/** Another field by which the form is known, where its own may be anybody's. */
	readonly needs?: string;
	/** Whether each record is a line, with or without its line feed. */
	readonly isLine: boolean;
};

const isoTime = (value: unknown) => typeof value === 'string' ? Date.parse(value) : NaN;
const microseconds = (value: unknown) => typeof value === 'string' ? Number(value) / 1000 : NaN;

/** Source: Docker's drivers fluentd and json-file, the log of a Kaggle notebook, `journalctl -o json`, logs of Google Cloud and of common JSON loggers. */
const forms: readonly JsonForm[] = [
	{
		text: 'log', channel: 'source', needs: 'source', isLine: true,
	},
	{
		text: 'log', channel: 'stream', time: {field: 'time', read: isoTime}, isLine: false,
	},
	{
		text: 'data', channel: 'stream_name', needs: 'stream_name', isLine: false,
	},
	{text: 'MESSAGE', time: {field: '__REALTIME_TIMESTAMP', read: microseconds}, isLine: true},
	{text: 'textPayload', time: {field: 'timestamp', read: isoTime}, isLine: true},
	{text: 'message', time: {field: 'timestamp', read: isoTime}, isLine: true},
	{text: 'msg', time: {field: 'time', read: isoTime}, isLine: true},
	{text: 'line', time: {field: 'timestamp', read: isoTime}, isLine: true},
];

/** What is around a record: Kaggle writes one array over all lines, collectors such as Fluentd a time and a tag before each. */
const around = /^[^"{]{0,120}(?=\{")|(?<=\})[\s,\]]+$/g;
const startsRecord = /^[\s,[]*\{/;
/** A text that may have a record in it. */
const recordStart = '{"';

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
	if (!line.includes(recordStart)) {
		return undefined;
	}

	try {
		const value: unknown = JSON.parse(line.replaceAll(around, ''));
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
	} catch {
		// A record that was cut by a crash of the engine, or the end of an array.
		return undefined;
	}
}

function formOf(record: Readonly<Record<string, unknown>>): JsonForm | undefined {
	return forms.find(({text, needs}) => textOf(record[text]) !== undefined && (needs === undefined || typeof record[needs] === 'string'));
}

function textOf(value: unknown): Uint8Array | undefined {
	if (typeof value === 'string') {
		return Buffer.from(value);
	}

	return Array.isArray(value) && value.every(item => Number.isSafeInteger(item)) ? Buffer.from(value as number[]) : undefined;
}

/** Whether a line is a record of a JSON log. */
export function isJsonRecord(line: string): boolean {
	const record = parseRecord(line);
	const form = record && formOf(record);
	// Behind words of its own a program may print any object; a collector's has a time or a stream.
	return form !== undefined && (startsRecord.test(line) || form.needs !== undefined || typeof record![form.time?.field ?? ''] === 'string');
}

/** Hands on what a record holds; false for a line that is none. */
function hasPutRecord(line: string, output: Output): boolean {
	const record = parseRecord(line);
	const form = record && formOf(record);
	if (form === undefined) {
		return false;
	}

	const at = form.time?.read(record![form.time.field]) ?? NaN;
	const body = textOf(record![form.text])!;
	output(
		form.channel !== undefined && record![form.channel] === 'stderr' ? 'stderr' : 'stdout',
		form.isLine && body.at(-1) !== lineFeed[0] ? Buffer.concat([body, lineFeed]) : body,
		Number.isNaN(at) ? undefined : at,
	);
	return true;
}

const lineFeed = Buffer.from('\n');
const toText = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();

/**
Reads logs of one JSON object a line: `{"log":"…\n","stream":"stderr","time":"…"}` and its like. A line of plain text between them is handed
on, what is left of a record that was cut is skipped. Holds at most one unfinished record of 1 MiB.
*/
export function createJsonLogLines(output: Output): ByteReader {
	return createLineReader(bytes => {
		const line = toText(bytes);
		const isText = !hasPutRecord(line, output) && !line.includes('":') && /\p{Letter}/u.test(line);
		if (isText) {
			output('tty', Buffer.concat([bytes, lineFeed]));
		}
	});
}

const brace = 0x7B;

/** Hands on plain text as it comes, and what records hold that are lines of it, such as those of a log that a job has printed. */
export function createPlainLines(output: Output): ByteReader {
	let isAtStart = true;
	/** Reads a line that begins as a record does, until its end. */
	let record: ByteReader | undefined;

	const begin = () => {
		record = createLineReader(bytes => {
			record = undefined;
			if (!hasPutRecord(toText(bytes), output)) {
				output('tty', Buffer.concat([bytes, lineFeed]));
			}
		});
	};

	/** Hands on what belongs together at the start of the bytes; gives the rest. */
	const put = (bytes: Uint8Array): Uint8Array => {
		if (isAtStart && bytes[0] === brace) {
			begin();
		}

		const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
		const end = view.indexOf(record === undefined ? '\n{' : '\n');
		const part = end === -1 ? bytes : bytes.subarray(0, end + 1);
		isAtStart = part.at(-1) === lineFeed[0];
		if (record === undefined) {
			output('tty', part);
		} else {
			record.push(part);
		}

		return bytes.subarray(part.length);
	};

	return {
		push(bytes) {
			let rest = bytes;
			while (rest.length > 0) {
				rest = put(rest);
			}
		},
		end() {
			record?.end();
		},
	};
}
