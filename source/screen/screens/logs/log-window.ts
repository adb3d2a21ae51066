import type {LogEntry} from './log-index.ts';
import type {LogLists} from './log-lists.ts';
import {
	countRows,
	foldRows,
	sliceRow,
	type RowPart,
} from './log-rows.ts';

/** Where the window begins: a place of the list and, of a wrapped line, a row. */
export type LogPlace = {readonly place: number; readonly row: number};

/** How lines are laid out: so many columns for their text and rows for all of them. */
export type LogShape = {
	readonly columns: number;
	readonly rows: number;
	readonly isWrapped: boolean;
	/** Columns that are scrolled out at the left; only where lines are not wrapped. */
	readonly scrolled: number;
};

/** One row of the window. */
export type LogRow = {
	readonly entry: LogEntry;
	readonly part: RowPart;
	/** Whether the line begins and ends in this row. */
	readonly isFirst: boolean;
	readonly isLast: boolean;
};

type Lists = Pick<LogLists, 'index' | 'list'>;

function entryAt({index, list}: Lists, place: number): LogEntry | undefined {
	const ordinal = list.ordinalAt(place);
	return ordinal === undefined ? undefined : index.at(ordinal);
}

function heightAt(lists: Lists, place: number, shape: LogShape): number {
	const entry = entryAt(lists, place);
	return entry === undefined ? 0 : (shape.isWrapped ? countRows(entry.text, shape.columns) : 1);
}

/** Where the window begins when it shows the end. */
export function lastPlace(lists: Lists, shape: LogShape): LogPlace {
	return moveBy({place: lists.list.count(), row: 0}, -shape.rows, lists, shape);
}

/** The place so many rows further down, or up when negative; stays inside the log. */
export function moveBy(from: LogPlace, rows: number, lists: Lists, shape: LogShape): LogPlace {
	let {place} = from;
	let row = from.row + rows;
	while (row < 0 && place > 0) {
		place--;
		row += heightAt(lists, place, shape);
	}

	if (row < 0) {
		return {place: 0, row: 0};
	}

	for (;;) {
		const height = heightAt(lists, place, shape);
		if (height === 0 || row < height) {
			return {place, row: height === 0 ? 0 : row};
		}

		row -= height;
		place++;
	}
}

export function isBefore(one: LogPlace, other: LogPlace): boolean {
	return one.place < other.place || (one.place === other.place && one.row < other.row);
}

/** The rows that are seen from a place on. */
export function rowsFrom({place, row}: LogPlace, lists: Lists, shape: LogShape): readonly LogRow[] {
	const rows: LogRow[] = [];
	for (let at = place; rows.length < shape.rows; at++) {
		const entry = entryAt(lists, at);
		if (entry === undefined) {
			break;
		}

		const parts = shape.isWrapped ? foldRows(entry.text, shape.columns) : [sliceRow(entry.text, shape.scrolled, shape.columns)];
		for (const [index, part] of parts.entries()) {
			if ((at > place || index >= row) && rows.length < shape.rows) {
				rows.push({
					entry, part, isFirst: index === 0, isLast: index === parts.length - 1,
				});
			}
		}
	}

	return rows;
}
