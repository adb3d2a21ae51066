import {Buffer} from 'node:buffer';
import type {Channel} from '../domain/line.ts';
import {createLineReader, type LineReader} from './line-reader.ts';

/** Receives the bytes of a channel; `at` in milliseconds since 1970 where the log tells it. */
export type Output = (channel: Channel, bytes: Uint8Array, at?: number) => void;

/** What one record of a JSON log holds: the text as printed, and when and where that was. */
type JsonForm = {
	/** The field with the text; journald writes bytes that are no plain text as numbers. */
	readonly text: string;
	readonly channel?: string;
	/** The field with the time, and how to read it. */
	readonly time?: {readonly field: string; readonly read: (value: unknown) => number};
	/** Whether each record is a line whose line feed is left out. */
	readonly isLine: boolean;
};

const isoTime = (value: unknown) => typeof value === 'string' ? Date.parse(value) : NaN;
const microseconds = (value: unknown) => typeof value === 'string' ? Number(value) / 1000 : NaN;

/** Source: Docker's json-file driver, the log of a Kaggle notebook, `journalctl -o json`, logs of Google Cloud and of common JSON loggers. */
const forms: readonly JsonForm[] = [
	{
		text: 'log', channel: 'stream', time: {field: 'time', read: isoTime}, isLine: false,
	},
	{text: 'data', channel: 'stream_name', isLine: false},
	{text: 'MESSAGE', time: {field: '__REALTIME_TIMESTAMP', read: microseconds}, isLine: true},
	{text: 'textPayload', time: {field: 'timestamp', read: isoTime}, isLine: true},
	{text: 'message', time: {field: 'timestamp', read: isoTime}, isLine: true},
	{text: 'msg', time: {field: 'time', read: isoTime}, isLine: true},
];

/** Kaggle writes one array over all lines. */
const arrayStart = /^\s*[,[]\s*/;

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(line.replace(arrayStart, ''));
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
	} catch {
		// A record that was cut by a crash of the engine, or the end of an array.
		return undefined;
	}
}

function formOf(record: Readonly<Record<string, unknown>>): JsonForm | undefined {
	return forms.find(({text, channel}) => textOf(record[text]) !== undefined && (channel === undefined || text === 'log' || typeof record[channel] === 'string'));
}

function textOf(value: unknown): Uint8Array | undefined {
	if (typeof value === 'string') {
		return Buffer.from(value);
	}

	return Array.isArray(value) && value.every(item => Number.isSafeInteger(item)) ? Buffer.from(value as number[]) : undefined;
}

/** Whether a line is a record of a JSON log. */
export function isJsonRecord(line: string): boolean {
	const record = line.replace(arrayStart, '').trimStart().startsWith('{') ? parseRecord(line) : undefined;
	return record !== undefined && formOf(record) !== undefined;
}

/**
Reads logs of one JSON object a line: `{"log":"…\n","stream":"stderr","time":"…"}` and its like.
What is no such object is skipped. Holds at most one unfinished record of 1 MiB.
*/
export function createJsonLogLines(output: Output): LineReader {
	return createLineReader(bytes => {
		const record = parseRecord(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
		const form = record && formOf(record);
		if (form === undefined) {
			return;
		}

		const at = form.time?.read(record![form.time.field]) ?? NaN;
		const body = textOf(record![form.text])!;
		output(
			form.channel !== undefined && record![form.channel] === 'stderr' ? 'stderr' : 'stdout',
			form.isLine ? Buffer.concat([body, Buffer.from('\n')]) : body,
			Number.isNaN(at) ? undefined : at,
		);
	});
}
