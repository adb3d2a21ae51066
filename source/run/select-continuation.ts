import type {RunState} from '../domain/run.ts';
import {isComplete} from '../domain/run-status.ts';
import {selectStatus} from './select-status.ts';

/** How a run can go on: from its checkpoint, as a new run from its weights, or by its command once more. */
export type Continuation = 'resume' | 'new-run' | 'restart';

/** Whether there is something to go on from, as far as the run shows. */
export function hasCheckpoint({history, checkpoints}: Pick<RunState, 'history' | 'checkpoints'>): boolean {
	return history.length > 0 || checkpoints.some(({name}) => name === 'last.pt');
}

/** How the run goes on best; `now` in milliseconds since 1970, for a log file that may have fallen silent. */
export function selectContinuation(state: RunState, now?: number): Continuation {
	const {status} = selectStatus(state, now);
	if (isComplete(status)) {
		return 'new-run';
	}

	return hasCheckpoint(state) ? 'resume' : 'restart';
}
