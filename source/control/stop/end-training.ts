import type {ActionProgress, ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {TrainingSignal} from '../../engine/engine.ts';
import {isEpochWithoutCheckpoint} from '../stop-loss.ts';
import {waitUntilNotWriting} from './checkpoint-guard.ts';
import {readOwnEnd, readResult} from './read-end.ts';
import type {
	ActionClock,
	CheckpointMarks,
	FoundTraining,
	TrainingAccess,
} from './training-access.ts';

export type EndOptions = {
	readonly clock: ActionClock;
	readonly signal: AbortSignal;
	readonly onProgress: (progress: ActionProgress) => void;
	/** Called with the command that a person would type, right before the signal is sent. */
	readonly onSend: (command: readonly string[]) => void;
};

/** An interrupt took up to 11 s on a busy machine; a kill needs none of the process's own time. */
const limitsMs: ReadonlyMap<TrainingSignal, number> = new Map([['SIGINT', 30_000], ['SIGTERM', 15_000], ['SIGKILL', 10_000]]);

const lookMs = 250;

/**
Sends a signal and waits until the process is gone. Gives `writing`, with nothing sent, when a file is not any more as it was `seen`.

@throws UserError `stop-without-effect`.
*/
export async function endProcess(access: TrainingAccess, training: FoundTraining, trainingSignal: TrainingSignal, {clock, signal, onProgress, onSend, seen}: EndOptions & {readonly seen: CheckpointMarks | undefined}): Promise<'ended' | 'writing'> {
	onSend(access.command(training, trainingSignal));
	if (await access.send(training, trainingSignal, {signal, seen}) === 'writing') {
		return 'writing';
	}

	const sentAt = clock.now();
	const limitMs = limitsMs.get(trainingSignal)!;
	for (;;) {
		onProgress({kind: 'waiting-for-end'});
		if (await access.isGone(training, signal)) {
			return 'ended';
		}

		if (clock.now() - sentAt >= limitMs) {
			throw new UserError('stop-without-effect', {name: access.name, signal: trainingSignal, seconds: String(limitMs / 1000)});
		}

		await clock.wait(lookMs, signal);
	}
}

/**
Interrupts a training now. Nothing is sent while a checkpoint is being written.

@throws UserError `interrupt-ignored` before anything is sent, `stop-without-effect` when it went on all the same.
*/
export async function interruptNow(access: TrainingAccess, getState: () => RunState, options: EndOptions): Promise<ActionResult> {
	options.onProgress({kind: 'looking'});
	const training = await access.find(options.signal);
	if (training.isInterruptIgnored) {
		throw new UserError('interrupt-ignored', {name: access.name, pid: String(training.pid)});
	}

	return endQuietly(access, training, 'SIGINT', {...options, getState});
}

/** Ends a training by force, when a person has asked for that after all: SIGTERM, or SIGKILL. Never while a checkpoint is being written. */
export async function endByForce(access: TrainingAccess, trainingSignal: 'SIGTERM' | 'SIGKILL', getState: () => RunState, options: EndOptions): Promise<ActionResult> {
	options.onProgress({kind: 'looking'});
	return endQuietly(access, await access.find(options.signal), trainingSignal, {...options, getState});
}

async function endQuietly(access: TrainingAccess, training: FoundTraining, trainingSignal: TrainingSignal, options: EndOptions & {getState(): RunState}): Promise<ActionResult> {
	for (;;) {
		// Nothing can be cut where nothing is written.
		const seen = isEpochWithoutCheckpoint(options.getState()) ? undefined : await waitUntilNotWriting(access, training, options);
		if (await access.isGone(training, options.signal)) {
			return readOwnEnd(access, training, options);
		}

		// Short epochs on a busy machine: the next checkpoint may have begun meanwhile.
		if (await endProcess(access, training, trainingSignal, {...options, seen}) === 'ended') {
			return readResult(access, training, options);
		}
	}
}
