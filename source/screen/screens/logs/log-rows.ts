import {
	displayWidth,
	isWider,
	segmenter,
	truncate,
} from '../../../format/display-width.ts';
import {narrowRow, omit, type Omission} from '../../draw/metric-table.ts';

/**
A part of a text that fills one row: from `start` up to, not including, `end`, without what is omitted inside it, and blank columns before
it. An ellipsis takes the last column of a part that is cut.
*/
export type RowPart = {
	readonly start: number; readonly end: number; readonly indent: number; readonly omitted?: readonly Omission[]; readonly isCut?: boolean;
};

/** The rows of a text on a screen of so many columns: a row of a table of the framework stays one, everything else is wrapped. */
export function foldRows(text: string, columns: number): readonly RowPart[] {
	const omitted = columns < 2 ? undefined : narrowRow(text, columns - 1);
	return omitted === undefined ? wrapRows(text, columns) : [cutRow(text, omitted, columns)];
}

function cutRow(text: string, omitted: readonly Omission[], columns: number): RowPart {
	const shown = omit(text, omitted);
	if (displayWidth(shown) <= columns) {
		return {
			start: 0, end: text.length, indent: 0, omitted,
		};
	}

	let end = truncate(shown, columns - 1, '').length;
	for (const {start, end: next} of omitted) {
		end += start <= end ? next - start : 0;
	}

	return {
		start: 0, end, indent: 0, omitted, isCut: true,
	};
}

/** The rows of a text on a screen of so many columns, broken at a blank where one is in the last third. At least one. */
export function wrapRows(text: string, columns: number): readonly RowPart[] {
	if (columns < 2) {
		return [{start: 0, end: text.length, indent: 0}];
	}

	const rows: RowPart[] = [];
	let start = 0;
	let rest = text;
	while (isWider(rest, columns)) {
		const head = truncate(rest, columns, '');
		const blank = head.lastIndexOf(' ') + 1;
		const length = Math.max(1, blank > head.length * 0.66 ? blank : head.length);
		rows.push({start, end: start + length, indent: 0});
		start += length;
		rest = text.slice(start);
	}

	return [...rows, {start, end: text.length, indent: 0}];
}

/** How many rows a text takes. */
export function countRows(text: string, columns: number): number {
	// A character is at most two columns wide: most lines need no measuring.
	return text.length * 2 <= columns ? 1 : foldRows(text, columns).length;
}

/** What of a text is seen in `columns` columns when so many columns are scrolled out at the left. */
export function sliceRow(text: string, scrolled: number, columns: number): RowPart {
	let column = 0;
	let start: number | undefined;
	let indent = 0;
	for (const {segment, index} of segmenter.segment(text)) {
		const width = displayWidth(segment);
		if (start === undefined && column >= scrolled) {
			start = index;
			// Half of a wide character stays outside.
			indent = column - scrolled;
		}

		if (column + width > scrolled + columns) {
			return {start: start ?? index, end: index, indent: Math.min(indent, columns)};
		}

		column += width;
	}

	return {start: start ?? text.length, end: text.length, indent: start === undefined ? 0 : indent};
}
