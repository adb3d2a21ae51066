import type {ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {isConnectionError} from '../../engine/engine-error.ts';
import type {TrainingSignal} from '../../engine/engine.ts';
import {isEpochWithoutCheckpoint} from './stop-loss.ts';
import {waitUntilNotWriting} from './checkpoint-guard.ts';
import {readOwnEnd, readResult} from './read-end.ts';
import {sendAtRest} from './send-at-rest.ts';
import type {
	CheckpointMarks,
	EndOptions,
	FoundTraining,
	TrainingAccess,
} from './training-access.ts';

/** An interrupt took up to 11 s on a busy machine, and torchrun gives its ranks 30 s; a kill needs none of the process's own time. */
const limitsMs: ReadonlyMap<TrainingSignal, number> = new Map([['SIGINT', 40_000], ['SIGTERM', 15_000], ['SIGKILL', 10_000]]);

const lookMs = 250;

/**
Waits until a process that was sent a signal is gone.

@throws UserError `stop-without-effect`, and `stop-end-unknown` where the engine does not answer any more.
*/
export async function waitForEnd(access: TrainingAccess, training: FoundTraining, trainingSignal: TrainingSignal, {clock, signal, onProgress}: EndOptions): Promise<void> {
	const sentAt = clock.now();
	const limitMs = limitsMs.get(trainingSignal)!;
	for (;;) {
		onProgress({kind: 'waiting-for-end'});
		const seen = await lookForEnd(access, training, signal);
		if (seen === 'gone') {
			return;
		}

		if (clock.now() - sentAt >= limitMs) {
			if (seen instanceof Error) {
				throw new UserError('stop-end-unknown', {name: access.name, signal: trainingSignal}, {cause: seen});
			}

			throw new UserError('stop-without-effect', {name: access.name, signal: trainingSignal, seconds: String(limitMs / 1000)});
		}

		await clock.wait(lookMs, signal);
	}
}

/** Whether the process is gone; the error of a connection that is lost for now. */
async function lookForEnd(access: TrainingAccess, training: FoundTraining, signal: AbortSignal): Promise<'gone' | 'there' | Error> {
	try {
		return await access.isGone(training, signal) ? 'gone' : 'there';
	} catch (error) {
		signal.throwIfAborted();
		if (!isConnectionError(error)) {
			throw error;
		}

		return error as Error;
	}
}

/** Sends a signal and waits until the process is gone. Gives `writing`, with nothing sent, when a file is not any more as it was `seen`. */
export async function endProcess(access: TrainingAccess, training: FoundTraining, trainingSignal: TrainingSignal, {seen, ...options}: EndOptions & {readonly seen: CheckpointMarks | undefined}): Promise<'ended' | 'writing'> {
	if (await access.send(training, trainingSignal, {signal: options.signal, seen}) === 'writing') {
		return 'writing';
	}

	options.onSend(access.command(training, trainingSignal));
	await waitForEnd(access, training, trainingSignal, options);
	return 'ended';
}

/**
Interrupts a training now. Nothing is sent while a checkpoint is being written.

@throws UserError `interrupt-ignored` before anything is sent, `checkpoint-being-written` when no moment was found, `stop-without-effect`
when it went on all the same.
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
	// Nothing can be cut where it is not known what is written.
	const {end, look} = training.runDirectory === undefined ? {end: 'impossible' as const} : await sendAtRest(access, training, trainingSignal, options);
	switch (end) {
		case 'sent': {
			await waitForEnd(access, training, trainingSignal, options);
			return readResult(access, training, {...options, look});
		}

		case 'gone': {
			return readOwnEnd(access, training, {...options, look});
		}

		case 'impossible': {
			return endByMarks(access, training, trainingSignal, options);
		}

		default: {
			throw new UserError('checkpoint-being-written', {name: access.name});
		}
	}
}

/** Where nothing can be run beside the training: by size and time of its files, which takes seconds. */
async function endByMarks(access: TrainingAccess, training: FoundTraining, trainingSignal: TrainingSignal, options: EndOptions & {getState(): RunState}): Promise<ActionResult> {
	for (;;) {
		const seen = isEpochWithoutCheckpoint(options.getState()) ? undefined : await waitUntilNotWriting(access, training, options);
		if (await access.isGone(training, options.signal)) {
			return readOwnEnd(access, training, options);
		}

		if (await endProcess(access, training, trainingSignal, {...options, seen}) === 'ended') {
			return readResult(access, training, options);
		}
	}
}
