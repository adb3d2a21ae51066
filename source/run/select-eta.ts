import type {EpochProgress, RunState, ValidationProgress} from '../domain/run.ts';
import {isInEpochs} from '../domain/run-status.ts';
import {isCompletedHere} from './program.ts';
import {steadyBatchMs} from './pace.ts';
import {selectEpoch} from './select-progress.ts';
import {isOfFiles} from './select-estimate.ts';
import {selectSecondsPerEpoch} from './select-seconds-per-epoch.ts';
import {selectStatus} from './select-status.ts';

/** When the training will be done if it goes on as it does. */
export type Eta = {
	/** Milliseconds from now. */
	readonly leftMs: number;
	/** Milliseconds since 1970. */
	readonly endsAt: number;
	/** True before the second epoch is complete, because the time of validation and of saving is not known yet, and where only files tell. */
	readonly isRough: boolean;
};

/** Without a pace that is steady the mean of the first epoch says something only when most of its start is behind. */
const minFraction = 0.5;
/** So short an epoch is waited for: what validation, checkpoints and plots take, which nobody knows before, is much of it. */
const shortEpochMs = 20_000;
/** A validated image costs about this part of a trained one: no gradients, no optimizer. Only until an epoch was measured. */
const validationCost = 0.4;

/**
The time that is left, the rest of this epoch and all validations included. Undefined until it means something: before the
pace of the first epoch is steady, when the number of epochs is not known, and while nothing is training.
*/
export function selectEta(state: RunState, now: number): Eta | undefined {
	const {epochs, phase} = state;
	const {status, isSilent = false} = selectStatus(state, now);
	const isFinalValidation = phase.kind === 'validating' && phase.isFinal;
	const epoch = selectEpoch(state);
	// An evolution whose end nobody knows has none.
	const isEndless = state.iteration !== undefined && state.iteration.count === undefined;
	if (epochs === undefined || epoch === undefined || isFinalValidation || isEndless || isSilent || !isInEpochs(status)) {
		return undefined;
	}

	const secondsPerEpoch = selectSecondsPerEpoch(state);
	const epochMs = secondsPerEpoch === undefined ? firstEpochMs(state) : secondsPerEpoch * 1000;
	if (epochMs === undefined) {
		return undefined;
	}

	const epochsAfter = Math.max(0, epochs - epoch);
	const leftMs = Math.max(0, restOfEpochMs(state, epochMs, now) + ((epochsAfter + epochsOfLaterIterations(state)) * epochMs));
	return Number.isFinite(leftMs) ? {leftMs, endsAt: now + leftMs, isRough: secondsPerEpoch === undefined || measuredEpochs(state) < 2 || isOfFiles(state)} : undefined;
}

/** What a program that trains several times has still before it, where each training is as long as this one. */
function epochsOfLaterIterations({iteration, epochs = 0}: RunState): number {
	return iteration?.count === undefined ? 0 : Math.max(0, iteration.count - iteration.index) * epochs;
}

/** From one completion to the next everything counts; before the second one what comes between the bars is missing. */
function measuredEpochs({program, history}: RunState): number {
	return program?.completed === undefined ? history.length : program.completed.last - program.completed.first + 1;
}

/** The expected length of an epoch with its validation, from what is done of the first one; undefined until its pace is steady. */
function firstEpochMs(state: RunState): number | undefined {
	const {progress, validationProgress} = state;
	const trainMs = expectedTrainMs(progress);
	const epochMs = trainMs === undefined ? undefined : trainMs + (expectedMs(validationProgress) ?? (trainMs * validationShare(state)));
	return epochMs === undefined || epochMs < shortEpochMs ? undefined : epochMs;
}

/** Without the first batches where a steady pace is known; else by the mean, where one look at the bar is all that there is. */
function expectedTrainMs(progress: EpochProgress | undefined): number | undefined {
	const {batchIndex = 0, batchesPerEpoch = 0, marks = []} = progress ?? {};
	const batchMs = progress && steadyBatchMs(progress);
	if (batchMs !== undefined) {
		return batchesPerEpoch > 0 ? batchMs * batchesPerEpoch : undefined;
	}

	const isSeenOnce = marks.length <= 1 || batchIndex >= batchesPerEpoch;
	return isSeenOnce && batchIndex >= minFraction * batchesPerEpoch ? expectedMs(progress) : undefined;
}

/** What a validation costs as a part of an epoch's training, by the number of images; 0 when they are not known. */
function validationShare({scans}: RunState): number {
	const images = scans.train?.images ?? 0;
	return images > 0 ? validationCost * (scans.val?.images ?? 0) / images : 0;
}

/** What is left of the last known epoch; negative by what must have passed of the next one when this one is complete. */
function restOfEpochMs(state: RunState, epochMs: number, now: number): number {
	const {progress, validationProgress, phase} = state;
	const isComplete = progress === undefined || isCompletedHere(state, progress.epoch);
	if (isComplete || progress.elapsedMs === undefined) {
		const isOpen = !isComplete || state.epochs! > selectEpoch(state)!;
		return (isComplete ? 0 : epochMs) - (isOpen ? Math.min(epochMs, sinceCompletionMs(state, now)) : 0);
	}

	// A record that is read line by line stands still between two bars; the clock does not.
	const silentMs = since(state.lastEventAt, now);
	const doneMs = progress.elapsedMs + (phase.kind === 'validating' ? validationProgress?.elapsedMs ?? 0 : 0) + silentMs;
	const batchMs = steadyBatchMs(progress);
	if (batchMs !== undefined && phase.kind !== 'validating') {
		// The start of the first epoch comes once.
		const {batchIndex = 0, batchesPerEpoch = 0} = progress;
		return Math.max(0, (batchMs * (batchesPerEpoch - batchIndex)) + Math.max(0, epochMs - (batchMs * batchesPerEpoch)) - silentMs);
	}

	const trainMs = phase.kind === 'validating' ? undefined : expectedMs(progress);
	// An epoch that is slower than the ones before says so itself.
	return Math.max(0, epochMs - doneMs, trainMs === undefined ? 0 : trainMs - progress.elapsedMs - silentMs);
}

/** Time since the last epoch was complete; 0 when that is not known. */
function sinceCompletionMs({history}: RunState, now: number): number {
	return since(history.at(-1)?.completedAt, now);
}

function since(at: number | undefined, now: number): number {
	return at === undefined ? 0 : Math.max(0, now - at);
}

/** The whole time of a bar from the part that is done; undefined before its first step. */
function expectedMs(bar: ValidationProgress = {}): number | undefined {
	const {batchIndex = 0, batchesPerEpoch = 0, elapsedMs} = bar;
	return elapsedMs === undefined || batchIndex <= 0 || batchesPerEpoch <= 0
		? undefined
		: elapsedMs / Math.min(1, batchIndex / batchesPerEpoch);
}
