import type {Phase, RunState} from '../domain/run.ts';
import {abandonStart} from './program.ts';

/** Whether the process has ended, by its own words. */
export function isEnded({kind}: Phase): boolean {
	return ['finished', 'interrupted', 'failed', 'killed'].includes(kind);
}

/** Whether the phase can still become interrupted, failed or killed: the first word about the end counts. */
export function canEnd(phase: Phase): boolean {
	return !isEnded(phase);
}

/** Whether best.pt is being validated after the last epoch. */
export function isFinalValidation(phase: Phase): boolean {
	return phase.kind === 'validating' && phase.isFinal;
}

/** Ends the process; nothing changes when it has ended before. */
export function endWith(state: RunState, phase: Phase): RunState {
	return canEnd(state.phase) ? {...abandonStart(state), phase, validationProgress: undefined} : state;
}
