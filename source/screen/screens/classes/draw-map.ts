import {isNeverDetected} from '../../../checks/class-table.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import {displayWidth, truncate} from '../../../format/display-width.ts';
import {
	createGrid,
	isBlank,
	paintCells,
	putCells,
	toCells,
	type CellGrid,
} from '../../draw/chart/cells.ts';
import {drawLine} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {Token} from '../../theme/token.ts';
import {viewClasses} from './classes-view.ts';
import {heatOf} from './heat.ts';

/** The least in which places can be told apart. */
const least = {columns: 20, rows: 6};
const labelColumns = 4;
/** The curves along which precision and recall make the same F1. */
const contours = [0.4, 0.6, 0.8];
const mostName = 14;
/** With more classes names would hide places: the chosen one and the worst have theirs. */
const mostNames = 12;

type Place = {readonly row: number; readonly column: number};

/** Whether any class has both figures. */
export function canDrawMap(rows: readonly ValidationRow[]): boolean {
	return rows.some(row => isPlaced(row));
}

function isPlaced({metrics: {precision, recall}}: ValidationRow): boolean {
	return precision !== undefined && recall !== undefined && Number.isFinite(precision) && Number.isFinite(recall);
}

/** Each class by its recall (to the right) and precision (upwards), with the curves of F1: what is high and right is good. */
export function drawMap(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look} = model;
	const view = viewClasses(model);
	const height = rows - 2;
	const width = columns - labelColumns - 1;
	if (width < least.columns || height < least.rows) {
		return [];
	}

	const grid = createGrid(width, height);
	drawContours(grid, look.glyphs.dot);
	const placed = view.rows.filter(row => isPlaced(row));
	const chosen = view.rows[view.chosen];
	// What is drawn last is above the others.
	const order = placed.toReversed().toSorted((one, other) => Number(one === chosen) - Number(other === chosen));
	for (const row of order) {
		const {row: y, column: x} = placeOf(row, grid);
		putCells(grid[y]!, x, [{token: tokenOf(row, row === chosen), character: look.glyphs.curveCursor}]);
	}

	const named = placed.length <= mostNames ? placed : placed.slice(0, mostNames);
	for (const row of new Set([...(chosen === undefined || !isPlaced(chosen) ? [] : [chosen]), ...named])) {
		drawName(grid, row, row === chosen, look);
	}

	const labels = new Map([[0, '1.0'], [Math.floor((height - 1) / 2), '0.5'], [height - 1, '0']]);
	return [
		...grid.map((cells, index) => look.paint('dim', (labels.get(index) ?? '').padStart(labelColumns)) + look.paint('border', labels.has(index) ? look.glyphs.chart.axis : look.glyphs.vertical) + paintCells(cells, look)),
		drawLine([['text', ' '.repeat(labelColumns)], ['border', look.glyphs.chart.axisCorner + look.glyphs.horizontal.repeat(width)]], columns, look),
		drawLine([['dim', axisText(width, view.words.recallAxis(look.glyphs.flat))]], columns, look),
	];
}

function placeOf({metrics: {precision = 0, recall = 0}}: ValidationRow, grid: CellGrid): Place {
	return {row: rowOf(precision, grid), column: Math.min(grid[0]!.length - 1, Math.max(0, Math.round(recall * (grid[0]!.length - 1))))};
}

function rowOf(precision: number, grid: CellGrid): number {
	return Math.min(grid.length - 1, Math.max(0, Math.round((1 - precision) * (grid.length - 1))));
}

/** F1 = 2PR / (P + R), so P = F1 R / (2R - F1). */
function drawContours(grid: CellGrid, dot: string): void {
	const width = grid[0]!.length;
	for (const f1 of contours) {
		for (let column = 0; column < width; column++) {
			const recall = column / (width - 1);
			const precision = (f1 * recall) / ((2 * recall) - f1);
			if (2 * recall > f1 && precision <= 1) {
				grid[rowOf(precision, grid)]![column] = {token: 'dim', character: dot};
			}
		}

		const end = grid[rowOf(f1 / (2 - f1), grid)]!;
		putCells(end, width - 4, toCells([['dim', `F${f1.toFixed(1).slice(1)}${dot}`]]));
	}
}

function tokenOf(row: ValidationRow, isChosen: boolean): Token {
	return isChosen ? 'accent' : (isNeverDetected(row) ? 'bad' : heatOf(row.metrics.map50To95 ?? row.metrics.map50));
}

/** Behind its place, else before it; without blank room there the table has the name. */
function drawName(grid: CellGrid, row: ValidationRow, isChosen: boolean, look: ScreenModel['look']): void {
	const {row: y, column: x} = placeOf(row, grid);
	const cells = grid[y]!;
	const text = truncate(row.name, mostName, look.glyphs.ellipsis);
	const width = displayWidth(text);
	const isFree = (start: number) => start >= 0 && start + width <= cells.length && cells.slice(start, start + width).every(cell => isBlank(cell) || cell.character === look.glyphs.dot);
	const start = [x + 2, x - 1 - width].find(candidate => isFree(candidate));
	if (start !== undefined) {
		putCells(cells, start, toCells([[isChosen ? 'accent' : tokenOf(row, false), text]]));
	}
}

/** 0, the middle and 1.0 below their places, and what the axis counts. */
function axisText(width: number, name: string): string {
	const middle = Math.floor((width - 1) / 2);
	const start = `${' '.repeat(labelColumns + 1)}0   `;
	const lead = displayWidth(start) + displayWidth(name) + 1 < labelColumns + 1 + middle ? start + name : start;
	const half = lead + ' '.repeat(Math.max(1, labelColumns + middle - displayWidth(lead))) + '0.5';
	return half + ' '.repeat(Math.max(1, labelColumns + 1 + width - 3 - displayWidth(half))) + '1.0';
}
