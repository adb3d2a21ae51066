import type {ResourceEvent} from '../domain/sample.ts';
import {initialResources, reduceResources, type Resources} from './resources.ts';

/** Reads what the samplers have said; a screen needs no more. */
export type ResourceSource = {
	getState(): Resources;
};

/** Holds what the samplers have said of one target. */
export type ResourceStore = ResourceSource & {
	dispatch(event: ResourceEvent): void;
};

/** Creates the store of one target. */
export function createResourceStore(): ResourceStore {
	let state = initialResources;
	return {
		getState: () => state,
		dispatch(event) {
			state = reduceResources(state, event);
		},
	};
}
