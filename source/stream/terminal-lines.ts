import {Buffer} from 'node:buffer';
import type {Channel, TerminalLine} from '../domain/line.ts';
import {cleanText, type CleanText} from './control-sequences.ts';
import {createTextDecoding} from './decode-text.ts';
import {createOpenLine} from './open-line.ts';

const lineFeed = 0x0A;

/** Bytes of one channel to the lines that a terminal would show. */
export type TerminalLines = {
	/** Gives the lines that ended in these bytes. The same for any chunking. */
	push(bytes: Uint8Array, at?: number): TerminalLine[];
	/** The current state of the line that has not ended; undefined when nothing of it can be seen. */
	pending(): TerminalLine | undefined;
	/** Ends the stream: gives the line that had no line feed, if there is one. */
	end(): TerminalLine[];
};

/**
Splits at line feeds and keeps of each line the last rewrite that leaves something visible. Works on bytes: superseded
rewrites of a progress bar are skipped before anything is decoded. Holds one line at most (twice `segmentCapacityBytes`).
*/
export function createTerminalLines(channel: Channel): TerminalLines {
	const toLine = createToLine(channel);
	const openLine = createOpenLine();
	let lastAt: number | undefined;

	return {
		push(bytes, at) {
			const lines: TerminalLine[] = [];
			let start = 0;
			for (;;) {
				const end = bytes.indexOf(lineFeed, start);
				if (end === -1) {
					break;
				}

				lines.push(toLine(openLine.lastSegment(bytes, start, end), false, at));
				openLine.clear();
				start = end + 1;
			}

			if (start < bytes.length) {
				openLine.absorb(bytes, start);
				lastAt = at;
			}

			return lines;
		},
		pending() {
			const shown = openLine.shown();
			return shown && toLine(shown, true, lastAt);
		},
		end() {
			const lines = openLine.isEmpty() ? [] : [toLine(openLine.lastSegment(new Uint8Array(0), 0, 0), false, lastAt)];
			openLine.clear();
			return lines.filter(line => line.text !== '');
		},
	};
}

function createToLine(channel: Channel): (bytes: Uint8Array, isTransient: boolean, at: number | undefined) => TerminalLine {
	const decoding = createTextDecoding();
	return (bytes, isTransient, at) => {
		const kind = kindOf(bytes);
		// A copy of its own: a piece of a longer string would keep the whole of it in memory.
		const raw = kind === 'any' ? decoding.decode(bytes, isTransient) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
		const {text, styledText}: CleanText = kind === 'printable' ? {text: raw} : cleanText(raw);
		// Made in one piece: a property that comes later takes 40 bytes more, and tens of thousands of lines are kept.
		return styledText === undefined
			? {
				text, isTransient, channel, at,
			}
			: {
				text, styledText, isTransient, channel, at,
			};
	};
}

/** Whether these are ASCII, which needs no decoding, and printable, which needs no cleaning. */
function kindOf(bytes: Uint8Array): 'printable' | 'ascii' | 'any' {
	let kind: 'printable' | 'ascii' = 'printable';
	let index = 0;
	while (index < bytes.length) {
		const byte = bytes[index]!;
		if (byte > 0x7F) {
			return 'any';
		}

		if (byte === 0x7F || byte < 0x20) {
			kind = 'ascii';
		}

		index++;
	}

	return kind;
}
