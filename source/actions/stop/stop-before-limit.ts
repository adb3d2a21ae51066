import type {ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {selectLimit} from '../../run/select-limit.ts';
import {selectEpoch} from '../../run/select-progress.ts';
import {interruptAfterEpoch} from './interrupt-after-epoch.ts';
import {isRunOver, readOwnEnd} from './read-end.ts';
import type {EndOptions, TrainingAccess} from './training-access.ts';

const lookMs = 1000;

/** Whether the epoch in progress is the last one that is whole before the time limit. */
export function isLastBeforeLimit(state: RunState, now: number): boolean {
	const limit = selectLimit(state, now);
	const epoch = selectEpoch(state);
	return limit?.lastEpoch !== undefined && limit.isEnough === false && epoch !== undefined && limit.lastEpoch <= epoch;
}

/** Waits for the last epoch that is whole before the time limit of its job, and ends the training after it; one that comes to its own end before is let be. */
export async function interruptBeforeLimit(access: TrainingAccess, getState: () => RunState, options: EndOptions): Promise<ActionResult> {
	const {clock, signal, onProgress} = options;
	onProgress({kind: 'looking'});
	const training = await access.find(signal);
	while (!isLastBeforeLimit(getState(), clock.now())) {
		if (isRunOver(getState(), clock.now())) {
			return readOwnEnd(access, training, {...options, getState});
		}

		const {lastEpoch} = selectLimit(getState(), clock.now()) ?? {};
		onProgress({kind: 'waiting-for-epoch', epoch: lastEpoch});
		await clock.wait(lookMs, signal);
	}

	return interruptAfterEpoch(access, getState, options);
}
