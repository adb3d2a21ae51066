import {createGrid, isBlank, type CellGrid} from './cells.ts';
import {pathToDots} from './dots.ts';
import {spikesOf} from './path.ts';
import {inDrawingOrder, type PlotCurve, type PlotSize} from './plot-curve.ts';

/** What the curves are drawn with, by place; an earlier run and the raw values behind a smooth curve are lower than any. */
const marks = ['*', '+', 'x', '%', '#', '&'];
const lowMark = '.';

/** Curves drawn with a character for each, for terminals that show ASCII only. */
export function plotMarks(curves: readonly PlotCurve[], {columns, rows}: PlotSize): CellGrid {
	const grid = createGrid(columns, rows);
	for (const [place, curve] of inDrawingOrder(curves).entries()) {
		const {path, token, isFaint} = curve;
		for (const [index, value] of pathToDots([...path, ...spikesOf(curve).map(spike => [spike])], columns, rows).isSet.entries()) {
			const row = Math.floor(index / columns);
			const column = index % columns;
			if (value !== 0 && isBlank(grid[row]![column])) {
				grid[row]![column] = {token: isFaint ? 'dim' : token, character: isFaint || token === 'previous' ? lowMark : marks[place % marks.length]!};
			}
		}
	}

	return grid;
}
