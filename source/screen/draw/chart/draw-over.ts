import {segmentsWidth, type Segment} from '../line.ts';
import type {Look} from '../../theme/look.ts';
import {
	isBlank,
	putCells,
	toCells,
	type CellGrid,
} from './cells.ts';
import {rowOf} from './row-of.ts';
import type {Scale} from './scale.ts';
import {
	columnOf,
	lastIndex,
	nearestIndex,
	type AxisRange,
	type ChartMark,
	type ChartSeries,
} from './series.ts';

/** A plot that is drawn already, and what is needed to find a place in it. */
export type Plot = {
	readonly grid: CellGrid;
	readonly range: AxisRange;
	readonly scale: Scale;
	/** Columns of the curves; the grid has further ones for the names behind them. */
	readonly columns: number;
	readonly dotsPerRow: number;
	readonly look: Look;
};

type Place = {readonly row: number; readonly column: number};

function placeOf(plot: Plot, x: number, y: number | undefined): Place | undefined {
	const column = columnOf(x, plot.range, plot.columns);
	return column === undefined || y === undefined || !Number.isFinite(y) ? undefined : {column, row: rowOf(plot.scale.toHeight(y), plot.grid.length, plot.dotsPerRow)};
}

/** Where the curve is at the place of `x`, if it has a value there. */
function findOnCurve(plot: Plot, {xs, ys}: ChartSeries, x: number): Place | undefined {
	const index = nearestIndex(xs, x);
	const wanted = columnOf(x, plot.range, plot.columns);
	const found = index === undefined ? undefined : placeOf(plot, xs[index]!, ys[index]);
	return found !== undefined && wanted !== undefined && Math.abs(found.column - wanted) <= 1 ? {...found, column: wanted} : undefined;
}

/** The mark of the best epoch on the first curve. */
export function drawBest(plot: Plot, [first]: readonly ChartSeries[], marks: readonly ChartMark[]): void {
	for (const {kind, x} of marks) {
		const place = kind === 'best' && first !== undefined ? findOnCurve(plot, first, x) : undefined;
		if (place !== undefined) {
			putCells(plot.grid[place.row]!, place.column, [{token: 'best', character: plot.look.glyphs.best}]);
		}
	}
}

/** A line through what is blank at the cursor, a mark on each curve, and the card beside it. */
export function drawCursor(plot: Plot, series: readonly ChartSeries[], cursor: number, card: ReadonlyArray<readonly Segment[]>): void {
	const {grid, look} = plot;
	const column = columnOf(cursor, plot.range, plot.columns);
	if (column === undefined) {
		return;
	}

	for (const cells of grid) {
		if (isBlank(cells[column])) {
			cells[column] = {token: 'accent', character: look.glyphs.vertical};
		}
	}

	const places = series.filter(({isFaint}) => isFaint !== true).map(one => findOnCurve(plot, one, cursor));
	for (const [index, place] of places.entries()) {
		if (place !== undefined) {
			putCells(grid[place.row]!, column, [{token: series[index]!.token, character: look.glyphs.curveCursor}]);
		}
	}

	drawCard(plot, column, places[0]?.row ?? 0, card);
}

/** Beside the cursor, below the curve where there is room, else above it. */
function drawCard({grid}: Plot, cursor: number, row: number, card: ReadonlyArray<readonly Segment[]>): void {
	const width = Math.max(0, ...card.map(segments => segmentsWidth(segments))) + 2;
	const all = grid[0]?.length ?? 0;
	const start = cursor + 2 + width <= all ? cursor + 2 : cursor - 1 - width;
	if (card.length === 0 || start < 0 || card.length >= grid.length) {
		return;
	}

	const top = Math.max(0, Math.min(grid.length - card.length, row + 2));
	for (const [index, segments] of card.entries()) {
		const cells = toCells([['text', ' '], ...segments, ['text', ' '.repeat(width - 1 - segmentsWidth(segments))]]);
		putCells(grid[top + index]!, start, cells.map(cell => ({...cell, isOnCard: true})));
	}
}

/** The names behind the ends of the curves, a row apart where they meet; one that finds no blank room is left to the legend. */
export function drawNames(plot: Plot, series: readonly ChartSeries[]): void {
	const {grid} = plot;
	for (const one of series) {
		const index = lastIndex(one, plot.range);
		const end = index === undefined ? undefined : placeOf(plot, one.xs[index]!, one.ys[index]);
		if (end === undefined || one.name === undefined) {
			continue;
		}

		const token = one.token === 'previous' ? 'dim' : one.token;
		const cells = toCells([['text', ' '], [token, one.name]]);
		const start = end.column + 1;
		const isFree = (row: number) => grid[row] !== undefined && start + cells.length <= grid[row].length && cells.every((_, offset) => isBlank(grid[row]![start + offset]));
		const row = [0, -1, 1, -2, 2].map(step => end.row + step).find(candidate => isFree(candidate));
		if (row !== undefined) {
			putCells(grid[row]!, start, cells);
		}
	}
}

/** Columns that have to stay free behind the curves so that each name fits; at most a third of all. */
export function nameMargin(series: readonly ChartSeries[], range: AxisRange, columns: number): number {
	const ends = series.flatMap(one => {
		const index = lastIndex(one, range);
		return index === undefined || one.name === undefined ? [] : [{x: one.xs[index]!, width: segmentsWidth([['text', one.name]]) + 1}];
	});
	const isFitting = (margin: number) => ends.every(({x, width}) => columnOf(x, range, columns - margin)! + width < columns);
	for (let margin = 0; margin <= columns / 3; margin++) {
		if (isFitting(margin)) {
			return margin;
		}
	}

	return 0;
}
