import {memo} from 'react';
import {Box, Text} from 'ink';
import type {PanelView} from '../screen-view.ts';
import type {Look} from '../theme/look.ts';
import {Table} from './table.tsx';

export type PanelProps = {readonly view: PanelView; readonly look: Look};

/** One panel at its place: a single prepared text, and over it the table where there is one. */
export const Panel = memo(({view: {placed, lines, table}, look}: PanelProps) => {
	const inset = placed.frame === 'box' ? {x: 2, y: 1} : {x: 0, y: placed.frame === 'rule' ? 1 : 0};
	return (
		<>
			<Box position='absolute' marginLeft={placed.x} marginTop={placed.y} width={placed.width} height={placed.height}>
				<Text>{lines.join('\n')}</Text>
			</Box>
			{table !== undefined && (
				<Box position='absolute' marginLeft={placed.x + inset.x} marginTop={placed.y + inset.y} width={table.size.columns} height={table.size.rows}>
					<Table data={table.data} columns={table.columns} width={table.size.columns} height={table.size.rows} top={table.top} look={look}/>
				</Box>
			)}
		</>
	);
});
