import type {Frame} from './draw/panel.ts';
import {tierOf} from './tiers.ts';

export type PlacedPanel = {
	readonly id: string;
	/** Column and row of the top left corner, 0-based. */
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly frame: Frame;
};

/** Panels of the whole width show each move when they are no higher than this; of higher ones, such as a log, most rows change at once. */
const maxMovingRows = 8;

/** Whether a panel shows each move of what is in it, and not at most twice a second. */
export function isMovingPanel({x, width, height}: Pick<PlacedPanel, 'x' | 'width' | 'height'>, columns: number): boolean {
	return x === 0 && width === columns && height <= maxMovingRows;
}

/** Whether the same panel is at the same place. */
export function isSamePlace({id, x, y, width, height}: PlacedPanel, other: PlacedPanel): boolean {
	return id === other.id && x === other.x && y === other.y && width === other.width && height === other.height;
}

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

/** The smallest terminal that shows anything. */
export const smallestMini = {columns: 20, rows: 1};

/** From so many rows on the names of the screens have one. */
const tabRows = 18;

/**
Which part of the terminal every screen has for itself. What stands above it spans the whole width, so that a row of it can be
redrawn alone. A long message gets more than one row at the bottom.
*/
export function planLayout({columns, rows, isOverview, footerRows = 1}: {readonly columns: number; readonly rows: number; readonly isOverview: boolean; readonly footerRows?: number}): Layout {
	if (columns < smallestMini.columns || rows < smallestMini.rows) {
		return {kind: 'too-small'};
	}

	const tier = tierOf({columns, rows});
	if (tier === undefined) {
		return {kind: 'mini'};
	}

	// One row where there are few: then it says everything itself.
	const name = isOverview ? 'header' : 'pulse';
	const ids = rows >= tabRows ? ['tabs', name] : [`${name}Alone`];
	return {
		kind: 'screen',
		above: ids.map((id, y) => ({
			id, x: 0, y, width: columns, height: 1, frame: 'none',
		})),
		room: {
			y: ids.length, columns, rows: rows - ids.length - footerRows, frame: tier.frame, terminalRows: rows,
		},
		footer: {
			id: 'footer', x: 0, y: rows - footerRows, width: columns, height: footerRows, frame: 'none',
		},
	};
}
