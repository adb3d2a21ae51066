import type {Look} from '../../theme/look.ts';
import {createGrid, type Cell, type CellGrid} from './cells.ts';
import {
	createDots,
	dotRow,
	fillRows,
	pathToDots,
	type Dots,
} from './dots.ts';
import {spikesOf} from './path.ts';
import {inDrawingOrder, type PlotCurve, type PlotSize} from './plot-curve.ts';

/**
The bits of the eight dots of a braille pattern, by row and column.
Source: The Unicode Standard, Braille Patterns U+2800 to U+28FF.
*/
const bits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]] as const;
const firstPattern = 0x28_00;

/** The dots of a cell and how it is painted. */
type Owner = Omit<Cell, 'character'> & {readonly pattern: number};

/**
Curves of 2 x 4 dots in each character. The first one is an area where the theme has shades for it: cells with a dot of the curve have
its colour, those below it a shade by their row. The others are lines of one dot, which go around the first one and cut a groove into
its area.
*/
export function plotBraille(curves: readonly PlotCurve[], {columns, rows}: PlotSize, look: Look): CellGrid {
	const owners = new Map<number, Owner>();
	/** Where the first curve is an area: the cells of its line, which no other curve enters. */
	const taken = new Set<number>();
	const [first, ...others] = inDrawingOrder(curves);
	if (first !== undefined) {
		const shades = first.isFaint ? 0 : look.shadeCount(first.token);
		const line = lineOf(first, {columns, rows}, look, {isArea: shades > 0, isFirstOfSeveral: others.length > 0});
		const filled = shades === 0 ? line : fillBelow(line, first);
		const linePatterns = patternsOf(line);
		for (const [cell, pattern] of patternsOf(filled)) {
			const row = Math.floor(cell / columns);
			const isLine = linePatterns.has(cell);
			owners.set(cell, {pattern, token: first.token, ...(!isLine && {shade: Math.floor((rows - 1 - row) * shades / rows)})});
			if (isLine && shades > 0) {
				taken.add(cell);
			}
		}
	}

	for (const curve of others) {
		drawLine(curve, patternsOf(lineOf(curve, {columns, rows}, look, {})), {owners, taken}, look);
	}

	const grid = createGrid(columns, rows);
	for (const [cell, {pattern, ...paint}] of owners) {
		grid[Math.floor(cell / columns)]![cell % columns] = {...paint, character: String.fromCodePoint(firstPattern + pattern)};
	}

	return grid;
}

/** A curve beside the first one: what it shares with another line has the colour of that, in an area it is a groove. */
function drawLine(curve: PlotCurve, patterns: ReadonlyMap<number, number>, {owners, taken}: {readonly owners: Map<number, Owner>; readonly taken: ReadonlySet<number>}, look: Look): void {
	for (const [cell, pattern] of patterns) {
		const owner = owners.get(cell);
		if (taken.has(cell) || (owner !== undefined && curve.isFaint)) {
			continue;
		}

		const isGroove = owner?.shade !== undefined;
		const paint = curve.isFaint ? faintPaint(curve, look) : {token: isGroove ? curve.token : owner?.token ?? curve.token};
		// eslint-disable-next-line no-bitwise -- The dots of a pattern are bits.
		owners.set(cell, {...paint, pattern: isGroove ? pattern : (owner?.pattern ?? 0) | pattern});
	}
}

/** In the darkest shade of its area, or dim where there is none. */
function faintPaint({token}: PlotCurve, look: Look): Pick<Cell, 'token' | 'shade'> {
	return look.shadeCount(token) > 0 ? {token, shade: 0} : {token: 'dim'};
}

/** Where there are no colours the curves differ by their dots: the first is thick, an earlier run is dotted. */
function lineOf(curve: PlotCurve, {columns, rows}: PlotSize, {depth}: Look, {isArea = false, isFirstOfSeveral = false}): Dots {
	const {path, token} = curve;
	const dots = pathToDots([...path, ...isArea ? [] : spikesOf(curve).map(spike => [spike])], columns * 2, rows * 4);
	if (depth !== 'none' || !(isFirstOfSeveral || token === 'previous')) {
		return dots;
	}

	const changed = createDots(dots.columns, dots.rows);
	for (const [place, value] of dots.isSet.entries()) {
		const column = place % dots.columns;
		const row = Math.floor(place / dots.columns);
		if (value === 1 && (token !== 'previous' || column % 3 === 0)) {
			fillRows(changed, column, row, token === 'previous' ? row : row + 1);
		}
	}

	return changed;
}

/** Everything below the topmost dot of each column, and below the highest of several points that share one. */
function fillBelow({columns, rows, isSet}: Dots, {bands}: PlotCurve): Dots {
	const filled = createDots(columns, rows);
	for (let column = 0; column < columns; column++) {
		const band = bands.get(column);
		let top = band === undefined ? rows : dotRow(band.high, rows);
		for (let row = 0; row < top; row++) {
			if (isSet[(row * columns) + column] === 1) {
				top = row;
			}
		}

		if (top < rows) {
			fillRows(filled, column, top, rows - 1);
		}
	}

	return filled;
}

/** The pattern of each cell that has a dot, by the place of the cell. */
function patternsOf({columns, isSet}: Dots): ReadonlyMap<number, number> {
	const patterns = new Map<number, number>();
	for (const [place, value] of isSet.entries()) {
		if (value === 0) {
			continue;
		}

		const x = place % columns;
		const y = Math.floor(place / columns);
		const cell = (Math.floor(y / 4) * (columns / 2)) + Math.floor(x / 2);
		// eslint-disable-next-line no-bitwise -- The dots of a pattern are bits.
		patterns.set(cell, (patterns.get(cell) ?? 0) | bits[y % 4]![x % 2]!);
	}

	return patterns;
}
