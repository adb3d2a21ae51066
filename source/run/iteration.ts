import type {Iteration, RunState} from '../domain/run.ts';

/** Whether nothing comes after the present training of a program: for a single one, and for the last of several. */
export function isLastIteration(iteration: Iteration | undefined): boolean {
	return iteration === undefined || (iteration.count !== undefined && iteration.index >= iteration.count);
}

/** The program says which of its trainings begins or has ended. */
export function reportIteration(state: RunState, iteration: Iteration): RunState {
	const reported = {...state, iteration};
	if (!iteration.isComplete) {
		return state.phase.kind === 'finished' ? {...reported, phase: {kind: 'starting'}} : reported;
	}

	return {...reported, phase: isLastIteration(iteration) ? {kind: 'finished', isEarlyStop: false} : {kind: 'starting'}, validationProgress: undefined};
}

/** What is kept of it when another training begins: it belongs to the same program as long as more are to come. */
export function keptIteration({iteration}: RunState): Iteration | undefined {
	return iteration?.isComplete === true && isLastIteration(iteration) ? undefined : iteration;
}
