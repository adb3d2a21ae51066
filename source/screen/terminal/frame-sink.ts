import {EventEmitter} from 'node:events';
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

/**
What is wanted on the terminal against what is there. Ink hands over whole frames (its `debug` mode writes nothing
else), moving rows are patched in between, and only lines that differ are sent, each to its own row.
*/
export type FrameSink = {
	/** The stand-in for standard output that Ink is given. */
	readonly stdout: NodeJS.WriteStream;
	/** Replaces everything that is wanted. */
	frame(lines: readonly string[]): void;
	/** Replaces single rows until the next frame. */
	patch(rows: ReadonlyMap<number, string>): void;
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

const modeSwitch = /^\u{1B}\[\?\d+[hl]$/u;

export function createFrameSink(writer: Pick<TtyWriter, 'isIdle'> & {write(text: string): void}, size: {readonly columns: number; readonly rows: number}): FrameSink {
	let {columns, rows} = size;
	let wanted: string[] = [];
	let shown: Array<string | undefined> = [];
	let shownCells: Array<LineCells | undefined> = [];
	let isPaused = false;
	let bytes = 0;
	let frames = 0;

	/** What makes the terminal show a line in a row. Empty when it looks as before: Ink paints the same line in other words. */
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
		// While the terminal holds up a frame, newer ones only replace what is wanted: one frame is under way, never a queue.
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

	const stdout = createStandIn({
		columns: () => columns,
		rows: () => rows,
		write(text) {
			// Ink also switches terminal modes through this stream; those are the session's business.
			if (!modeSwitch.test(text)) {
				frame(text.split('\n'));
			}
		},
	});

	return {
		stdout,
		frame,
		patch(changes) {
			for (const [row, line] of changes) {
				if (row >= 0 && row < rows) {
					wanted[row] = line;
				}
			}

			flush();
		},
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

/** As much of a terminal stream as Ink uses: its size, a write, and that it is a terminal. */
function createStandIn({columns, rows, write}: {readonly columns: () => number; readonly rows: () => number; readonly write: (text: string) => void}): NodeJS.WriteStream {
	// eslint-disable-next-line unicorn/prefer-event-target -- Ink listens as on a stream.
	const stream = Object.assign(new EventEmitter(), {
		writable: true,
		write(text: string, callback?: () => void): boolean {
			if (text !== '') {
				write(text);
			}

			callback?.();
			return true;
		},
	});
	Object.defineProperty(stream, 'isTTY', {value: true});
	Object.defineProperties(stream, {columns: {get: columns}, rows: {get: rows}});
	return stream as unknown as NodeJS.WriteStream;
}
