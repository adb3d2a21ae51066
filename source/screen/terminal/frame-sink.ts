import {displayWidth} from '../../format/display-width.ts';
import {
	beginSync,
	clearRest,
	endSync,
	resetColor,
	toRow,
} from './sequences.ts';
import {
	changeLine,
	filledColumns,
	lineToCells,
	paintCells,
	type LineCells,
} from './line-cells.ts';
import {createPictureLayer, type PlacedPicture} from './picture-layer.ts';
import type {TtyWriter} from './tty-writer.ts';

/** What is wanted on the terminal against what is there: only the cells of the lines that differ are sent, each to its own place. */
export type FrameSink = {
	/** Replaces everything that is wanted: the lines, and the pictures over them. */
	frame(lines: readonly string[], pictures?: readonly PlacedPicture[]): void;
	/** Takes the new size and forgets what the terminal shows, for it has rearranged it. */
	resize(columns: number, rows: number): void;
	/** Forgets what the terminal shows: everything is sent again. */
	invalidate(): void;
	/** Stops or starts sending; what is wanted is kept up to date meanwhile. */
	setPaused(isPaused: boolean): void;
	/** Sends what differs, when the terminal takes it. To be called again when the writer has drained. */
	flush(): void;
	/** What takes the pictures off the terminal before it is given back; they are sent again with the next frame. */
	leaving(): string;
	/** Bytes and frames sent so far. */
	readonly counts: () => {readonly bytes: number; readonly frames: number};
};

export function createFrameSink(writer: Pick<TtyWriter, 'isIdle'> & {write(text: string): void}, size: {readonly columns: number; readonly rows: number}): FrameSink {
	let {columns, rows} = size;
	let wanted: string[] = [];
	let wantedPictures: readonly PlacedPicture[] = [];
	const layer = createPictureLayer();
	let shown: Array<string | undefined> = [];
	let shownCells: Array<LineCells | undefined> = [];
	let isPaused = false;
	const counts = {bytes: 0, frames: 0};

	/** What makes the terminal show a line in a row. Empty when it looks as before. */
	function rowChange(row: number, line: string): string {
		const cells = lineToCells(line, columns);
		const before = shownCells[row];
		shownCells[row] = cells;
		layer.overdraw(row, ...changedColumns(before, cells, columns));
		return before === undefined || cells === undefined ? wholeRow(row, line, cells, columns) : changeLine(row, before, cells);
	}

	function flush(): void {
		// While the terminal holds up a frame, newer ones only replace what is wanted: one frame is in progress, never a queue.
		if (isPaused || !writer.isIdle()) {
			return;
		}

		const removed = layer.remove(wantedPictures);
		for (const row of removed.rows) {
			shown[row] = undefined;
			shownCells[row] = undefined;
		}

		let {text} = removed;
		for (let row = 0; row < rows; row++) {
			const line = wanted[row] ?? '';
			if (shown[row] === line) {
				continue;
			}

			text += rowChange(row, line);
			shown[row] = line;
		}

		text += layer.draw(wantedPictures);
		if (text === '') {
			return;
		}

		counts.frames++;
		counts.bytes += text.length;
		writer.write(beginSync + text + endSync);
	}

	function invalidate(): void {
		shown = [];
		shownCells = [];
		layer.invalidate();
	}

	return {
		frame(lines, pictures = []) {
			wanted = lines.slice(0, rows);
			wantedPictures = pictures;
			flush();
		},
		resize(newColumns, newRows) {
			columns = newColumns;
			rows = newRows;
			wanted = [];
			wantedPictures = [];
			invalidate();
		},
		invalidate,
		setPaused(value) {
			isPaused = value;
		},
		flush,
		leaving: layer.leave,
		counts: () => ({...counts}),
	};
}

function wholeRow(row: number, line: string, cells: LineCells | undefined, columns: number): string {
	if (cells === undefined) {
		return toRow(row) + line + resetColor + (displayWidth(line) < columns ? clearRest : '');
	}

	const end = filledColumns(cells);
	return toRow(row) + paintCells(cells, 0, end) + (end < columns ? clearRest : '');
}

/** The first column of a row that is written, and one more than the last; the same where nothing is. */
function changedColumns(before: LineCells | undefined, after: LineCells | undefined, columns: number): [start: number, end: number] {
	if (before === undefined || after === undefined) {
		return [0, columns];
	}

	const isOther = (column: number) => before.texts[column] !== after.texts[column] || before.styles[column] !== after.styles[column];
	let start = 0;
	while (start < columns && !isOther(start)) {
		start++;
	}

	let end = columns;
	while (end > start && !isOther(end - 1)) {
		end--;
	}

	// What is cleared behind the last character goes up to the edge.
	return [start, filledColumns(before) > filledColumns(after) ? columns : end];
}
