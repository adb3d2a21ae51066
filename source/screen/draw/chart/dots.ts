import type {Path} from './path.ts';

/** Which of the places of a grid are set, row by row. */
export type Dots = {readonly columns: number; readonly rows: number; readonly isSet: Uint8Array};

export function createDots(columns: number, rows: number): Dots {
	return {columns, rows, isSet: new Uint8Array(Math.max(0, columns * rows))};
}

/** The row of dots of a height. */
export function dotRow(height: number, rows: number): number {
	return Math.round((1 - height) * (rows - 1));
}

/** The curve as dots: straight lines between its corners. */
export function pathToDots(path: Path, columns: number, rows: number): Dots {
	const dots = createDots(columns, rows);
	if (columns < 1 || rows < 1) {
		return dots;
	}

	for (const stretch of path) {
		const [first] = stretch;
		if (first !== undefined && stretch.length === 1) {
			fillRows(dots, first[0], dotRow(first[1], rows), dotRow(first[1], rows));
		}

		for (let index = 1; index < stretch.length; index++) {
			const [column, height] = stretch[index - 1]!;
			const [nextColumn, nextHeight] = stretch[index]!;
			drawSegment(dots, {
				fromColumn: column, fromRow: dotRow(height, rows), toColumn: nextColumn, toRow: dotRow(nextHeight, rows),
			});
		}
	}

	return dots;
}

type DotSegment = {readonly fromColumn: number; readonly fromRow: number; readonly toColumn: number; readonly toRow: number};

/** Every column of the segment gets the rows that the line passes in it, so that the line has no holes. */
function drawSegment(dots: Dots, {fromColumn, fromRow, toColumn, toRow}: DotSegment): void {
	const run = toColumn - fromColumn;
	let before = fromRow;
	for (let step = 0; step <= run; step++) {
		const row = run === 0 ? toRow : Math.round(fromRow + (((toRow - fromRow) * step) / run));
		// The steps of a steep line are shared between its two columns.
		const start = run === 0 ? fromRow : (step === 0 || row === before ? row : before + Math.sign(row - before));
		fillRows(dots, fromColumn + step, start, row);
		before = row;
	}
}

/** Sets the dots of a column between two rows, both included. */
export function fillRows({columns, rows, isSet}: Dots, column: number, from: number, to: number): void {
	for (let row = Math.max(0, Math.min(from, to)); row <= Math.min(rows - 1, Math.max(from, to)); row++) {
		if (column >= 0 && column < columns) {
			isSet[(row * columns) + column] = 1;
		}
	}
}
