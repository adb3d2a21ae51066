import type {EpochRecord, RunState} from '../domain/run.ts';
import {isCompletedHere} from './program.ts';

/** Enough to be steady, few enough to follow a change of the machine's load. */
const recentEpochs = 10;

/**
Seconds of an epoch, validation, saving and plotting included: the median of the last completed epochs of this process (at most 10).
Where no time was printed, as the files of a run that is observed tell. Undefined before the first epoch.
*/
export function selectSecondsPerEpoch(state: RunState): number | undefined {
	const durations: number[] = [];
	for (let index = state.history.length - 1; index >= 0 && durations.length < recentEpochs; index--) {
		const record = state.history[index]!;
		if (state.program?.completed !== undefined && !isCompletedHere(state, record.epoch)) {
			continue;
		}

		const duration = secondsOf(record, previousHere(state, index));
		if (duration !== undefined && Number.isFinite(duration) && duration > 0) {
			durations.push(duration);
		}
	}

	return median(durations) ?? state.observation?.secondsPerEpoch;
}

/** The record before, when the same process made it: between two processes is more than an epoch. */
function previousHere(state: RunState, index: number): EpochRecord | undefined {
	const previous = state.history[index - 1];
	return previous === undefined || (state.program?.completed !== undefined && !isCompletedHere(state, previous.epoch)) ? undefined : previous;
}

/**
From one completion to the next, where both times are known: what comes between two bars, such as saving a large model, counts too.
Else what the bars say, which is never more.
*/
function secondsOf(record: EpochRecord, previous: EpochRecord | undefined): number | undefined {
	const between = previous?.epoch === record.epoch - 1 && previous.completedAt !== undefined && record.completedAt !== undefined
		? (record.completedAt - previous.completedAt) / 1000
		: undefined;
	return between === undefined || !(between > 0) ? record.seconds : Math.max(between, record.seconds ?? 0);
}

function median(values: readonly number[]): number | undefined {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 || sorted.length === 0 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
