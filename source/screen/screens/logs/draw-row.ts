import {displayWidth} from '../../../format/display-width.ts';
import type {Look} from '../../theme/look.ts';
import {omit, type Omission} from '../../draw/metric-table.ts';
import type {OutputStyle} from '../../theme/output-style.ts';
import type {Token} from '../../theme/token.ts';
import type {LogEntry} from './log-index.ts';
import type {Hit} from './log-query.ts';
import type {RowPart} from './log-rows.ts';
import {outputPieces} from './styled-pieces.ts';

/** A piece of a row: what the output wanted, or a meaning of ours where it wanted nothing. */
type Painted = {readonly start: number; readonly end: number; readonly style?: OutputStyle; readonly token: Token};

export type RowOptions = {
	readonly entry: LogEntry;
	readonly part: RowPart;
	/** Where the search hits in the whole text of the entry. */
	readonly hits: readonly Hit[];
	/** Whether this is the line where the search stands. */
	readonly isCurrent: boolean;
	readonly look: Look;
};

/** One row of an entry, painted, without padding; and the columns that it takes. */
export function drawRow({entry, part, hits, isCurrent, look}: RowOptions): {readonly text: string; readonly columns: number} {
	const {text} = entry;
	let painted = ' '.repeat(part.indent);
	let columns = part.indent;
	for (const piece of splitAtHits(piecesOf(entry), hits)) {
		const start = Math.max(piece.start, part.start);
		const end = Math.min(piece.end, part.end);
		if (end <= start) {
			continue;
		}

		const shown = omitWithin(text, {start, end}, part.omitted ?? []);
		columns += displayWidth(shown);
		if (piece.isHit) {
			painted += look.paint(isCurrent ? 'tab' : 'accent', shown);
		} else {
			painted += piece.style === undefined ? look.paint(piece.token, shown) : look.paintOutput(piece.style, shown);
		}
	}

	return part.isCut === true ? {text: painted + look.paint('dim', look.glyphs.ellipsis), columns: columns + 1} : {text: painted, columns};
}

/** A stretch of the text without what of it is omitted. */
function omitWithin(text: string, {start, end}: Omission, omitted: readonly Omission[]): string {
	return omit(text.slice(start, end), omitted.map(omission => ({start: Math.max(start, omission.start) - start, end: Math.min(end, omission.end) - start})).filter(omission => omission.end > omission.start));
}

function piecesOf(entry: LogEntry): readonly Painted[] {
	const {token} = entry;
	let place = 0;
	return (outputPieces(entry) ?? [{text: entry.text}]).map(({text, style}) => {
		const start = place;
		place += text.length;
		// What the output left plain in a line of ours with a meaning, such as an error, takes the colour of that.
		return {
			start, end: place, token, ...(style !== undefined && {style}),
		};
	});
}

function splitAtHits(pieces: readonly Painted[], hits: readonly Hit[]): ReadonlyArray<Painted & {readonly isHit: boolean}> {
	if (hits.length === 0) {
		return pieces.map(piece => ({...piece, isHit: false}));
	}

	return pieces.flatMap(piece => {
		const parts: Array<Painted & {readonly isHit: boolean}> = [];
		let from = piece.start;
		for (const hit of hits) {
			const start = Math.max(from, hit.start);
			const end = Math.min(piece.end, hit.end);
			if (end <= start) {
				continue;
			}

			parts.push({
				...piece, start: from, end: start, isHit: false,
			}, {
				...piece, start, end, isHit: true,
			});
			from = end;
		}

		return [...parts, {...piece, start: from, isHit: false}];
	});
}
