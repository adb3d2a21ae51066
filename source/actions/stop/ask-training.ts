import type {ActionResult} from '../../domain/action.ts';
import type {Probe} from '../../domain/probe.ts';
import type {RunState} from '../../domain/run.ts';
import {selectProbeStatus} from '../../run/select-probe.ts';
import {createProbeLook} from '../../feed/probe-watch.ts';
import {readResult} from './read-end.ts';
import type {EndOptions, FoundTraining, TrainingAccess} from './training-access.ts';

const lookMs = 400;

/** The probe looks for a request between two batches; a validation may hold it up. */
const answerMs = 15_000;

/** Whether the process is gone costs a program in the container: not at each look. */
const looksPerCheck = 10;

/** So many epochs after its answer the training has not kept it. */
const maxEpochsAfterAnswer = 2;

type AskOptions = EndOptions & {getState(): RunState};

const completedEpochs = (state: RunState): number => state.history.at(-1)?.epoch ?? 0;

/** Whether the training ends by itself, as it was asked to. */
async function hasAgreed(access: TrainingAccess, training: FoundTraining, {request, look}: {readonly request: string; readonly look: ReturnType<typeof createProbeLook>}, {clock, signal, onProgress, getState}: AskOptions): Promise<boolean> {
	const askedAt = clock.now();
	let noted: number | undefined;
	let probe: Probe | undefined;
	for (let looks = 1; ; looks++) {
		const state = getState();
		probe = await look(signal) ?? probe;
		const answer = probe?.answer;
		const isAnswered = answer?.request === request;
		if (isAnswered && answer.kind === 'stopping') {
			return true;
		}

		if ((isAnswered && answer.kind === 'refused') || probe?.status === 'failed' || (noted === undefined && !isAnswered && clock.now() - askedAt >= answerMs)) {
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

/** Ultralytics strips last.pt at its own end, and with it what a resume or a relaunch needs, unless its probe keeps it. */
function canEndResumable(framework: RunState['framework'], probe: Probe): boolean {
	return framework?.name === 'yolov5' || (framework?.name === 'ultralytics' && probe.keepsCheckpoint === true);
}

/**
Lets a training with a probe end by itself after the epoch, all its ranks together; it can be resumed. YOLOv5 on one device returns with the next
batch, the others validate their best model first, as at any end. Undefined, with nothing asked any more, where it has no probe, cannot, is of a
framework that is not known, or does not answer in time: the signal remains.
*/
export async function askTraining(access: TrainingAccess, training: FoundTraining, options: AskOptions): Promise<ActionResult | undefined> {
	const {clock, signal, onProgress, onSend, getState} = options;
	const {runDirectory} = training;
	const look = runDirectory === undefined ? undefined : access.runFiles && createProbeLook(access.runFiles(runDirectory));
	const probe = await look?.(signal);
	const {framework} = getState();
	if (look === undefined || probe === undefined || access.writeRequest === undefined || !canEndResumable(framework, probe) || selectProbeStatus({...getState(), probe}) !== 'on') {
		return undefined;
	}

	const request = String(clock.now());
	const text = JSON.stringify({session: probe.session, id: request, action: 'stop-after-epoch'});
	let isKept = false;
	try {
		await access.writeRequest(training, text, signal);
		isKept = await hasAgreed(access, training, {request, look}, options);
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
	onProgress({kind: 'ending-itself'});
	while (!await access.isGone(training, signal)) {
		await clock.wait(lookMs, signal);
	}

	return readResult(access, training, options);
}
