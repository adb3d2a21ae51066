import type {ActionResult} from '../../domain/action.ts';
import type {RunState, RunStatus} from '../../domain/run.ts';
import {selectRunPath} from '../../run/select-run-path.ts';
import {selectStatus} from '../../run/select-status.ts';
import type {CheckpointInspection} from '../checkpoint-inspection.ts';
import type {ActionClock, FoundTraining, TrainingAccess} from './training-access.ts';

/** The output of a training that is gone is still on its way for so long. */
const settleMs = 3000;

const lookMs = 100;

const overStatuses: ReadonlySet<RunStatus> = new Set<RunStatus>(['finished', 'stopped-early', 'interrupted', 'failed', 'stopped']);

export type EndReading = {
	/** The run as its feed tells it. */
	getState(): RunState;
	readonly clock: ActionClock;
	readonly signal: AbortSignal;
};

/** Whether the run itself says that it is over. `now` is in milliseconds since 1970. */
export function isRunOver(state: RunState, now: number): boolean {
	return overStatuses.has(selectStatus(state, now).status);
}

/** Never fails: the training is over whatever this says. */
async function inspectLast(access: TrainingAccess, training: FoundTraining, signal: AbortSignal): Promise<CheckpointInspection | undefined> {
	try {
		return training.runDirectory === undefined ? undefined : await access.inspect(training, 'last.pt', signal);
	} catch {
		return undefined;
	}
}

/** What is left to continue from. */
function leftBy({runDirectory, isResumable}: FoundTraining, inspection: CheckpointInspection | undefined): {readonly completedEpochs?: number; readonly canResume?: boolean; readonly isWithoutResume?: boolean} {
	const isWhole = inspection?.kind === 'whole';
	return {
		completedEpochs: isWhole ? inspection.completedEpochs : undefined,
		canResume: runDirectory === undefined ? undefined : isResumable !== false && isWhole && inspection.isFinished !== true,
		...(isResumable === false && isWhole && {isWithoutResume: true}),
	};
}

async function settle({getState, clock, signal}: EndReading): Promise<void> {
	const beganAt = clock.now();
	while (!isRunOver(getState(), clock.now()) && clock.now() - beganAt < settleMs) {
		await clock.wait(lookMs, signal);
	}
}

/** How a training ended by itself, before anything was sent to it, and what it leaves. */
export async function readOwnEnd(access: TrainingAccess, training: FoundTraining, reading: EndReading): Promise<ActionResult> {
	await settle(reading);
	const inspection = await inspectLast(access, training, reading.signal);
	const state = reading.getState();
	const {status, reason} = selectStatus(state, reading.clock.now());
	const runDirectory = training.runDirectory ?? selectRunPath(state);
	const isFinished = inspection?.kind === 'whole' && inspection.isFinished === true;
	// Where the output is not to be seen, a stripped last.pt tells that it came to its end.
	const isOver = overStatuses.has(status) && !(isFinished && status === 'stopped');
	return {
		kind: 'ended',
		...(isOver ? {status, reason} : (isFinished && {status: 'finished' as const})),
		...leftBy(training, inspection),
		runDirectory,
	};
}

/** What became of a training that was sent a signal and is gone: it may have finished before that reached it. */
export async function readResult(access: TrainingAccess, training: FoundTraining, reading: EndReading): Promise<ActionResult> {
	const inspection = await inspectLast(access, training, reading.signal);
	if (inspection?.kind !== 'whole' || inspection.isFinished !== true) {
		return {kind: 'stopped', ...leftBy(training, inspection)};
	}

	await settle(reading);
	const {status} = selectStatus(reading.getState(), reading.clock.now());
	return status === 'finished' || status === 'stopped-early'
		? readOwnEnd(access, training, reading)
		: {kind: 'stopped', ...leftBy(training, inspection), isFinished: true};
}
