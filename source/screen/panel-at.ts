import type {PointedPlace} from './explain/number-at.ts';
import type {PanelView, ScreenView} from './screen-view.ts';

/** A cell of the terminal, from 0. */
type Cell = {readonly column: number; readonly row: number};

const style = /\u{1B}\[[\d;]*m/gu;

/** The uppermost panel at a cell. */
export function panelAt({panels}: ScreenView, {column, row}: Cell): PanelView | undefined {
	return panels.findLast(({placed: {x, y, width, height}}) => column >= x && column < x + width && row >= y && row < y + height);
}

/** Columns and rows of the frame before the content of a panel. */
export function insetOf({frame}: PanelView['placed']): {readonly x: number; readonly y: number} {
	return frame === 'box' ? {x: 2, y: 1} : {x: 0, y: frame === 'rule' ? 1 : 0};
}

/** A place on the screen in the content of a panel, which is plain text there. */
export function placeIn({placed, lines}: PanelView, {column, row}: Cell): PointedPlace {
	const {x, y} = insetOf(placed);
	return {
		lines: lines.slice(y).map(line => line.replaceAll(style, '').slice(x)), row: row - placed.y - y, column: column - placed.x - x,
	};
}
