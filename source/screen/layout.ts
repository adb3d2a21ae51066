import type {Frame} from './draw/panel.ts';

export type PlacedPanel = {
	readonly id: string;
	/** Column and row of the top left corner, 0-based. */
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly frame: Frame;
};

/** The part of the terminal that a screen has for itself, between the header and the footer. */
export type Room = {
	readonly y: number;
	readonly columns: number;
	readonly rows: number;
	/** How panels are set apart at this size of the terminal. */
	readonly frame: Frame;
	/** Rows of the whole terminal. */
	readonly terminalRows: number;
};

export type Layout =
	/** Header above, footer below, and between them the room of a screen. */
	| {readonly kind: 'screen'; readonly above: readonly PlacedPanel[]; readonly room: Room; readonly footer: PlacedPanel}
	/** A few lines that say the most important. */
	| {readonly kind: 'mini'}
	| {readonly kind: 'too-small'};

/** The smallest terminal with panels, and the smallest one that shows anything. */
export const smallestScreen = {columns: 40, rows: 10};
export const smallestMini = {columns: 20, rows: 1};

/**
Which part of the terminal every screen has for itself. What stands above it spans the whole width, so that a row of it can be
redrawn alone.
*/
export function planLayout({columns, rows, isOverview}: {readonly columns: number; readonly rows: number; readonly isOverview: boolean}): Layout {
	if (columns < smallestMini.columns || rows < smallestMini.rows) {
		return {kind: 'too-small'};
	}

	if (columns < smallestScreen.columns || rows < smallestScreen.rows) {
		return {kind: 'mini'};
	}

	const headerRows = rows >= 32 ? 3 : (rows >= 18 ? 2 : 1);
	const stack: ReadonlyArray<readonly [id: string, height: number]> = [
		['tabs', rows >= 18 ? 1 : 0],
		['header', isOverview ? headerRows : 1],
		// The overview has the progress large.
		['pulse', isOverview ? 0 : 1],
	];
	const above: PlacedPanel[] = [];
	let y = 0;
	for (const [id, height] of stack) {
		if (height === 0) {
			continue;
		}

		above.push({
			id, x: 0, y, width: columns, height, frame: 'none',
		});
		y += height;
	}

	return {
		kind: 'screen',
		above,
		room: {
			y, columns, rows: rows - y - 1, frame: columns >= 100 && rows >= 32 ? 'box' : (rows >= 18 ? 'rule' : 'none'), terminalRows: rows,
		},
		footer: {
			id: 'footer', x: 0, y: rows - 1, width: columns, height: 1, frame: 'none',
		},
	};
}
