import type {Iteration, RunState, Traceback} from '../domain/run.ts';

/** Whether nothing comes after the current training of a program: for a single one, and for the last of several. */
export function isLastIteration(iteration: Iteration | undefined): boolean {
	return iteration === undefined || (iteration.count !== undefined && iteration.index >= iteration.count);
}

/** Whether the exception is of a trial of Ray Tune behind which none comes: the program will not go on, and says no more of it. */
export function isEndOfLastTrial({iteration}: RunState, {origin = ''}: Traceback): boolean {
	return origin.startsWith('Trial task failed ') && isLastIteration(iteration);
}

/** The program says which of its trainings begins or has ended. */
export function reportIteration(state: RunState, iteration: Iteration): RunState {
	// Some programs say only now and then how many there are.
	const {iteration: known} = state;
	const count = iteration.count ?? (known?.count !== undefined && known.count >= iteration.index ? known.count : undefined);
	const reported = {...state, iteration: {...iteration, ...(count !== undefined && {count})}};
	if (!iteration.isComplete) {
		// What is said of each of them behind the last one begins none.
		const isRepeated = state.phase.kind === 'finished' && known !== undefined && iteration.index <= known.index;
		if (isRepeated) {
			return state;
		}

		return state.phase.kind === 'finished' ? {...reported, phase: {kind: 'starting'}} : reported;
	}

	return {...reported, phase: isLastIteration(reported.iteration) ? {kind: 'finished', isEarlyStop: false} : {kind: 'starting'}, validationProgress: undefined};
}

/** What is kept of it when another training begins: it belongs to the same program as long as more are to come, and is the next of them. */
export function keptIteration({iteration}: RunState): Iteration | undefined {
	if (iteration?.isComplete !== true) {
		return iteration;
	}

	return isLastIteration(iteration) ? undefined : {...iteration, index: iteration.index + 1, isComplete: false};
}

/** Whether the program may be over: it does not say how many trainings it has, and the last one that began has ended well. */
export function canBeLast({iteration, phase, history, epochs}: RunState): boolean {
	const last = history.at(-1)?.epoch;
	return iteration !== undefined && iteration.count === undefined && phase.kind === 'starting' && last !== undefined && epochs !== undefined && last >= epochs;
}
