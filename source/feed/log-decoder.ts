import {Buffer} from 'node:buffer';
import {createDemultiplexer} from '../stream/demultiplex.ts';
import {createLogMessages} from '../stream/log-messages.ts';
import type {LogMessage} from '../stream/log-message.ts';
import {createJsonLogLines, createPlainLines, type Output} from './json-log-lines.ts';
import {createJsonDocument} from './json-document.ts';
import {createJournalExport} from './journal-export.ts';
import {
	byteOrderMark,
	detectLogFormat,
	formatHeadBytes,
	hasByteOrderMark,
	type LogFormat,
} from './log-format.ts';
import type {ByteReader} from './line-reader.ts';
import {createWrappedLines} from './wrapped-lines.ts';

const nothingLeft = () => undefined;

function createFrames(output: Output): ByteReader {
	const demultiplexer = createDemultiplexer();
	return {
		push(bytes) {
			for (const piece of demultiplexer.push(bytes)) {
				output(piece.channel, piece.bytes);
			}
		},
		end: nothingLeft,
	};
}

function createMessages(output: Output, hasTerminal: boolean): ByteReader {
	const messages = createLogMessages({hasTerminal});
	const deliver = (found: readonly LogMessage[]) => {
		for (const {channel, body, timestamp} of found) {
			output(channel, body, timestamp?.at);
		}
	};

	return {
		push(bytes) {
			deliver(messages.push(bytes));
		},
		end() {
			deliver(messages.end());
		},
	};
}

/** What the characters spell may be wrapped again, such as by `docker logs -t`. */
function createUtf16(output: Output, encoding: 'utf-16le' | 'utf-16be'): ByteReader {
	const decoder = new TextDecoder(encoding);
	const inner = createLogDecoder(output);
	return {
		push(bytes) {
			inner.push(Buffer.from(decoder.decode(bytes, {stream: true})));
		},
		end() {
			inner.push(Buffer.from(decoder.decode()));
			inner.end();
		},
	};
}

/** What a wrapping holds may be wrapped again, such as a log of Docker that a job of GitHub has printed. Its own stream and time are the inner ones, where it has them. */
function createNested(create: (output: Output) => ByteReader): (output: Output) => ByteReader {
	return output => {
		let outer: Parameters<Output> | undefined;
		let inner: ByteReader | undefined;
		const unwrapper = create((...piece) => {
			outer = piece;
			const [, bytes] = piece;
			inner ??= unwrappers[innerFormatOf(bytes)]((channel, body, at) => {
				output(channel === 'tty' ? outer![0] : channel, body, at ?? outer![2]);
			});
			inner.push(bytes);
		});
		return {
			push: unwrapper.push,
			end() {
				unwrapper.end();
				inner?.end();
			},
		};
	};
}

function innerFormatOf(bytes: Uint8Array): LogFormat {
	const format = detectLogFormat(bytes);
	return lineFormats.has(format) ? format : 'plain';
}

const lineFormats: ReadonlySet<LogFormat> = new Set<LogFormat>(['timestamped', 'json-lines', 'cri', 'gitlab']);

/** Without any wrapping it counts as a terminal's: what was standard output or error is not known. */
const unwrappers: Readonly<Record<LogFormat, (output: Output) => ByteReader>> = {
	plain: createPlainLines,
	multiplexed: createNested(createFrames),
	'multiplexed-timestamped': createNested(output => createMessages(output, false)),
	timestamped: createNested(output => createMessages(output, true)),
	'json-lines': createNested(createJsonLogLines),
	'json-document': createJsonDocument,
	'journal-export': createNested(createJournalExport),
	cri: createNested(output => createWrappedLines(output, 'cri')),
	gitlab: createNested(output => createWrappedLines(output, 'gitlab')),
	'utf-16le': output => createUtf16(output, 'utf-16le'),
	'utf-16be': output => createUtf16(output, 'utf-16be'),
	binary: () => ({push: nothingLeft, end: nothingLeft}),
};

/** Blank lines, and the first line that is none; a document of JSON says in its second line what it is. */
const firstLines = /^(?:\u{EF}\u{BB}\u{BF})?\s*(?:\{[\t\r ]*\n[^\n\r]*|[^\s{][^\n\r]*|\{(?![\t\r ]*\n)[^\n\r]*)[\n\r]/u;

const frameBytes = 64;

/**
The bytes by which the format is told: a line, a frame with a time, or as much as is ever looked at; undefined where they have not all come.
They are the same for any chunking.
*/
function beginningOf(bytes: Uint8Array): Uint8Array | undefined {
	const head = bytes.subarray(0, formatHeadBytes);
	const length = head[0]! <= 3 ? frameBytes : firstLines.exec(Buffer.from(head).toString('latin1'))?.[0].length ?? formatHeadBytes;
	return head.length < length ? undefined : head.subarray(0, length);
}

/**
Turns the bytes of a log in any format into the bytes that were printed. The format is told by the first bytes, which
are held back until a line or 4 KB of them came.
*/
export function createLogDecoder(output: Output): ByteReader & {format(): LogFormat | undefined} {
	let head: Uint8Array | undefined;
	let format: LogFormat | undefined;
	let unwrapper: ByteReader | undefined;

	const start = (bytes: Uint8Array) => {
		format = detectLogFormat(beginningOf(bytes) ?? bytes, bytes);
		head = undefined;
		unwrapper = unwrappers[format](output);
		unwrapper.push(hasByteOrderMark(bytes) ? bytes.subarray(byteOrderMark.length) : bytes);
	};

	return {
		push(bytes) {
			if (unwrapper !== undefined) {
				unwrapper.push(bytes);
				return;
			}

			head = head === undefined ? bytes : Buffer.concat([head, bytes]);
			if (beginningOf(head) !== undefined) {
				start(head);
			}
		},
		end() {
			if (head !== undefined) {
				start(head);
			}

			unwrapper?.end();
		},
		format: () => format,
	};
}
