import {createGrid, isBlank, type CellGrid} from './cells.ts';
import {pathToDots} from './dots.ts';
import type {PlotCurve, PlotSize} from './plot-curve.ts';

/** What a faint curve is drawn with: lower than any mark. */
const faintMark = '.';

/** Curves drawn with their own marks, for terminals that show ASCII only. */
export function plotMarks(curves: readonly PlotCurve[], {columns, rows}: PlotSize): CellGrid {
	const grid = createGrid(columns, rows);
	for (const {path, token, mark, isFaint} of [...curves.filter(curve => !curve.isFaint), ...curves.filter(curve => curve.isFaint)]) {
		for (const [index, value] of pathToDots(path, columns, rows).isSet.entries()) {
			const row = Math.floor(index / columns);
			const column = index % columns;
			if (value !== 0 && isBlank(grid[row]![column])) {
				grid[row]![column] = {token, character: isFaint ? faintMark : mark};
			}
		}
	}

	return grid;
}
