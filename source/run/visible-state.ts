import type {RunState} from '../domain/run.ts';
import {initialRunState} from './initial-state.ts';

/**
What a person is shown of a run: while its past is being read nothing of that past, which is not the case any more. The same object for
the same state.
*/
export function createVisibleState(): (state: RunState) => RunState {
	let known: RunState | undefined;
	return state => {
		const {target, container, connection} = state;
		if (connection.kind !== 'reading') {
			return state;
		}

		if (known?.target !== target || known?.container !== container || known?.connection !== connection) {
			known = {
				...initialRunState, target, container, connection,
			};
		}

		return known;
	};
}
