import {Buffer} from 'node:buffer';
import type {Channel, TerminalLine} from '../domain/line.ts';
import {cleanText} from './control-sequences.ts';
import {createTextDecoding} from './decode-text.ts';
import {createSegmentBuffer, hasInk, segmentCapacityBytes} from './segment-buffer.ts';

const lineFeed = 0x0A;
const carriageReturn = 0x0D;

/**
A rewrite that is this much shorter than the last one has probably not arrived whole: its numbers may be cut. Less is the
normal play of the rate and the remaining time at the end of a bar.
*/
const tailBytes = 24;

/** Bytes of one channel to the lines that a terminal would show. */
export type TerminalLines = {
	/** Gives the lines that ended in these bytes. The same for any chunking. */
	push(bytes: Uint8Array, at?: number): TerminalLine[];
	/** The present state of the line that has not ended; undefined when nothing of it can be seen. */
	pending(): TerminalLine | undefined;
	/** Ends the stream: gives the line that had no line feed, if there is one. */
	end(): TerminalLine[];
};

/**
Splits at line feeds and keeps of each line the last rewrite that leaves something visible. Works on bytes: superseded
rewrites of a progress bar are skipped before anything is decoded. Holds one line at most (twice `segmentCapacityBytes`).
*/
export function createTerminalLines(channel: Channel): TerminalLines {
	const decoding = createTextDecoding();
	/** What came after the last carriage return. */
	const open = createSegmentBuffer();
	/** The last visible segment that a carriage return has ended; it stays on the screen until it is overwritten. */
	const kept = createSegmentBuffer();
	let lastAt: number | undefined;

	const toLine = (bytes: Uint8Array, isTransient: boolean, at: number | undefined): TerminalLine => {
		const kind = kindOf(bytes);
		if (kind !== 'any') {
			// A copy of its own: a piece of a longer string would keep the whole of it in memory.
			const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
			const line: {-readonly [K in keyof TerminalLine]: TerminalLine[K]} = kind === 'printable' ? {text: raw, isTransient, channel} : {...cleanText(raw), isTransient, channel};
			if (at !== undefined) {
				line.at = at;
			}

			return line;
		}

		return {
			...cleanText(decoding.decode(bytes, isTransient)), isTransient, channel, ...(at !== undefined && {at}),
		};
	};

	/** The last visible segment of the line that ends at `end`, together with what is held of it. */
	const lastSegment = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
		let segmentEnd = end;
		while (segmentEnd >= start) {
			const segmentStart = afterLastReturn(bytes, start, segmentEnd);
			if (segmentStart === undefined) {
				if (segmentEnd - start <= segmentCapacityBytes && open.isEmpty() && hasInk(bytes, start, segmentEnd)) {
					return bytes.subarray(start, segmentEnd);
				}

				open.append(bytes, start, segmentEnd);
				const view = open.view();
				return hasInk(view, 0, view.length) ? view : kept.view();
			}

			const capped = Math.min(segmentEnd, segmentStart + segmentCapacityBytes);
			if (hasInk(bytes, segmentStart, capped)) {
				return bytes.subarray(segmentStart, capped);
			}

			segmentEnd = segmentStart - 1;
		}

		return kept.view();
	};

	/** Holds what these bytes, which contain no line feed, add to the open line. */
	const absorb = (bytes: Uint8Array, start: number) => {
		const lastReturn = afterLastReturn(bytes, start, bytes.length);
		if (lastReturn === undefined) {
			open.append(bytes, start, bytes.length);
			return;
		}

		const segment = lastSegment(bytes, start, lastReturn - 1);
		if (segment.buffer !== kept.view().buffer) {
			kept.clear();
			kept.append(segment, 0, segment.length);
		}

		open.clear();
		open.append(bytes, lastReturn, bytes.length);
	};

	const clear = () => {
		open.clear();
		kept.clear();
	};

	return {
		push(bytes, at) {
			const lines: TerminalLine[] = [];
			let start = 0;
			for (;;) {
				const end = bytes.indexOf(lineFeed, start);
				if (end === -1) {
					break;
				}

				lines.push(toLine(lastSegment(bytes, start, end), false, at));
				clear();
				start = end + 1;
			}

			if (start < bytes.length) {
				absorb(bytes, start);
				lastAt = at;
			}

			return lines;
		},
		pending() {
			const now = open.view();
			const before = kept.view();
			const isVisible = hasInk(now, 0, now.length);
			const shown = isVisible && now.length + tailBytes >= before.length ? now : before;
			const bytes = shown.length > 0 ? shown : now;
			return isVisible || before.length > 0 ? toLine(bytes, true, lastAt) : undefined;
		},
		end() {
			const lines = open.view().length > 0 || kept.view().length > 0 ? [toLine(lastSegment(new Uint8Array(0), 0, 0), false, lastAt)] : [];
			clear();
			return lines.filter(line => line.text !== '');
		},
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

/** The index after the last carriage return in [start, end); undefined when there is none. Reads only from there to the end. */
function afterLastReturn(bytes: Uint8Array, start: number, end: number): number | undefined {
	for (let index = end - 1; index >= start; index--) {
		if (bytes[index] === carriageReturn) {
			return index + 1;
		}
	}

	return undefined;
}
