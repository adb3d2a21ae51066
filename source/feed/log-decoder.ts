import {Buffer} from 'node:buffer';
import {createJsonLogLines, type Output} from './json-log-lines.ts';
import {detectLogFormat, formatHeadBytes, type LogFormat} from './log-format.ts';

type Unwrapper = {push(bytes: Uint8Array): void; end(): void};

/** One printed stream without any wrapping counts as a terminal's: what was stdout or stderr is not known. */
function createPlain(output: Output): Unwrapper {
	return {
		push(bytes) {
			output('tty', bytes);
		},
		end() {
			// Nothing is held back.
		},
	};
}

/**
Turns the bytes of a log in any format into the bytes that were printed. The format is told by the first bytes, which
are held back until a line or 4 KB of them came.
*/
export function createLogDecoder(output: Output): {push(bytes: Uint8Array): void; end(): void; format(): LogFormat | undefined} {
	let head: Uint8Array | undefined;
	let format: LogFormat | undefined;
	let unwrapper: Unwrapper | undefined;

	const start = (bytes: Uint8Array) => {
		format = detectLogFormat(bytes);
		head = undefined;
		unwrapper = {
			plain: createPlain, multiplexed: createPlain, timestamped: createPlain, 'json-lines': createJsonLogLines, binary: () => createPlain(() => undefined),
		}[format](output);
		unwrapper.push(bytes);
	};

	return {
		push(bytes) {
			if (unwrapper !== undefined) {
				unwrapper.push(bytes);
				return;
			}

			head = head === undefined ? Uint8Array.from(bytes) : Buffer.concat([head, bytes]);
			if (head.length >= formatHeadBytes || (head.length > 64 && (head.includes(0x0A) || head.includes(0x0D)))) {
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
