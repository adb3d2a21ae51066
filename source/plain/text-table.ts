import {toPrintable} from '../domain/printable.ts';
import {displayWidth, padEnd, padStart} from '../format/display-width.ts';

const gap = '  ';

/** A name in fewer columns says nothing. */
const shortestFirst = 14;

/**
Lays out rows (the header first) in columns: the first and those of `left` to the left, the others to the right. Where the table would be wider than
`maxColumns` the columns of `optional`, by number and the least wanted first, are left out, then the first column gives way.
*/
export function textTable(cells: ReadonlyArray<readonly string[]>, maxColumns: number, optional: readonly number[] = [], left: readonly number[] = []): string[] {
	// A line feed in a name would make a row of its own.
	const rows = cells.map(row => row.map(cell => toPrintable(cell)));
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => displayWidth(row[column] ?? ''))));
	const shown = new Set(widths.keys());
	const roomForFirst = () => {
		let room = maxColumns;
		for (const column of shown) {
			room -= column === 0 ? 0 : widths[column]! + gap.length;
		}

		return room;
	};

	for (const column of optional) {
		if (roomForFirst() < Math.min(shortestFirst, widths[0] ?? 0)) {
			shown.delete(column);
		}
	}

	const first = Math.max(1, Math.min(widths[0] ?? 0, roomForFirst()));
	return rows.map(row => [...shown]
		.map(column => column === 0 ? padEnd(row[0] ?? '', first) : (left.includes(column) ? padEnd : padStart)(row[column] ?? '', widths[column]!))
		.join(gap)
		.trimEnd());
}
