import type {RunState} from '../domain/run.ts';
import {isCompletedHere} from './program.ts';

/** The epoch in progress or the last one, 1-based; undefined before the first. */
export function selectEpoch({progress, history}: RunState): number | undefined {
	return progress?.epoch ?? history.at(-1)?.epoch;
}

/** How much of the current epoch's batches is done, 0 to 1; undefined when the bar does not say. */
export function selectEpochFraction({progress}: RunState): number | undefined {
	const {batchIndex, batchesPerEpoch} = progress ?? {};
	return batchIndex === undefined || batchesPerEpoch === undefined || batchesPerEpoch <= 0
		? undefined
		: Math.min(1, Math.max(0, batchIndex / batchesPerEpoch));
}

/** Whether the epoch that `selectEpoch` gives was completed, and the next one has printed nothing yet. */
export function isEpochWhole(state: RunState, epoch: number): boolean {
	return state.progress === undefined || isCompletedHere(state, epoch);
}

/** How much of the whole run is done, 0 to 1; undefined when the number of epochs is not known. */
export function selectRunFraction(state: RunState): number | undefined {
	const epoch = selectEpoch(state);
	const {epochs} = state;
	return epoch === undefined || epochs === undefined || epochs <= 0 ? undefined : Math.min(1, Math.max(0, (epoch - 1 + (isEpochWhole(state, epoch) ? 1 : selectEpochFraction(state) ?? 0)) / epochs));
}
