import {toDrawable} from '../../draw/line.ts';
import {findBars} from '../../panels/read-log-line.ts';
import {readStyledText, type StyledPiece} from '../../theme/output-style.ts';
import type {LogEntry} from './log-index.ts';

/**
The text of an entry in the colours that the output gave it; undefined when it gave none. The texts of the pieces together
are the text of the entry.
*/
export function outputPieces({line, text}: Pick<LogEntry, 'line' | 'text'>): readonly StyledPiece[] | undefined {
	if (line.styledText === undefined) {
		return undefined;
	}

	const bars = findBars(line.text);
	const pieces: StyledPiece[] = [];
	let place = 0;
	let room = text.length;
	for (const {text: piece, style} of readStyledText(line.styledText)) {
		const kept = toDrawable(withoutBars(piece, place, bars)).slice(0, room);
		place += piece.length;
		room -= kept.length;
		if (kept !== '') {
			pieces.push(style === undefined ? {text: kept} : {text: kept, style});
		}
	}

	// Where an editing sequence made the two texts differ, the plain one is right.
	return pieces.map(piece => piece.text).join('') === text ? pieces : undefined;
}

/** The piece that stands at `place` of a line, each bar in it replaced by a blank where the bar begins. */
function withoutBars(piece: string, place: number, bars: ReadonlyArray<{readonly start: number; readonly end: number}>): string {
	let kept = '';
	let from = 0;
	for (const bar of bars) {
		const start = Math.max(0, bar.start - place);
		const end = Math.min(piece.length, bar.end - place);
		if (end <= from || start >= piece.length) {
			continue;
		}

		kept += piece.slice(from, Math.max(from, start)) + (bar.start >= place ? ' ' : '');
		from = end;
	}

	return kept + piece.slice(from);
}
