import type {EpochRecord, RunState} from '../domain/run.ts';
import {score} from '../domain/fitness.ts';
import {memoiseByHistory} from './memoise-by-history.ts';

/** The epoch with the highest mAP50-95 (top1 for classification), the earliest of equals; undefined before a validation. */
export const selectBestEpoch: (state: RunState) => EpochRecord | undefined = memoiseByHistory(history => {
	let best: EpochRecord | undefined;
	let bestScore = -Infinity;
	for (const record of history) {
		const value = score(record);
		if (value === undefined || !(value > bestScore)) {
			continue;
		}

		best = record;
		bestScore = value;
	}

	return best;
});
