import type {Engine} from '../../source/engine/engine.ts';
import {until} from './engine-fixture.ts';

/**
A busy engine: what it says of a container that does not run any more comes only when that has been removed, which is that there is no
such container.
*/
export function inspectingTooLate(engine: Engine): Engine {
	return {
		...engine,
		async inspectContainer(...words) {
			const details = await engine.inspectContainer(...words);
			if (details.state.status === 'running') {
				return details;
			}

			await until('its removal', async () => engine.inspectContainer(details.id).then(() => false).catch(() => true));
			return engine.inspectContainer(...words);
		},
	};
}
