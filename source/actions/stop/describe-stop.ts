import {posix} from 'node:path';
import {isUp} from '../../domain/container-state.ts';
import type {StopConsequence} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import {isSavedAtEndOnly, stopLoss} from './stop-loss.ts';
import type {FoundTraining, TrainingAccess} from './training-access.ts';

/** What was asked about a training and its files. */
type StopFacts = {
	readonly training: FoundTraining;
	/** When it was asked, in milliseconds since 1970. */
	readonly at: number;
	/** Epochs that the output had completed then. */
	readonly completed?: number | undefined;
	readonly heldEpochs?: number | undefined;
	/** Of last.pt; undefined when there is none. */
	readonly ageMs?: number | undefined;
	readonly isBeingWritten: boolean;
};

/** What a question about ending a training is asked from, while it is open. */
export type StopQuestion = {
	/** What ending it now costs, by all that is known at this moment; asks nothing. */
	consequence(): StopConsequence;
	/**
	Looks for the training, once, and at its files, each time: one program where it runs, or some questions to the engine.

	@throws UserError when there is nothing that could be ended, as `TrainingAccess.find` does, and those of the engine.
	*/
	look(signal: AbortSignal): Promise<void>;
};

/** So long after it was seen a checkpoint still counts as being written: the next look comes before. */
const currentMs = 3000;

/** A file that has changed within this time, without its end, is being written. */
const freshMs = 5000;

async function readFacts(access: TrainingAccess, training: FoundTraining, state: RunState, now: () => number, signal: AbortSignal): Promise<StopFacts> {
	const completed = state.history.at(-1)?.epoch;
	const look = await access.look(training, signal);
	if (look !== undefined) {
		return {
			training, at: now(), completed, heldEpochs: look.completedEpochs, ageMs: look.ageMs, isBeingWritten: ['table', 'last', 'best'].includes(look.verdict),
		};
	}

	const {last} = await access.lookAtCheckpoints(training, signal);
	const inspection = last === undefined ? undefined : await access.inspect(training, signal);
	const ageMs = last === undefined ? undefined : Math.max(0, now() - last.modifiedAt);
	const isReadable = inspection?.kind === 'whole' || inspection?.kind === 'begun';
	return {
		training, at: now(), completed, heldEpochs: isReadable ? inspection.completedEpochs : undefined, ageMs, isBeingWritten: ageMs !== undefined && !isReadable && ageMs < freshMs,
	};
}

/** `now` gives milliseconds since 1970. */
export function createStopQuestion(access: TrainingAccess, getState: () => RunState, now: () => number): StopQuestion {
	let training: FoundTraining | undefined;
	let facts: StopFacts | undefined;
	return {
		consequence: () => consequenceOf(getState(), now(), facts),
		async look(signal) {
			// One that has just begun makes its directory later.
			training = training?.runDirectory === undefined ? await access.find(signal) : training;
			facts = await readFacts(access, training, getState(), now, signal);
		},
	};
}

/** What ending the training now would cost. `now` is in milliseconds since 1970; without `facts` by the output alone. */
function consequenceOf(state: RunState, now: number, facts: StopFacts | undefined): StopConsequence {
	const completedEpoch = state.history.at(-1)?.epoch;
	// An epoch that has ended since then has its own checkpoint.
	const held = completedEpoch !== undefined && completedEpoch > (facts?.completed ?? 0) ? Math.max(completedEpoch, facts?.heldEpochs ?? 0) : facts?.heldEpochs;
	const loss = stopLoss(state, now, held);
	const completed = completedEpoch ?? held;
	// Between two epochs, and for a training whose output is not to be seen, the one after the last completed runs.
	const next = completed === undefined || completed >= (state.epochs ?? Infinity) ? undefined : completed + 1;
	// The stop waits for it, and it holds the epoch that has just been trained.
	const isBeingWritten = facts?.isBeingWritten === true && now - facts.at < currentMs;
	const epoch = isBeingWritten ? undefined : loss.epoch ?? next;
	const ages = [loss.checkpointAgeMs, facts?.ageMs === undefined ? undefined : facts.ageMs + Math.max(0, now - facts.at)].filter(age => age !== undefined);
	const isSeen = facts?.ageMs !== undefined || loss.checkpointAgeMs !== undefined;
	return {
		epoch,
		share: isBeingWritten ? undefined : loss.share,
		...(isBeingWritten && {isBeingWritten}),
		epochs: state.epochs,
		checkpointAgeMs: ages.length === 0 ? undefined : Math.min(...ages),
		...(facts?.training.isResumable === false && {isWithoutResume: true}),
		epochsToRepeat: isBeingWritten ? undefined : loss.epochsToRepeat ?? (epoch === undefined || held === undefined ? undefined : Math.max(0, epoch - held)),
		hasCheckpoint: isSeen ? true : (facts?.training.runDirectory === undefined ? undefined : false),
		...(facts === undefined ? {isLooking: true} : {isInterruptIgnored: facts.training.isInterruptIgnored}),
		isEpochUnsaved: isSavedAtEndOnly(state.settings) && (epoch ?? 0) < (state.epochs ?? Infinity),
	};
}

/**
What ending the training now would cost, for a question that stands still.

@throws UserError when there is nothing that could be ended, as `TrainingAccess.find` does.
*/
export async function describeStop(question: StopQuestion, signal: AbortSignal): Promise<StopConsequence> {
	await question.look(signal);
	return question.consequence();
}

/** What removing a container takes with it. */
export type RemovalConsequence = {
	readonly isRunning: boolean;
	/** Where the run writes in the container; undefined when not known. */
	readonly runDirectory?: string | undefined;
	/** Whether the run directory is in the container alone and goes with it; undefined when not known. */
	readonly isRunLost?: boolean | undefined;
};

/** Reads off whether the run directory outlives the container: only what is on a volume or a directory of the host does. */
export function describeRemoval({state, mounts, workingDirectory}: Pick<ContainerDetails, 'state' | 'mounts' | 'workingDirectory'>, runDirectory: string | undefined): RemovalConsequence {
	const directory = runDirectory === undefined ? undefined : posix.resolve(workingDirectory, runDirectory);
	const keeping = mounts.filter(({kind}) => kind === 'bind' || kind === 'volume');
	return {
		isRunning: isUp(state.status),
		runDirectory: directory,
		isRunLost: directory === undefined ? undefined : keeping.every(({destination}) => directory !== destination && !directory.startsWith(`${destination.replace(/\/$/, '')}/`)),
	};
}
