import type {Path} from './path.ts';

/** Which of the places of a grid are set, row by row. */
export type Dots = {readonly columns: number; readonly rows: number; readonly isSet: Uint8Array};

/** How a curve is drawn where it runs flat: `on` dots, then `off` dots left out. A steep part is always drawn whole. */
export type Dash = {readonly on: number; readonly off: number};

const whole: Dash = {on: 1, off: 0};

/** The curve as dots: straight lines between its corners. */
export function pathToDots(path: Path, columns: number, rows: number, dash: Dash = whole): Dots {
	const dots: Dots = {columns, rows, isSet: new Uint8Array(Math.max(0, columns * rows))};
	if (columns < 1 || rows < 1) {
		return dots;
	}

	const toRow = (height: number) => Math.round((1 - height) * (rows - 1));
	for (const stretch of path) {
		const [first] = stretch;
		if (first !== undefined && stretch.length === 1) {
			setDot(dots, first[0], toRow(first[1]));
		}

		for (let index = 1; index < stretch.length; index++) {
			const [column, height] = stretch[index - 1]!;
			const [nextColumn, nextHeight] = stretch[index]!;
			drawSegment(dots, {
				fromColumn: column, fromRow: toRow(height), toColumn: nextColumn, toRow: toRow(nextHeight),
			}, dash);
		}
	}

	return dots;
}

type DotSegment = {readonly fromColumn: number; readonly fromRow: number; readonly toColumn: number; readonly toRow: number};

/** Every column of the segment gets the rows that the line passes in it, so that the line has no holes. */
function drawSegment(dots: Dots, {fromColumn, fromRow, toColumn, toRow}: DotSegment, {on, off}: Dash): void {
	const run = toColumn - fromColumn;
	if (run === 0) {
		fillRows(dots, fromColumn, fromRow, toRow);
		return;
	}

	let before = fromRow;
	for (let step = 0; step <= run; step++) {
		const row = Math.round(fromRow + (((toRow - fromRow) * step) / run));
		const column = fromColumn + step;
		// The steps of a steep line are shared between its two columns.
		const start = step === 0 || row === before ? row : before + Math.sign(row - before);
		const isDrawn = column % (on + off) < on || Math.abs(row - start) > 0;
		if (isDrawn) {
			fillRows(dots, column, start, row);
		}

		before = row;
	}
}

function fillRows(dots: Dots, column: number, from: number, to: number): void {
	for (let row = Math.min(from, to); row <= Math.max(from, to); row++) {
		setDot(dots, column, row);
	}
}

function setDot({columns, rows, isSet}: Dots, column: number, row: number): void {
	if (column >= 0 && column < columns && row >= 0 && row < rows) {
		isSet[(row * columns) + column] = 1;
	}
}
