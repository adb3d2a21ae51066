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
import type {TtyWriter} from './tty-writer.ts';

/** What is wanted on the terminal against what is there: only the cells of the lines that differ are sent, each to its own place. */
export type FrameSink = {
	/** Replaces everything that is wanted. */
	frame(lines: readonly string[]): void;
	/** Takes the new size and forgets what the terminal shows, for it has rearranged it. */
	resize(columns: number, rows: number): void;
	/** Forgets what the terminal shows: everything is sent again. */
	invalidate(): void;
	/** Stops or starts sending; what is wanted is kept up to date meanwhile. */
	setPaused(isPaused: boolean): void;
	/** Sends what differs, when the terminal takes it. To be called again when the writer has drained. */
	flush(): void;
	/** Bytes and frames sent so far. */
	readonly counts: () => {readonly bytes: number; readonly frames: number};
};

export function createFrameSink(writer: Pick<TtyWriter, 'isIdle'> & {write(text: string): void}, size: {readonly columns: number; readonly rows: number}): FrameSink {
	let {columns, rows} = size;
	let wanted: string[] = [];
	let shown: Array<string | undefined> = [];
	let shownCells: Array<LineCells | undefined> = [];
	let isPaused = false;
	let bytes = 0;
	let frames = 0;

	/** What makes the terminal show a line in a row. Empty when it looks as before. */
	function rowChange(row: number, line: string): string {
		const cells = lineToCells(line, columns);
		const before = shownCells[row];
		shownCells[row] = cells;
		if (cells === undefined) {
			return toRow(row) + line + resetColor + (displayWidth(line) < columns ? clearRest : '');
		}

		if (before !== undefined) {
			return changeLine(row, before, cells);
		}

		const end = filledColumns(cells);
		return toRow(row) + paintCells(cells, 0, end) + (end < columns ? clearRest : '');
	}

	function flush(): void {
		// While the terminal holds up a frame, newer ones only replace what is wanted: one frame is in progress, never a queue.
		if (isPaused || !writer.isIdle()) {
			return;
		}

		let text = '';
		for (let row = 0; row < rows; row++) {
			const line = wanted[row] ?? '';
			if (shown[row] === line) {
				continue;
			}

			text += rowChange(row, line);
			shown[row] = line;
		}

		if (text === '') {
			return;
		}

		frames++;
		bytes += text.length;
		writer.write(beginSync + text + endSync);
	}

	function frame(lines: readonly string[]): void {
		wanted = lines.slice(0, rows);
		flush();
	}

	function invalidate(): void {
		shown = [];
		shownCells = [];
	}

	return {
		frame,
		resize(newColumns, newRows) {
			columns = newColumns;
			rows = newRows;
			wanted = [];
			invalidate();
		},
		invalidate,
		setPaused(value) {
			isPaused = value;
		},
		flush,
		counts: () => ({bytes, frames}),
	};
}
