import type {ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {selectProbeStatus} from '../../run/select-probe.ts';
import {readResult} from './read-end.ts';
import type {EndOptions, FoundTraining, TrainingAccess} from './training-access.ts';

const lookMs = 400;

/** The probe looks for a request between two batches, and the feed for its answer every second or two; a validation may hold the first up. */
const answerMs = 20_000;

/** Whether the process is gone costs a program in the container: not at each look. */
const looksPerCheck = 10;

/** So many epochs after its answer the training has not kept it. */
const maxEpochsAfterAnswer = 2;

type AskOptions = EndOptions & {getState(): RunState};

const completedEpochs = (state: RunState): number => state.history.at(-1)?.epoch ?? 0;

/** Asks, and gives whether the training ends by itself then. */
async function hasAgreed(access: TrainingAccess, training: FoundTraining, request: string, {clock, signal, onProgress, getState}: AskOptions): Promise<boolean> {
	const askedAt = clock.now();
	let noted: number | undefined;
	for (let looks = 1; ; looks++) {
		const state = getState();
		const answer = state.probe?.answer;
		const isAnswered = answer?.request === request;
		if (isAnswered && answer.kind === 'stopping') {
			return true;
		}

		if ((isAnswered && answer.kind === 'refused') || state.probe?.status === 'failed' || (noted === undefined && !isAnswered && clock.now() - askedAt >= answerMs)) {
			return false;
		}

		noted ??= isAnswered ? completedEpochs(state) : undefined;
		if (noted !== undefined && completedEpochs(state) - noted >= maxEpochsAfterAnswer) {
			return false;
		}

		onProgress({kind: 'waiting-for-epoch', epoch: (noted ?? completedEpochs(state)) + 1});
		await clock.wait(lookMs, signal);
		if (looks % looksPerCheck === 0 && await access.isGone(training, signal)) {
			return true;
		}
	}
}

/**
Lets a training with a probe end by itself after the epoch: by its own code, with a final validation where the framework has one then.
Undefined, with nothing asked any more, where it has no probe, cannot, or does not answer in time: the signal remains.
*/
export async function askTraining(access: TrainingAccess, training: FoundTraining, options: AskOptions): Promise<ActionResult | undefined> {
	const {clock, signal, onProgress, onSend, getState} = options;
	const {probe} = getState();
	if (probe === undefined || training.runDirectory === undefined || access.writeRequest === undefined || selectProbeStatus(getState()) !== 'on') {
		return undefined;
	}

	const request = String(clock.now());
	const text = JSON.stringify({session: probe.session, id: request, action: 'stop-after-epoch'});
	let isKept = false;
	try {
		await access.writeRequest(training, text, signal);
		isKept = await hasAgreed(access, training, request, options);
	} catch {
		// Nothing can be written there, or the engine did not answer: the signal meets the same, or works.
		signal.throwIfAborted();
	} finally {
		if (!isKept) {
			await access.writeRequest(training, '', AbortSignal.timeout(answerMs)).catch(() => undefined);
		}
	}

	if (!isKept) {
		return undefined;
	}

	onSend(access.requestCommand?.(training, text) ?? []);
	onProgress({kind: 'letting-finish', epoch: undefined});
	while (!await access.isGone(training, signal)) {
		await clock.wait(lookMs, signal);
	}

	return readResult(access, training, options);
}
