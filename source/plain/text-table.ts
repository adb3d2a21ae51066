import {displayWidth, padEnd, padStart} from '../format/display-width.ts';

const gap = '  ';

/**
Lays out rows (the header first) in columns: the first to the left, the others to the right. The first column gives way when
the table would be wider than `maxColumns`.
*/
export function textTable(rows: ReadonlyArray<readonly string[]>, maxColumns: number): string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => displayWidth(row[column] ?? ''))));
	let others = 0;
	for (const width of widths.slice(1)) {
		others += width + gap.length;
	}

	const first = Math.max(1, Math.min(widths[0] ?? 0, maxColumns - others));
	return rows.map(row => row
		.map((cell, column) => column === 0 ? padEnd(cell, first) : padStart(cell, widths[column]!))
		.join(gap)
		.trimEnd());
}
