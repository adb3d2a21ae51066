import {posix} from 'node:path';
import type {StopConsequence} from '../domain/action.ts';
import type {RunState} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import {isSavedAtEndOnly, stopLoss} from './stop-loss.ts';
import type {TrainingAccess} from './stop/training-access.ts';

/** A checkpoint that is cut off for longer was left so by a process before. */
const freshMs = 5000;

/**
What ending the training now would cost, for the question before it.
`now` is in milliseconds since 1970.

@throws UserError when there is nothing that could be ended, as `TrainingAccess.find` does.
*/
export async function describeStop(access: TrainingAccess, state: RunState, now: number, signal: AbortSignal): Promise<StopConsequence> {
	const training = await access.find(signal);
	const [marks, inspection] = await Promise.all([access.lookAtCheckpoints(training, signal), access.inspect(training, 'last.pt', signal)]);
	const held = inspection?.kind === 'whole' ? inspection.completedEpochs : undefined;
	const loss = stopLoss(state, now, held);
	const completed = state.history.at(-1)?.epoch ?? held;
	// Between two epochs, and for a training whose output is not to be seen, the one after the last completed runs.
	const next = completed === undefined || completed >= (state.epochs ?? Infinity) ? undefined : completed + 1;
	// The stop waits for it, and it holds the epoch that has just been trained.
	const isBeingWritten = marks.last !== undefined && inspection?.kind !== 'whole' && now - marks.last.modifiedAt < freshMs;
	const epoch = isBeingWritten ? undefined : loss.epoch ?? next;
	return {
		epoch,
		share: isBeingWritten ? undefined : loss.share,
		...(isBeingWritten && {isBeingWritten}),
		epochs: state.epochs,
		checkpointAgeMs: marks.last === undefined ? loss.checkpointAgeMs : Math.max(0, now - marks.last.modifiedAt),
		...(training.isResumable === false && {isWithoutResume: true}),
		epochsToRepeat: isBeingWritten ? undefined : loss.epochsToRepeat ?? (epoch === undefined || held === undefined ? undefined : Math.max(0, epoch - held)),
		hasCheckpoint: training.runDirectory === undefined ? undefined : marks.last !== undefined,
		isInterruptIgnored: training.isInterruptIgnored,
		isEpochUnsaved: isSavedAtEndOnly(state.settings) && (epoch ?? 0) < (state.epochs ?? Infinity),
	};
}

/** What removing a container takes with it. */
export type RemovalConsequence = {
	readonly isRunning: boolean;
	/** Where the run writes in the container; undefined when not known. */
	readonly runDirectory?: string;
	/** Whether the run directory lies in the container alone and goes with it; undefined when not known. */
	readonly isRunLost?: boolean;
};

/** Reads off whether the run directory outlives the container: only what lies on a volume or a directory of the host does. */
export function describeRemoval({state, mounts, workingDirectory}: Pick<ContainerDetails, 'state' | 'mounts' | 'workingDirectory'>, runDirectory: string | undefined): RemovalConsequence {
	const directory = runDirectory === undefined ? undefined : posix.resolve(workingDirectory, runDirectory);
	const keeping = mounts.filter(({kind}) => kind === 'bind' || kind === 'volume');
	return {
		isRunning: ['running', 'paused', 'restarting'].includes(state.status),
		runDirectory: directory,
		isRunLost: directory === undefined ? undefined : keeping.every(({destination}) => directory !== destination && !directory.startsWith(`${destination.replace(/\/$/, '')}/`)),
	};
}
