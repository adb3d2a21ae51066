import type {RunState} from '../domain/run.ts';
import {selectSecondsPerEpoch} from './select-seconds-per-epoch.ts';
import {selectStatus} from './select-status.ts';

/** Where a training without readable output should be, by the clock. */
export type Estimate = {
	/** The epoch in progress, 1-based. */
	readonly epoch: number;
	/** How much of it should be done, 0 to 1; 1 also when it takes longer than those before. */
	readonly fraction: number;
};

/** Whether only the files of the run tell where the training is: no bar was read. */
export function isOfFiles({observation, progress}: RunState): boolean {
	return observation !== undefined && progress === undefined;
}

/**
The position that a training without readable output should have reached, from the last row of results.csv, its time and the time
of an epoch. Undefined where a bar tells it, nothing trains, or no epoch is complete.
*/
export function selectEstimate(state: RunState, now: number): Estimate | undefined {
	const last = state.history.at(-1);
	const seconds = selectSecondsPerEpoch(state);
	if (seconds === undefined || last?.completedAt === undefined || !isOfFiles(state) || selectStatus(state, now).status !== 'training') {
		return undefined;
	}

	const isLast = state.epochs !== undefined && last.epoch >= state.epochs;
	const done = (now - last.completedAt) / (seconds * 1000);
	return isLast || Number.isNaN(done) ? undefined : {epoch: last.epoch + 1, fraction: Math.min(1, Math.max(0, done))};
}
