import type {CheckpointInspection} from './checkpoint-inspection.ts';

/** Size and time of a file, as far as telling whether it still changes. */
export type FileMark = {readonly sizeBytes: number; readonly modifiedAt: number};

/** One look at the run. */
export type StopObservation = {
	/** 1-based; undefined when the output does not say. */
	readonly epochInProgress?: number;
	/** The last epoch that is trained and validated, 1-based. */
	readonly completedEpoch?: number;
	/** Whether the training is over for any reason. */
	readonly hasEnded: boolean;
	/** Undefined when the file does not exist. */
	readonly last?: FileMark;
	readonly best?: FileMark;
	/** The answer to the decision `inspect`: what last.pt holds, at the time of this look. */
	readonly inspection?: CheckpointInspection;
};

export type StopWait = {
	/** The epoch after which to stop, 1-based; undefined until it is known. */
	readonly targetEpoch?: number;
	/** Total requested; undefined when not known. */
	readonly epochs?: number;
	readonly last?: FileMark;
	readonly best?: FileMark;
	/** The state of last.pt that was inspected already. */
	readonly inspected?: FileMark;
	/** Last.pt as it was when the stop was asked for. */
	readonly baseline?: FileMark;
	/** Whether its weights were stripped meanwhile: it ends by itself. */
	readonly isFinishing?: boolean;
};

export type StopDecision =
	| 'wait'
	/** The epoch is done and its checkpoint is being written. */
	| 'wait-for-checkpoint'
	/** Read last.pt and look again with the answer. */
	| 'inspect'
	/** The checkpoint of the epoch is whole: nothing is lost. */
	| 'interrupt'
	/** It was the last epoch, or patience ran out: the training ends by itself, with stripped weights and its final table. */
	| 'let-finish'
	| 'ended';

/**
Begins to wait for the end of the epoch that runs now: the one that the output names, or, where it names none or is still being read
from its beginning, the one after the last that is completed or held by last.pt.
*/
export function beginStopAfterEpoch(observation: StopObservation, epochs?: number): StopWait {
	const {epochInProgress, completedEpoch, last, best, inspection} = observation;
	const held = inspection?.kind === 'whole' ? inspection.completedEpochs : undefined;
	const known = [
		epochInProgress ?? (completedEpoch === undefined ? undefined : completedEpoch + 1),
		completedEpoch,
		held === undefined ? undefined : held + 1,
	].filter(epoch => epoch !== undefined);
	return {
		targetEpoch: known.length === 0 ? undefined : Math.min(Math.max(...known), epochs ?? Infinity), epochs, last, best, baseline: last,
	};
}

function isSame(first: FileMark | undefined, second: FileMark | undefined): boolean {
	return first?.sizeBytes === second?.sizeBytes && first?.modifiedAt === second?.modifiedAt;
}

/**
Decides after each look whether the interrupt may be sent. The frameworks write the results row, then last.pt, then best.pt,
both in place: an interrupt in between leaves a cut file. So both have to be unchanged over two looks, and last.pt has to be
whole and to hold the epoch.
*/
export function stepStopAfterEpoch(wait: StopWait, observation: StopObservation): {readonly wait: StopWait; readonly decision: StopDecision} {
	const {last, best, inspection, hasEnded} = observation;
	const next: StopWait = {
		...wait, targetEpoch: wait.targetEpoch ?? observation.epochInProgress ?? observation.completedEpoch, last, best,
	};
	if (hasEnded) {
		return {wait: next, decision: 'ended'};
	}

	const target = next.targetEpoch;
	if (wait.isFinishing === true || (target !== undefined && wait.epochs !== undefined && target >= wait.epochs)) {
		return {wait: next, decision: 'let-finish'};
	}

	const isEpochDone = target !== undefined && (observation.completedEpoch ?? 0) >= target;
	const waiting = isEpochDone ? 'wait-for-checkpoint' : 'wait';
	const isQuiet = last !== undefined && last.sizeBytes > 0 && isSame(last, wait.last) && isSame(best, wait.best) && best?.sizeBytes !== 0;
	if (!isQuiet) {
		return {wait: next, decision: waiting};
	}

	if (inspection === undefined) {
		return {wait: next, decision: isSame(wait.inspected, last) ? waiting : 'inspect'};
	}

	const inspected: StopWait = {...next, inspected: last};
	// Stripped while we waited: what is left is the table of best.pt.
	return inspection.kind === 'whole' && inspection.isFinished === true && !isSame(last, wait.baseline)
		? {wait: {...inspected, isFinishing: true}, decision: 'let-finish'}
		: {wait: inspected, decision: hasEpoch(inspection, next, isEpochDone) ? 'interrupt' : waiting};
}

function hasEpoch(inspection: CheckpointInspection, wait: StopWait, isEpochDone: boolean): boolean {
	if (inspection.kind !== 'whole' || wait.targetEpoch === undefined) {
		return false;
	}

	// A checkpoint that does not say its epoch has to be newer than the one of before.
	return inspection.completedEpochs === undefined
		? isEpochDone && !isSame(wait.last, wait.baseline)
		: inspection.completedEpochs >= wait.targetEpoch;
}
