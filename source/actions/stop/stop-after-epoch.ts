import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';

/** Size and time of a file, as far as telling whether it still changes. */
export type FileMark = {readonly sizeBytes: number; readonly modifiedAt: number};

/** One look at the run. */
export type StopObservation = {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** 1-based; undefined when the output does not say. */
	readonly epochInProgress?: number | undefined;
	/** The last epoch that is trained and validated, 1-based. */
	readonly completedEpoch?: number | undefined;
	/** Whether the training is over for any reason. */
	readonly hasEnded: boolean;
	/** Undefined when the file does not exist. */
	readonly last?: FileMark | undefined;
	readonly best?: FileMark | undefined;
	/** The answer to the decision `inspect`: what last.pt holds, at the time of this look. */
	readonly inspection?: CheckpointInspection | undefined;
};

export type StopWait = {
	/** The epoch after which to stop, 1-based; undefined until it is known. */
	readonly targetEpoch?: number | undefined;
	/** Total requested; undefined when not known. */
	readonly epochs?: number | undefined;
	readonly last?: FileMark | undefined;
	readonly best?: FileMark | undefined;
	/** The state of last.pt that was inspected already. */
	readonly inspected?: FileMark;
	/** Last.pt as it was when the stop was asked for. */
	readonly baseline?: FileMark | undefined;
	/** Whether its weights were stripped meanwhile: it ends by itself. */
	readonly isFinishing?: boolean;
	/** Since when the files are as they are. */
	readonly quietSince?: number;
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
	/** Several more epochs have gone by, and none left a moment at rest. */
	| 'missed'
	| 'ended';

/** So long files stay as they are before they count as written: their end is not read. */
const quietMs = 2000;

/** So many epochs later than it was asked for there is no moment at rest to hope for. */
const maxEpochsPast = 10;

/**
Begins to wait for the end of the epoch that runs now: the one that the output names, or, where it names none or is still being read
from its beginning, the one after the last that is completed or held by last.pt.
*/
export function beginStopAfterEpoch(observation: StopObservation, epochs?: number): StopWait {
	const {now, epochInProgress, completedEpoch, last, best, inspection} = observation;
	const held = contentOf(inspection)?.completedEpochs;
	const known = [
		epochInProgress ?? (completedEpoch === undefined ? undefined : completedEpoch + 1),
		completedEpoch,
		held === undefined ? undefined : held + 1,
	].filter(epoch => epoch !== undefined);
	return {
		targetEpoch: known.length === 0 ? undefined : Math.min(Math.max(...known), epochs ?? Infinity), epochs, last, best, baseline: last, quietSince: now,
	};
}

function isSame(first: FileMark | undefined, second: FileMark | undefined): boolean {
	return first?.sizeBytes === second?.sizeBytes && first?.modifiedAt === second?.modifiedAt;
}

const contentOf = (inspection: CheckpointInspection | undefined) => inspection?.kind === 'whole' || inspection?.kind === 'begun' ? inspection : undefined;

/**
Decides after each look whether the interrupt may be sent. The frameworks write the results row, then last.pt, then best.pt,
both in place: an interrupt in between leaves a cut file. So both have to stay as they are for two seconds, and last.pt has to hold the epoch.
*/
export function stepStopAfterEpoch(wait: StopWait, observation: StopObservation): {readonly wait: StopWait; readonly decision: StopDecision} {
	const {last, best, inspection, hasEnded, now} = observation;
	const isChanged = !isSame(last, wait.last) || !isSame(best, wait.best);
	const quietSince = isChanged ? now : wait.quietSince ?? now;
	const next: StopWait = {
		...wait, targetEpoch: wait.targetEpoch ?? observation.epochInProgress ?? observation.completedEpoch, last, best, quietSince,
	};
	if (hasEnded) {
		return {wait: next, decision: 'ended'};
	}

	const target = next.targetEpoch;
	if (wait.isFinishing === true || (target !== undefined && wait.epochs !== undefined && target >= wait.epochs)) {
		return {wait: next, decision: 'let-finish'};
	}

	if (target !== undefined && (observation.completedEpoch ?? 0) >= target + maxEpochsPast) {
		return {wait: next, decision: 'missed'};
	}

	const isEpochDone = target !== undefined && (observation.completedEpoch ?? 0) >= target;
	const waiting = isEpochDone ? 'wait-for-checkpoint' : 'wait';
	const isQuiet = last !== undefined && last.sizeBytes > 0 && best?.sizeBytes !== 0 && now - quietSince >= quietMs;
	if (!isQuiet) {
		return {wait: next, decision: waiting};
	}

	if (inspection === undefined) {
		return {wait: next, decision: isSame(wait.inspected, last) ? waiting : 'inspect'};
	}

	const inspected: StopWait = {...next, inspected: last};
	// Stripped while we waited: what is left is the table of best.pt.
	return contentOf(inspection)?.isFinished === true && !isSame(last, wait.baseline)
		? {wait: {...inspected, isFinishing: true}, decision: 'let-finish'}
		: {wait: inspected, decision: hasEpoch(inspection, next, isEpochDone) ? 'interrupt' : waiting};
}

function hasEpoch(inspection: CheckpointInspection, wait: StopWait, isEpochDone: boolean): boolean {
	const content = contentOf(inspection);
	if (content === undefined || wait.targetEpoch === undefined) {
		return false;
	}

	// A checkpoint that does not say its epoch has to be newer than the one of before.
	return content.completedEpochs === undefined
		? isEpochDone && !isSame(wait.last, wait.baseline)
		: content.completedEpochs >= wait.targetEpoch;
}
