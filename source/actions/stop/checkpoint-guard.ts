import type {ActionProgress} from '../../domain/action.ts';
import {UserError} from '../../domain/user-error.ts';
import type {FileMark} from './stop-after-epoch.ts';
import type {
	ActionClock,
	CheckpointMarks,
	FoundTraining,
	TrainingAccess,
} from './training-access.ts';

/** Two looks this far apart show a file that grows. */
const lookMs = 300;

/** So long unchanged, with a checkpoint that is newer than its row, nothing is being written. */
const quietMs = 2000;

/** So long unchanged, a file is not being written, whatever it looks like: an earlier one was cut off, or none is written at all. */
const restMs = 15_000;

/** A checkpoint of a large model on a slow disk takes so long at most. */
const limitMs = 60_000;

const isSameMark = (one: FileMark | undefined, other: FileMark | undefined): boolean => one?.sizeBytes === other?.sizeBytes && one?.modifiedAt === other?.modifiedAt;

/** Whether no file has changed between two looks. */
export function isUnchanged(before: CheckpointMarks, now: CheckpointMarks): boolean {
	return isSameMark(before.results, now.results) && isSameMark(before.last, now.last) && isSameMark(before.best, now.best);
}

/**
Whether a checkpoint is about to be written: both frameworks append the row of their results first, then write last.pt. Also true
for a run that writes none, for which only time tells.
*/
export function isWritePending({results, last}: CheckpointMarks): boolean {
	return results !== undefined && (last === undefined || last.modifiedAt < results.modifiedAt);
}

export type GuardOptions = {
	readonly clock: ActionClock;
	readonly signal: AbortSignal;
	readonly onProgress?: (progress: ActionProgress) => void;
};

/**
Waits until neither last.pt nor best.pt is being written, by their size and time alone: both are written in place, and a process that ends
in between leaves a cut file. Takes seconds, which short epochs do not leave: for where nothing can be run beside the training. Gives the files as they rest; returns at once, with nothing, when their place is not known.

@throws UserError `checkpoint-being-written` when that does not happen within a minute.
*/
export async function waitUntilNotWriting(access: TrainingAccess, training: FoundTraining, {clock, signal, onProgress}: GuardOptions): Promise<CheckpointMarks | undefined> {
	if (training.runDirectory === undefined) {
		return undefined;
	}

	const beganAt = clock.now();
	let before = await access.lookAtCheckpoints(training, signal);
	let changedAt = beganAt;
	for (;;) {
		await clock.wait(lookMs, signal);
		const marks = await access.lookAtCheckpoints(training, signal);
		if (!isUnchanged(before, marks)) {
			changedAt = clock.now();
		} else if (clock.now() - changedAt >= (isWritePending(marks) ? restMs : quietMs)) {
			return marks;
		}

		if (clock.now() - beganAt >= limitMs) {
			throw new UserError('checkpoint-being-written', {name: access.name});
		}

		onProgress?.({kind: 'waiting-for-checkpoint'});
		before = marks;
	}
}
