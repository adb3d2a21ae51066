import {Buffer} from 'node:buffer';
import {createDemultiplexer} from '../stream/demultiplex.ts';
import {createLogMessages} from '../stream/log-messages.ts';
import type {LogMessage} from '../stream/log-message.ts';
import {createJsonLogLines, type Output} from './json-log-lines.ts';
import {createJournalExport} from './journal-export.ts';
import {
	byteOrderMark,
	detectLogFormat,
	formatHeadBytes,
	hasByteOrderMark,
	type LogFormat,
} from './log-format.ts';
import {createWrappedLines} from './wrapped-lines.ts';

type Unwrapper = {
	push(bytes: Uint8Array): void;
	end(): void;
};

const nothingLeft = () => undefined;

/** Without any wrapping it counts as a terminal's: what was standard output or error is not known. */
function createPlain(output: Output): Unwrapper {
	return {
		push(bytes) {
			output('tty', bytes);
		},
		end: nothingLeft,
	};
}

function createFrames(output: Output): Unwrapper {
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

function createMessages(output: Output, hasTerminal: boolean): Unwrapper {
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
function createUtf16(output: Output, encoding: 'utf-16le' | 'utf-16be'): Unwrapper {
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

const unwrappers: Readonly<Record<LogFormat, (output: Output) => Unwrapper>> = {
	plain: createPlain,
	multiplexed: createFrames,
	'multiplexed-timestamped': output => createMessages(output, false),
	timestamped: output => createMessages(output, true),
	'json-lines': createJsonLogLines,
	'journal-export': createJournalExport,
	cri: output => createWrappedLines(output, 'cri'),
	gitlab: output => createWrappedLines(output, 'gitlab'),
	'utf-16le': output => createUtf16(output, 'utf-16le'),
	'utf-16be': output => createUtf16(output, 'utf-16be'),
	binary: () => ({push: nothingLeft, end: nothingLeft}),
};

/** A line, a frame with a time, or as much as is ever looked at. */
function isEnough(head: Uint8Array): boolean {
	const isFrame = head[0]! <= 3;
	return head.length >= formatHeadBytes || (isFrame ? head.length >= 64 : head.includes(0x0A) || head.includes(0x0D));
}

/**
Turns the bytes of a log in any format into the bytes that were printed. The format is told by the first bytes, which
are held back until a line or 4 KB of them came.
*/
export function createLogDecoder(output: Output): Unwrapper & {format(): LogFormat | undefined} {
	let head: Uint8Array | undefined;
	let format: LogFormat | undefined;
	let unwrapper: Unwrapper | undefined;

	const start = (bytes: Uint8Array) => {
		format = detectLogFormat(bytes);
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
			if (isEnough(head)) {
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
