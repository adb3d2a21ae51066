import {traitsOf} from '../domain/framework.ts';
import type {
	EpochProgress,
	EpochRecord,
	RunState,
	ValidationProgress,
} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {combineFileAndStream, withEpoch} from './history.ts';
import {isEnded} from './ended.ts';
import {withMark} from './pace.ts';
import {isFinalValidation} from './phase.ts';
import {
	decideByEpoch,
	isCompletedHere,
	withCompleted,
} from './program.ts';
import {surviveTraceback} from './tracebacks.ts';

/** More classes than any known data set has; further rows are dropped. */
const classesCapacity = 5000;

/** A bar of an epoch moved. A late bar of a completed epoch or of an ended process changes nothing. */
export function progressEpoch(state: RunState, progress: EpochProgress): RunState {
	const isLate = isCompletedHere(state, progress.epoch) || (isEnded(state.phase) && !isNewer(progress, state.progress));
	if (isLate) {
		return state;
	}

	const decided = decideByEpoch(state.phase.kind === 'failed' ? surviveTraceback(state) : state, progress.epoch);
	return {
		...decided,
		phase: {kind: 'training'},
		// Only the first epoch of a process is judged by its pace; after it whole epochs are known.
		progress: state.program?.completed === undefined ? {...progress, marks: withMark(state.progress, progress)} : progress,
		validationProgress: undefined,
		reportedExitCode: undefined,
		epochs: progress.epochs ?? decided.epochs,
	};
}

/** The bar of a validation moved. */
export function progressValidation(state: RunState, progress: ValidationProgress): RunState {
	const isFinal = isFinalValidation(state.phase);
	const isLate = !isFinal && state.progress !== undefined && isCompletedHere(state, state.progress.epoch);
	return isLate || isEnded(state.phase) ? state : {...state, phase: {kind: 'validating', isFinal}, validationProgress: progress};
}

/** An epoch was trained and validated. */
export function completeEpoch(state: RunState, record: EpochRecord, epochs: number | undefined): RunState {
	const decided = decideByEpoch(state, record.epoch);
	// An existing record of this process is of an earlier generation (--evolve); one that agrees came from results.csv.
	const history = withEpoch(decided.history, record, (existing, incoming) => combineFileAndStream(existing, incoming, true));
	return {
		...decided,
		history,
		phase: state.phase.kind !== 'failed' && isEnded(state.phase) ? state.phase : {kind: 'training'},
		progress: completedProgress(decided, record, epochs ?? decided.epochs),
		validationProgress: undefined,
		epochs: epochs ?? decided.epochs,
		program: withCompleted(decided.program, record),
	};
}

/** The per-class table belongs to the validation that printed it: a new row `all` starts a new table. */
export function reportValidation(state: RunState, row: ValidationRow, isFinal: boolean): RunState {
	return {
		...state, lastValidation: row, classes: [], isFinalValidation: isFinal,
	};
}

/** A row of the table. */
export function reportClass(state: RunState, row: ValidationRow): RunState {
	return state.classes.length < classesCapacity ? {...state, classes: [...state.classes, row]} : state;
}

/** The last bar that was seen may be some batches short of the end. */
function completedProgress({progress, framework, task}: RunState, record: EpochRecord, epochs: number | undefined): EpochProgress {
	if (progress !== undefined && progress.epoch > record.epoch) {
		return progress;
	}

	if (progress?.epoch === record.epoch) {
		return {...progress, losses: record.losses, batchIndex: progress.batchesPerEpoch ?? progress.batchIndex};
	}

	const {firstEpoch, firstClassificationEpoch} = traitsOf(framework?.name);
	const offset = 1 - (task === 'classify' ? firstClassificationEpoch : firstEpoch);
	return {
		epoch: record.epoch,
		...(epochs !== undefined && {epochs}),
		epochLabel: `${record.epoch - offset}${epochs === undefined ? '' : `/${epochs - offset}`}`,
		losses: record.losses,
	};
}

/** A traceback of a thread or a worker need not be the end: only what goes beyond it proves that the training lives. */
function isNewer(progress: EpochProgress, last: EpochProgress | undefined): boolean {
	return last !== undefined && (progress.epoch > last.epoch
		|| (progress.epoch === last.epoch && (progress.batchIndex ?? 0) > (last.batchIndex ?? 0) + 1));
}
