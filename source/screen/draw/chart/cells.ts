import {displayWidth} from '../../../format/display-width.ts';
import {toDrawable, type Segment} from '../line.ts';
import type {Look} from '../../theme/look.ts';
import type {Token} from '../../theme/token.ts';

/** One column of a plot; a blank has no colour. The cell behind a character of two columns has no character. */
export type Cell = {
	readonly token: Token;
	readonly character: string;
	/** The shade of the area that this cell is a part of. */
	readonly shade?: number;
	/** Whether the cell is on a card, which has a background. */
	readonly isOnCard?: boolean;
};

/** Rows of cells, top first. Drawing changes it. */
export type CellGrid = Cell[][];

export const blankCell: Cell = {token: 'text', character: ' '};

export function createGrid(columns: number, rows: number): CellGrid {
	return Array.from({length: rows}, () => Array.from({length: columns}, () => blankCell));
}

export function isBlank(cell: Cell | undefined): boolean {
	return cell === undefined || cell.character === ' ';
}

/** Neighbours of one colour are painted together: fewer escape sequences make a cheaper frame. As wide as there are cells. */
export function paintCells(cells: readonly Cell[], look: Look): string {
	let line = '';
	let current = blankCell;
	let text = '';
	for (const cell of cells) {
		const isSame = cell.token === current.token && cell.shade === current.shade && cell.isOnCard === current.isOnCard;
		const isUnseen = isBlank(cell) && cell.isOnCard !== true && current.isOnCard !== true;
		if (!isSame && !isUnseen) {
			line += paintAlike(text, current, look);
			text = '';
			current = cell;
		}

		text += cell.character;
	}

	return line + paintAlike(text, current, look);
}

function paintAlike(text: string, {token, shade, isOnCard = false}: Cell, look: Look): string {
	const own = isOnCard ? look.chosen : look;
	return shade === undefined ? own.paint(token, text) : own.paintShade(token, shade, text);
}

/** Puts cells over those of a row; half a character of two columns that is left beside them becomes a blank. */
export function putCells(row: Cell[], start: number, cells: readonly Cell[]): void {
	if (row[start]?.character === '') {
		row[start - 1] = blankCell;
	}

	row.splice(start, cells.length, ...cells);
	const end = start + cells.length;
	if (row[end]?.character === '') {
		row[end] = blankCell;
	}
}

/** Text as cells, one for each column. */
export function toCells(segments: readonly Segment[]): readonly Cell[] {
	return segments.flatMap(([token, text]) => [...toDrawable(text)].flatMap((character): readonly Cell[] => {
		const columns = displayWidth(character);
		return columns === 0 ? [] : [{token, character}, ...(columns === 2 ? [{token, character: ''}] : [])];
	}));
}
