import type {Traceback} from '../domain/run.ts';
import {
	addFrame,
	recogniseEnding,
	type Frames,
} from './traceback-lines.ts';

/** What cannot be parsed has no traceback: the place, the line of code, a caret, the name. */
const unparsedPlace = /^ {2}File "[^"]+", line \d+$/;
const unparsedEnding = /^(?:SyntaxError|IndentationError|TabError)(?:: |$)/;
const unparsedLines = 4;

/** Collects Python's own complaint about a script that it cannot parse. */
export function createUnparsedCollector() {
	let open: {readonly frames: Frames; readonly linesLeft: number} | undefined;
	return {
		/** Gives the complaint when this line is its last. */
		push(text: string): Traceback | undefined {
			if (unparsedPlace.test(text)) {
				open = {frames: [], linesLeft: unparsedLines};
				addFrame(open.frames, text);
				return undefined;
			}

			const known = open;
			const found = known !== undefined && unparsedEnding.test(text) ? recogniseEnding(text) : undefined;
			open = found !== undefined || known === undefined || known.linesLeft === 0 ? undefined : {...known, linesLeft: known.linesLeft - 1};
			return found && {exception: found.exception, message: found.message, frames: known!.frames};
		},
	};
}
