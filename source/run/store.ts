import type {RunEvent} from '../domain/event.ts';
import {createListeners} from '../domain/listeners.ts';
import type {RunState} from '../domain/run.ts';
import {initialRunState} from './initial-state.ts';
import {reduce} from './reduce.ts';

/** Holds the current state of one run. */
export type Store = {
	getState(): RunState;
	/** Applies the events in order and notifies once, and only when they changed something. */
	dispatch(events: readonly RunEvent[]): void;
	/** Calls the listener after every change until the returned function is called. */
	subscribe(listener: () => void): () => void;
};

/** Creates the store of one run. */
export function createStore(initial: RunState = initialRunState): Store {
	let state = initial;
	const listeners = createListeners();
	return {
		getState: () => state,
		dispatch(events) {
			const before = state;
			for (const event of events) {
				state = reduce(state, event);
			}

			if (state !== before) {
				listeners.notify();
			}
		},
		subscribe: listeners.subscribe,
	};
}
