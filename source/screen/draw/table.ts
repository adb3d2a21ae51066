import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
} from '../../format/display-width.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {
	drawLine,
	segmentsWidth,
	toDrawable,
	type Segment,
} from './line.ts';

/** One column of a table. */
export type TableColumn<Row> = {
	readonly key: string;
	readonly header: string;
	/** The text of the cell. */
	readonly text: (row: Row) => string;
	/** Its meaning; plain text by default. */
	readonly token?: (row: Row) => Token;
	/** The cell in more than one colour, with the same characters as its text: only for a column that is never cut. */
	readonly segments?: (row: Row) => readonly Segment[];
	readonly align?: 'left' | 'right';
	/** Fewest columns a column may be cut to; its header's width by default. Only left-aligned columns are cut. */
	readonly minimum?: number;
	/** Lower goes first when there is no room; undefined stays always. */
	readonly priority?: number;
};

export type TableOptions<Row> = {
	readonly width: number;
	readonly look: Look;
	/** How the text of a header is painted. */
	readonly header?: ((text: string, column: TableColumn<Row>) => Segment) | undefined;
	/** How the text of a cell is painted; by the column's token by default. */
	readonly cell?: ((text: string, column: TableColumn<Row>, row: Row) => Segment) | undefined;
	/** The row that is drawn as chosen. */
	readonly isChosen?: ((row: Row) => boolean) | undefined;
	/** How the blanks between the cells are painted, of a row or, without one, of the header. */
	readonly skeleton?: ((text: string, row: Row | undefined) => Segment) | undefined;
};

/** A column with the width that it gets. */
type PlannedColumn<Row> = {readonly column: TableColumn<Row>; readonly width: number};

const gap = '  ';

/**
A table as lines of exactly `width` columns: the header first, then one line for each row. Columns are as wide as their
widest cell as a terminal counts it; without room for all, the least important columns go, then the left-aligned ones
are cut.
*/
export function drawTable<Row>(rows: readonly Row[], columns: ReadonlyArray<TableColumn<Row>>, options: TableOptions<Row>): readonly string[] {
	const {width, look, header = text => ['label', text], cell = (text, column: TableColumn<Row>, row: Row) => [column.token?.(row) ?? 'text', text], skeleton = text => ['text', text], isChosen = () => false} = options;
	const plan = planColumns(rows, columns, width);
	const join = (cells: ReadonlyArray<readonly Segment[]>, own = look, row?: Row) => drawLine(cells.flatMap((one, index): readonly Segment[] => index === 0 ? one : [skeleton(gap, row), ...one]), width, own);
	const inColours = (column: TableColumn<Row>, room: number, row: Row): readonly Segment[] | undefined => {
		const segments = column.segments?.(row);
		return segments !== undefined && segmentsWidth(segments) === room ? segments : undefined;
	};

	return [
		join(plan.map(({column, width: room}) => [header(pad(column.header, room, column.align, look), column)])),
		...rows.map(row => join(plan.map(({column, width: room}) => inColours(column, room, row) ?? [cell(pad(column.text(row), room, column.align, look), column, row)]), isChosen(row) ? look.chosen : look, row)),
	];
}

/** The columns that fit and how wide each is. */
export function planColumns<Row>(rows: readonly Row[], columns: ReadonlyArray<TableColumn<Row>>, width: number): ReadonlyArray<PlannedColumn<Row>> {
	let plan = columns.map(column => ({
		column,
		width: Math.max(displayWidth(column.header), ...rows.map(row => displayWidth(toDrawable(column.text(row))))),
	}));
	while (plan.length > 1 && narrowest(plan) > width) {
		const leastImportant = Math.min(...plan.map(({column}) => column.priority ?? Infinity));
		if (leastImportant === Infinity) {
			break;
		}

		plan = plan.filter(({column}) => column.priority !== leastImportant);
	}

	let excess = total(plan) - width;
	return plan.map(({column, width: wanted}) => {
		const spare = column.align === 'right' ? 0 : wanted - (column.minimum ?? displayWidth(column.header));
		const cut = Math.max(0, Math.min(excess, spare));
		excess -= cut;
		return {column, width: wanted - cut};
	});
}

function total<Row>(plan: ReadonlyArray<PlannedColumn<Row>>): number {
	return plan.reduce((sum, {width}) => sum + width, (plan.length - 1) * gap.length);
}

function narrowest<Row>(plan: ReadonlyArray<PlannedColumn<Row>>): number {
	return total(plan.map(({column, width}) => ({column, width: column.align === 'right' ? width : Math.min(width, column.minimum ?? displayWidth(column.header))})));
}

function pad(text: string, width: number, align: 'left' | 'right' | undefined, {glyphs}: Look): string {
	const shown = truncate(toDrawable(text), width, glyphs.ellipsis);
	return align === 'right' ? padStart(shown, width) : padEnd(shown, width);
}
