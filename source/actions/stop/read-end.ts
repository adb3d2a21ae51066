import type {ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {isComplete, isOver} from '../../domain/run-status.ts';
import {selectRunPath} from '../../run/select-run-path.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
import type {GuardLook} from './guard.ts';
import type {ActionClock, FoundTraining, TrainingAccess} from './training-access.ts';

/** The output of a training that is gone is still on its way for so long. */
const settleMs = 3000;

const lookMs = 100;

export type EndReading = {
	/** The run as its feed reports it. */
	getState(): RunState;
	readonly clock: ActionClock;
	readonly signal: AbortSignal;
	/** The files as they were when the signal was sent, or last before the end; undefined when nobody saw them. */
	readonly look?: GuardLook | undefined;
};

/** Whether the run itself says that it is over. `now` is in milliseconds since 1970. */
export function isRunOver(state: RunState, now: number): boolean {
	return isOver(selectStatus(state, now).status);
}

/** Never fails: the training is over whatever this says. A file that was whole before and has not changed still is so. */
async function inspectLast(access: TrainingAccess, training: FoundTraining, {signal, look}: EndReading): Promise<CheckpointInspection | 'removed' | undefined> {
	try {
		const {last} = await access.lookAtCheckpoints(training, signal);
		if (last === undefined || training.runDirectory === undefined) {
			return undefined;
		}

		const isUnchanged = look?.verdict === 'rest' && look.sizeBytes === last.sizeBytes && look.modifiedAt === Math.floor(last.modifiedAt);
		return isUnchanged && look.completedEpochs !== undefined
			? {
				kind: 'whole', sizeBytes: last.sizeBytes, completedEpochs: look.completedEpochs, isFinished: false,
			}
			: await access.inspect(training, signal);
	} catch (error) {
		return error instanceof UserError && error.code === 'container-not-found' ? 'removed' : undefined;
	}
}

type Left = {readonly completedEpochs?: number | undefined; readonly canResume?: boolean | undefined; readonly isWithoutResume?: boolean | undefined; readonly isUnchecked?: boolean | undefined; readonly isRemoved?: boolean};

/** What is left to continue from. */
function leftBy({runDirectory, isResumable}: FoundTraining, inspection: CheckpointInspection | 'removed' | undefined): Left {
	if (inspection === 'removed') {
		return {isRemoved: true};
	}

	const content = inspection?.kind === 'whole' || inspection?.kind === 'begun' ? inspection : undefined;
	return {
		completedEpochs: content?.completedEpochs,
		canResume: runDirectory === undefined ? undefined : isResumable !== false && content !== undefined && content.isFinished !== true,
		...(isResumable === false && content !== undefined && {isWithoutResume: true}),
		...(content?.kind === 'begun' && {isUnchecked: true}),
	};
}

const isFinal = (inspection: CheckpointInspection | 'removed' | undefined): boolean => inspection !== 'removed' && (inspection?.kind === 'whole' || inspection?.kind === 'begun') && inspection.isFinished === true;

async function settle({getState, clock, signal}: EndReading): Promise<void> {
	const beganAt = clock.now();
	while (!isRunOver(getState(), clock.now()) && clock.now() - beganAt < settleMs) {
		await clock.wait(lookMs, signal);
	}
}

/** How a training ended by itself, before anything was sent to it, and what it leaves. */
export async function readOwnEnd(access: TrainingAccess, training: FoundTraining, reading: EndReading): Promise<ActionResult> {
	await settle(reading);
	const inspection = await inspectLast(access, training, reading);
	const state = reading.getState();
	const {status, reason} = selectStatus(state, reading.clock.now());
	const runDirectory = training.runDirectory ?? selectRunPath(state);
	const isFinished = isFinal(inspection);
	// Where the output is not to be seen, a stripped last.pt shows that it came to its end.
	const hasEnded = isOver(status) && !(isFinished && status === 'stopped');
	return {
		kind: 'ended',
		...(hasEnded ? {status, reason} : (isFinished && {status: 'finished' as const})),
		...leftBy(training, inspection),
		runDirectory,
	};
}

/** What became of a training that was sent a signal and is gone: it may have finished before that reached it. */
export async function readResult(access: TrainingAccess, training: FoundTraining, reading: EndReading): Promise<ActionResult> {
	const inspection = await inspectLast(access, training, reading);
	if (!isFinal(inspection)) {
		return {kind: 'stopped', ...leftBy(training, inspection)};
	}

	await settle(reading);
	const {status} = selectStatus(reading.getState(), reading.clock.now());
	return isComplete(status)
		? readOwnEnd(access, training, reading)
		: {kind: 'stopped', ...leftBy(training, inspection), isFinished: true};
}
