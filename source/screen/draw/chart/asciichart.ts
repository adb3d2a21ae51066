import {plot} from 'asciichart';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {Look} from '../../theme/look.ts';
import {createGrid, isBlank, type CellGrid} from './cells.ts';
import {spikesOf, toColumnHeights} from './path.ts';
import {rowOf} from './row-of.ts';
import {inDrawingOrder, type PlotCurve, type PlotSize} from './plot-curve.ts';

/**
Curves in the style of asciichart. This is the only caller of that package, which throws on NaN and empty input, takes null
for 0, gives one row for a flat curve and cuts its labels from the left. Source: asciichart 1.5.25.
*/
export function plotAsciichart(curves: readonly PlotCurve[], {columns, rows}: PlotSize, {glyphs: {chart, dot}}: Look): CellGrid {
	const grid = createGrid(columns, rows);
	for (const curve of inDrawingOrder(curves)) {
		const {path, isFaint} = curve;
		const token = isFaint ? 'dim' : curve.token;
		for (const {start, heights} of splitAtGaps(toColumnHeights(path, columns))) {
			for (const [row, line] of plotStretch(heights, rows, chart).entries()) {
				for (const [column, character] of [...line].entries()) {
					if (character !== ' ' && isBlank(grid[row]?.[start + column])) {
						grid[row]![start + column] = {token, character};
					}
				}
			}
		}

		for (const [column, height] of spikesOf(curve)) {
			const row = rowOf(height, rows, 1);
			if (isBlank(grid[row]?.[column])) {
				grid[row]![column] = {token, character: dot};
			}
		}
	}

	return grid;
}

/** One character for each height in each row. */
function plotStretch(heights: readonly number[], rows: number, chart: Glyphs['chart']): readonly string[] {
	// One row has no height to plot in.
	if (rows === 1) {
		return [chart.flat.repeat(heights.length)];
	}

	const scaled = heights.map(height => height * (rows - 1));
	// The last column of a plot is always blank, so the last point is given twice.
	const text = plot([...scaled, scaled.at(-1)!], {
		height: rows - 1,
		min: 0,
		max: rows - 1,
		offset: 1,
		padding: '',
		// An empty label would write into the first column of the curve.
		format: () => ' ',
		symbols: [chart.axis, chart.axis, chart.lineStart, chart.lineEnd, chart.flat, chart.downLeft, chart.upLeft, chart.downRight, chart.upRight, chart.vertical],
	});
	// The first character is the package's own axis.
	return text.split('\n').slice(0, rows).map(line => [...line].slice(1, heights.length + 1).join(''));
}

function splitAtGaps(heights: readonly number[]): ReadonlyArray<{readonly start: number; readonly heights: readonly number[]}> {
	const stretches: Array<{start: number; heights: number[]}> = [];
	let isInGap = true;
	for (const [index, height] of heights.entries()) {
		if (Number.isNaN(height)) {
			isInGap = true;
			continue;
		}

		if (isInGap) {
			stretches.push({start: index, heights: []});
			isInGap = false;
		}

		stretches.at(-1)!.heights.push(height);
	}

	return stretches;
}
