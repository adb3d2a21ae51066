import type {Phase, RunState} from '../domain/run.ts';
import {isEnded} from './ended.ts';
import {abandonStart, earlierOfStart} from './program.ts';

/** Whether the phase can still become interrupted, failed or killed: the first word about the end counts. */
export function canEnd(phase: Phase): boolean {
	return !isEnded(phase);
}

/** Whether best.pt is being validated after the last epoch. */
export function isFinalValidation(phase: Phase): boolean {
	return phase.kind === 'validating' && phase.isFinal;
}

/** Ends the process; nothing changes when it has ended before. A finished run stays one when a later start of it fails. */
export function endWith(state: RunState, phase: Phase): RunState {
	return canEnd(state.phase) ? {...abandonStart(state), phase: earlierOfStart(state)?.end ?? phase, validationProgress: undefined} : state;
}
