import type {ActionProgress} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {isConnectionError} from '../../engine/engine-error.ts';
import type {TrainingSignal} from '../../engine/engine.ts';
import {isEpochWithoutCheckpoint, isSavedAtEndOnly} from './stop-loss.ts';
import type {GuardLook, GuardResult} from './guard.ts';
import type {EndOptions, FoundTraining, TrainingAccess} from './training-access.ts';

/** How the files of a run are reported while the guard waits. */
function progressOf({verdict, targetEpoch}: GuardLook): ActionProgress | undefined {
	if (verdict === 'last' || verdict === 'best') {
		return {kind: 'waiting-for-checkpoint'};
	}

	return targetEpoch === undefined ? undefined : {kind: 'waiting-for-epoch', epoch: targetEpoch};
}

/** So often a guard that ended without an answer is started again. */
const maxAttempts = 10;

/** So long a lost connection is tried again before it is reported: nothing was sent, and the guard ends without it. */
const maxLostMs = 45_000;

const againMs = 2000;

/**
Has the signal sent at a moment at rest. A connection that is lost before is tried again.

@throws UserError `stop-not-sent` when the connection does not come back, `process-not-reached`, and what the engine throws.
*/
export async function sendAtRest(access: TrainingAccess, training: FoundTraining, trainingSignal: TrainingSignal, {clock, signal, onProgress, onSend, getState, isAfterEpoch = false}: EndOptions & {getState(): RunState; readonly isAfterEpoch?: boolean}): Promise<GuardResult> {
	const {epochs} = getState();
	const loss: {at?: number} = {};
	for (let attempt = 1; ; attempt++) {
		let failure: Error | undefined;
		try {
			const result = await access.sendAtRest(training, trainingSignal, {
				signal,
				isAfterEpoch,
				epochs,
				isUnsaved: isAfterEpoch ? isSavedAtEndOnly(getState().settings) : isEpochWithoutCheckpoint(getState()),
				onLook(look) {
					delete loss.at;
					const progress = progressOf(look);
					if (progress !== undefined) {
						onProgress(progress);
					}
				},
				onSend() {
					onSend(access.command(training, trainingSignal));
				},
			});
			if (result.end !== 'left' && result.end !== 'denied') {
				return result;
			}
		} catch (error) {
			signal.throwIfAborted();
			failure = error as Error;
		}

		if (await isGoneOrUnknown(access, training, signal)) {
			return {end: 'gone'};
		}

		if (failure === undefined ? attempt >= maxAttempts : !isConnectionError(failure)) {
			throw failure ?? new UserError('process-not-reached', {name: access.name, pid: String(training.pid)});
		}

		if (failure !== undefined) {
			loss.at ??= clock.now();
			if (clock.now() - loss.at >= maxLostMs) {
				throw new UserError('stop-not-sent', {name: access.name}, {cause: failure});
			}

			onProgress({kind: 'connection-lost'});
		}

		await clock.wait(againMs, signal);
	}
}

async function isGoneOrUnknown(access: TrainingAccess, training: FoundTraining, signal: AbortSignal): Promise<boolean> {
	try {
		return await access.isGone(training, signal);
	} catch {
		signal.throwIfAborted();
		return false;
	}
}
