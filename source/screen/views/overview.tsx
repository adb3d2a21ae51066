import {Box} from 'ink';
import {Panel} from '../components/panel.tsx';
import type {ScreenView} from '../screen-view.ts';

/** All panels of a screen, each at its place. */
export function Overview({view}: {readonly view: ScreenView}) {
	return (
		<Box width={view.columns} height={view.rows}>
			{view.panels.map(panel => <Panel key={panel.placed.id} view={panel} look={view.look}/>)}
		</Box>
	);
}
