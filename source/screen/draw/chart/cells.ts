import type {Look} from '../../theme/look.ts';
import type {Token} from '../../theme/token.ts';

/** One character of a plot, one column wide; a blank has no colour. */
export type Cell = {readonly token: Token; readonly character: string};

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
	let {token} = blankCell;
	let text = '';
	for (const cell of cells) {
		if (cell.token !== token && cell.character !== ' ') {
			line += look.paint(token, text);
			text = '';
			({token} = cell);
		}

		text += cell.character;
	}

	return line + look.paint(token, text);
}

/** Text as cells; every character must be one column wide. */
export function toCells(text: string, token: Token): readonly Cell[] {
	return [...text].map(character => ({token, character}));
}
