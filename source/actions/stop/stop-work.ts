import type {RunState} from '../../domain/run.ts';
import {stops, type StopAction} from '../actions.ts';
import type {ActionContext, ActionWork} from '../perform-action.ts';
import type {ActionClock, TrainingAccess} from './training-access.ts';

/** A stop as a work that is done and written into the journal. */
export function stopWorkOf(action: StopAction, {access, getState, clock}: {readonly access: TrainingAccess; getState(): RunState; readonly clock: ActionClock}, {signal}: Pick<ActionContext, 'signal'>): ActionWork {
	return {
		action,
		run: async ({onProgress, onCommand, onSent}) => stops[action](access, getState, {
			clock,
			signal,
			onProgress,
			onSend(command) {
				onCommand(command);
				onSent();
			},
		}),
	};
}
