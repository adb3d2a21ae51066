import type {Channel, TerminalLine} from '../domain/line.ts';
import {createTerminalLines} from './terminal-lines.ts';

/** The current line of a stream that was joined in the middle; ended lines are dropped. */
export type LiveLine = {
	push(bytes: Uint8Array, at?: number): void;
	/** Undefined until the stream has begun a line or a rewrite of its own. */
	pending(): TerminalLine | undefined;
};

/**
Follows a stream that begins anywhere. What comes before the first carriage return or line feed is the rest of something
that was not seen whole: its numbers may be cut, so it is left out.
*/
export function createLiveLine(channel: Channel): LiveLine {
	const lines = createTerminalLines(channel);
	let hasBegun = false;
	return {
		push(bytes, at) {
			if (hasBegun) {
				lines.push(bytes, at);
				return;
			}

			const start = bytes.findIndex(byte => byte === 0x0A || byte === 0x0D);
			if (start === -1) {
				return;
			}

			hasBegun = true;
			lines.push(bytes.subarray(start + 1), at);
		},
		pending: () => lines.pending(),
	};
}
