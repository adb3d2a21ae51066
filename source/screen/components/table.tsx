import {useMemo} from 'react';
import {Text} from 'ink';
import {drawTable, type TableColumn, type TableOptions} from '../draw/table.ts';
import type {Look} from '../theme/look.ts';

export type TableProps<Row> = {
	readonly data: readonly Row[];
	readonly columns: ReadonlyArray<TableColumn<Row>>;
	/** How headers, cells and what is between them are painted. */
	readonly header?: TableOptions<Row>['header'];
	readonly cell?: TableOptions<Row>['cell'];
	readonly skeleton?: TableOptions<Row>['skeleton'];
	readonly width: number;
	/** Lines in all, the header included. */
	readonly height: number;
	/** First shown row; the widths are those of all rows, so that nothing jumps while scrolling. */
	readonly top?: number;
	readonly look: Look;
};

/**
A table with the interface of ink-table (data, columns, header, cell, skeleton) and widths as a terminal counts them. It
is one text: a component for each cell costs several times as much to lay out.
*/
export function Table<Row>({data, columns, header, cell, skeleton, width, height, top = 0, look}: TableProps<Row>) {
	const [head = '', ...rows] = useMemo(() => drawTable(data, columns, {
		width, look, header, cell, skeleton,
	}), [data, columns, width, look, header, cell, skeleton]);
	return <Text>{[head, ...rows.slice(top, top + Math.max(0, height - 1))].slice(0, height).join('\n')}</Text>;
}
