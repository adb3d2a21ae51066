import type {ResourceEvent} from '../domain/sample.ts';
import {initialResources, reduceResources, type Resources} from './resources.ts';

/** Reads what the samplers have said; a screen needs no more. */
export type ResourceSource = {
	getState(): Resources;
	/** Calls the listener after every change until the returned function is called. */
	subscribe(listener: () => void): () => void;
};

/** Holds what the samplers have said of one target. */
export type ResourceStore = ResourceSource & {
	dispatch(event: ResourceEvent): void;
};

/** Creates the store of one target. */
export function createResourceStore(): ResourceStore {
	let state = initialResources;
	const listeners = new Set<() => void>();
	return {
		getState: () => state,
		dispatch(event) {
			const next = reduceResources(state, event);
			if (next === state) {
				return;
			}

			state = next;
			for (const listener of listeners) {
				listener();
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
}
