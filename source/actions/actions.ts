import type {ActionName, ActionResult, StopConsequence} from '../domain/action.ts';
import type {RunState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import {selectRunPath} from '../run/select-run-path.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import type {FindJobWriter} from '../cluster/job-writers.ts';
import type {ActionJournal, StoppedRun} from './action-journal.ts';
import {copyOut, copyOutCommand} from './copy/copy-out.ts';
import {
	createStopQuestion,
	describeRemoval,
	describeStop,
	type RemovalConsequence,
	type StopQuestion,
} from './stop/describe-stop.ts';
import {performAction, type ActionContext, type ActionWork} from './perform-action.ts';
import {createContainerAccess} from './stop/container-access.ts';
import {endByForce, interruptNow} from './stop/end-training.ts';
import {endTrainings} from './stop/end-trainings.ts';
import {isRunOver, readOwnEnd} from './stop/read-end.ts';
import {placeTraining} from './resume/find-training.ts';
import {refuseIntended} from './resume/refuse-written.ts';
import {interruptAfterEpoch} from './stop/interrupt-after-epoch.ts';
import type {ActionClock, EndOptions, TrainingAccess} from './stop/training-access.ts';

/** The actions that end a training. */
export type StopAction = Extract<ActionName, 'stop-after-epoch' | 'stop-now' | 'terminate' | 'kill'>;

/** The actions that change a container that is there. */
export type ContainerAction = StopAction | Extract<ActionName, 'pause' | 'unpause' | 'restart' | 'remove'>;

export type ActionParts = {
	/** The run as its feed reports it; the feed has to go on being read while an action waits. */
	getState(): RunState;
	readonly journal: ActionJournal;
	readonly clock: ActionClock;
	readonly isReadOnly: boolean;
};

export type ContainerActions = {
	/**
	Does what a person has asked for, and confirmed where work can be lost. Everything is written into the journal. Before `restart`
	and `remove` a training that runs is interrupted well, never in the middle of a checkpoint. An `ActionWork` is something else
	that is done to the container, such as a shell.

	@throws UserError with the sentence for the person. An action that was taken back gives `cancelled`.
	*/
	perform(action: ContainerAction | ActionWork, context: ActionContext): Promise<ActionResult>;
	/**
	For the question before `stop-now`, `terminate`, `kill` and `restart`.

	@throws UserError when nothing could be ended.
	*/
	describeStop(signal: AbortSignal): Promise<StopConsequence>;
	/** The same for a question that is asked at once and stays true while it is open. */
	stopQuestion(): StopQuestion;
	/** For the question before `remove`. */
	describeRemoval(signal: AbortSignal): Promise<RemovalConsequence>;
	/**
	Copies the run directory to this machine, into a new directory below `destination`, also from a container that has stopped.
	`source` is another path in the container; undefined for the run directory that is shown.
	*/
	copyOut(place: {readonly source?: string | undefined; readonly destination: string}, context: ActionContext): Promise<ActionResult>;
};

type Stop = (access: TrainingAccess, getState: () => RunState, options: EndOptions) => Promise<ActionResult>;

/** How each of the actions that end a training does it. */
export const stops: Readonly<Record<StopAction, Stop>> = {
	'stop-after-epoch': reportIfAlreadyEnded(interruptAfterEpoch),
	'stop-now': reportIfAlreadyEnded(interruptNow),
	terminate: reportIfAlreadyEnded(async (access, getState, options) => endByForce(access, 'SIGTERM', getState, options)),
	kill: reportIfAlreadyEnded(async (access, getState, options) => endByForce(access, 'SIGKILL', getState, options)),
};

/** Whether nothing runs that could be ended. */
export const isNothingToEnd = (error: unknown): boolean => error instanceof UserError && ['training-not-found', 'container-not-running', 'container-not-found', 'job-is-over'].includes(error.code);

/** A training that has ended between the question and the answer, or before, is reported as such: it is no failure of the stop. */
function reportIfAlreadyEnded(stop: Stop): Stop {
	return async (access, getState, options) => {
		try {
			return await stop(access, getState, options);
		} catch (error) {
			if (!isNothingToEnd(error) || !isRunOver(getState(), options.clock.now())) {
				throw error;
			}

			return readOwnEnd(access, {isInterruptIgnored: false, runDirectory: getState().locatedRunDirectory}, {...options, getState});
		}
	};
}

/** The same access, which says whose run it has found. */
function reporting(access: TrainingAccess, container: string, onRunFound: (stopped: StoppedRun) => void): TrainingAccess {
	return {
		...access,
		async find(signal) {
			const training = await access.find(signal);
			if (training.runDirectory !== undefined) {
				onRunFound({container, runDirectory: training.runDirectory});
			}

			return training;
		},
	};
}

export type ContainerParts = ActionParts & {
	readonly engine: Engine;
	readonly container: Pick<ContainerDetails, 'id' | 'name'>;
	/** Who else may write where the training of the container writes. */
	readonly findJob: FindJobWriter;
};

/** Refuses to start a container again whose training would write where another one writes. */
async function refuseOtherWriter({engine, container: {id}, findJob}: Pick<ContainerParts, 'engine' | 'container' | 'findJob'>, signal: AbortSignal): Promise<void> {
	const details = await engine.inspectContainer(id, {signal});
	const training = placeTraining(details.command, details.workingDirectory);
	await (training && refuseIntended({engine, findJob}, training, details, {signal, exceptContainer: id}));
}

/** The actions on a container; the screen and the commands both use them. */
export function createContainerActions({engine, container, getState, journal, clock, isReadOnly, findJob}: ContainerParts): ContainerActions {
	const {id, name} = container;
	const access = createContainerAccess({engine, container, getState});
	const surroundings = {
		journal, target: name, now: clock.now, isReadOnly,
	};

	const stopQuestion = (): StopQuestion => createStopQuestion(access, getState, clock.now);

	/** How each of the actions is done that are one call to the engine, with the command that does the same. */
	const calls: Readonly<Record<Exclude<ContainerAction, StopAction>, {readonly words: readonly string[]; readonly call: (signal: AbortSignal) => Promise<void>}>> = {
		pause: {words: ['pause'], call: async signal => engine.pauseContainer(id, {signal})},
		unpause: {words: ['unpause'], call: async signal => engine.unpauseContainer(id, {signal})},
		restart: {words: ['restart'], call: async signal => engine.restartContainer(id, {signal})},
		remove: {words: ['rm', '--force'], call: async signal => engine.removeContainer(id, {signal, isForced: true})},
	};

	function callWork(action: Exclude<ContainerAction, StopAction>, {signal}: ActionContext): ActionWork {
		const {words, call} = calls[action];
		return {
			action,
			command: ['docker', ...words, name],
			async run({onProgress, onSent}) {
				await (action === 'restart' ? refuseOtherWriter({engine, container, findJob}, signal) : undefined);
				// Both end the container's processes.
				if (action === 'restart' || action === 'remove') {
					await endTrainings(engine, id, access, getState, {
						clock, signal, onProgress, onSend: onSent,
					});
					onProgress({kind: 'working'});
				}

				await call(signal);
				return {kind: 'done'};
			},
		};
	}

	function stopWork(action: StopAction, {signal}: ActionContext): ActionWork {
		return {
			action,
			run: async ({onProgress, onCommand, onSent, onRunFound}) => stops[action](reporting(access, id, onRunFound), getState, {
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

	const isStop = (action: ContainerAction): action is StopAction => Object.hasOwn(stops, action);
	const work = (action: ContainerAction, context: ActionContext): ActionWork => isStop(action) ? stopWork(action, context) : callWork(action, context);

	return {
		async perform(action: ContainerAction | ActionWork, context: ActionContext) {
			return performAction(surroundings, context, typeof action === 'string' ? work(action, context) : action);
		},
		stopQuestion,
		describeStop: async signal => describeStop(stopQuestion(), signal),
		async describeRemoval(signal) {
			const details = await engine.inspectContainer(id, {signal});
			return describeRemoval(details, selectRunPath(getState()));
		},
		async copyOut({source, destination}, context) {
			return performAction(surroundings, context, {
				action: 'copy-out',
				command: copyOutCommand(name, source ?? selectRunPath(getState()) ?? '', destination),
				run: async ({onProgress}) => copyOut({
					engine, container, source, runDirectory: selectRunPath(getState()), destination, signal: context.signal, onProgress,
				}),
			});
		},
	};
}
