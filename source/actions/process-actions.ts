import type {ActionResult, StopConsequence} from '../domain/action.ts';
import type {ActionParts, StopAction} from './actions.ts';
import {createStopQuestion, describeStop, type StopQuestion} from './stop/describe-stop.ts';
import {performAction, type ActionContext, type ActionWork} from './perform-action.ts';
import {stopWorkOf} from './stop/stop-work.ts';
import {createProcessAccess, createWriterAccess} from './stop/process-access.ts';
import type {TrainingAccess} from './stop/training-access.ts';

/** The actions on a training that runs as a plain process of this machine. */
export type ProcessActions = {
	/** As `ContainerActions.perform`. */
	perform(action: StopAction | ActionWork, context: ActionContext): Promise<ActionResult>;
	/** As `ContainerActions.describeStop`. */
	describeStop(signal: AbortSignal): Promise<StopConsequence>;
	/** As `ContainerActions.stopQuestion`. */
	stopQuestion(): StopQuestion;
};

export type ProcessParts = ActionParts & {
	/** Of the process that yolotop has started, the leader of its own group. */
	readonly pid: number;
	/** What a person calls it. */
	readonly name: string;
	/** Where it was started, absolute. */
	readonly directory: string;
};

/** The actions on the training behind an access. `target` is what the journal calls it. */
export function createTrainingActions(access: TrainingAccess, target: string, {getState, journal, clock, isReadOnly}: ActionParts): ProcessActions {
	const surroundings = {
		journal, target, now: clock.now, isReadOnly,
	};
	const stopQuestion = (): StopQuestion => createStopQuestion(access, getState, clock.now);
	return {
		async perform(action, context) {
			const work = typeof action === 'string' ? stopWorkOf(action, {access, getState, clock}, context) : action;
			return performAction(surroundings, context, work);
		},
		stopQuestion,
		describeStop: async signal => describeStop(stopQuestion(), signal),
	};
}

/** For a process of our own. */
export function createProcessActions({pid, name, directory, ...parts}: ProcessParts): ProcessActions {
	return createTrainingActions(createProcessAccess({
		pid, name, directory, getState: parts.getState,
	}), name, parts);
}

/** For whatever process of this machine trains into a run directory, and for no other: it is looked for when an action begins. */
export function createWriterActions({name, directory, ...parts}: Omit<ProcessParts, 'pid'>): ProcessActions {
	return createTrainingActions(createWriterAccess({name, directory}), name, parts);
}
