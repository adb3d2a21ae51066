import type {ActionProgress, ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
import {
	beginStopAfterEpoch,
	stepStopAfterEpoch,
	type StopDecision,
	type StopObservation,
	type StopWait,
} from './stop-after-epoch.ts';
import {askTraining} from './ask-training.ts';
import {isEpochWithoutCheckpoint, isSavedAtEndOnly} from './stop-loss.ts';
import {isUnchanged, isWritePending} from './checkpoint-guard.ts';
import {endProcess, waitForEnd} from './end-training.ts';
import {isRunOver, readOwnEnd, readResult} from './read-end.ts';
import {sendAtRest} from './send-at-rest.ts';
import type {EndOptions, FoundTraining, TrainingAccess} from './training-access.ts';

/** A look costs some milliseconds of the engine. */
const lookMs = 400;

/** Whether the process is still there costs a program in the container: not at each look. */
const looksPerCheck = 10;

/** So many epochs later a run directory that is still not found is not waited for any longer. */
const maxEpochsWithoutDirectory = 2;

type AfterEpochOptions = EndOptions & {getState(): RunState};

/**
Waits until the checkpoint of the epoch in progress is whole, then interrupts: nothing of that epoch is lost. A training with a probe is asked
to end by itself first. Aborting the signal while it waits takes it back. `getState` gives the run as its feed reports it, which has to go on
being read meanwhile.

@throws UserError `interrupt-ignored` and `checkpoint-not-saved` at once; `run-directory-unknown` when the checkpoint cannot be watched;
`no-moment-at-rest` when epochs go by and none leaves a moment in which nothing is lost.
*/
export async function interruptAfterEpoch(access: TrainingAccess, getState: () => RunState, given: EndOptions): Promise<ActionResult> {
	const options = {...given, getState};
	options.onProgress({kind: 'looking'});
	const found = await access.find(options.signal);
	const ownEnd = await askTraining(access, found, options);
	if (ownEnd !== undefined) {
		return ownEnd;
	}

	if (found.isInterruptIgnored) {
		throw new UserError('interrupt-ignored', {name: access.name, pid: String(found.pid)});
	}

	const {settings, epochs} = getState();
	if (isEpochWithoutCheckpoint(getState()) || (epochs === undefined && isSavedAtEndOnly(settings))) {
		throw new UserError('checkpoint-not-saved', {name: access.name});
	}

	const training = await untilPlaceIsKnown(access, found, options);
	if (training === undefined) {
		return readOwnEnd(access, found, options);
	}

	const {end, look} = await sendAtRest(access, training, 'SIGINT', {...options, isAfterEpoch: true});
	switch (end) {
		case 'sent': {
			await waitForEnd(access, training, 'SIGINT', options);
			return readResult(access, training, {...options, look});
		}

		case 'final':
		case 'last-epoch': {
			return letFinish(access, training, look?.targetEpoch, options);
		}

		case 'impossible': {
			return interruptByMarks(access, training, options);
		}

		case 'gone': {
			return readOwnEnd(access, training, {...options, look});
		}

		default: {
			throw new UserError('no-moment-at-rest', {name: access.name});
		}
	}
}

/** A run that has just begun makes its directory after its imports. Undefined when the training ends meanwhile. */
async function untilPlaceIsKnown(access: TrainingAccess, found: FoundTraining, {clock, signal, onProgress, getState}: AfterEpochOptions): Promise<FoundTraining | undefined> {
	const completed = (): number => getState().history.at(-1)?.epoch ?? 0;
	const first = completed();
	let training = found;
	while (training.runDirectory === undefined) {
		if (completed() - first >= maxEpochsWithoutDirectory) {
			throw new UserError('run-directory-unknown', {name: access.name});
		}

		onProgress({kind: 'waiting-for-epoch', epoch: first + 1});
		await clock.wait(lookMs * looksPerCheck, signal);
		if (await access.isGone(training, signal)) {
			return undefined;
		}

		training = await findAgain(access, training, signal);
	}

	return training;
}

/** Its last epoch, or patience ran out: it ends by itself, with final weights and its last table. */
async function letFinish(access: TrainingAccess, training: FoundTraining, epoch: number | undefined, options: AfterEpochOptions): Promise<ActionResult> {
	const {clock, signal, onProgress, getState} = options;
	onProgress({kind: 'letting-finish', epoch});
	for (let looks = 1; ; looks++) {
		await clock.wait(lookMs, signal);
		const isDue = looks % looksPerCheck === 0 || isRunOver(getState(), clock.now());
		if (isDue && await access.isGone(training, signal)) {
			return readOwnEnd(access, training, options);
		}
	}
}

/** Where nothing can be run beside the training: by size and time of its files and the beginning of last.pt. */
async function interruptByMarks(access: TrainingAccess, training: FoundTraining, options: AfterEpochOptions): Promise<ActionResult> {
	const {clock, signal, onProgress, getState} = options;
	const observe = async (hasEnded: boolean, inspection?: CheckpointInspection): Promise<StopObservation> => {
		const {last, best} = await access.lookAtCheckpoints(training, signal);
		return {
			...positionOf(getState()), now: clock.now(), hasEnded, last, best, inspection,
		};
	};

	/** Undefined when a file has changed meanwhile. */
	const interrupt = async (wait: StopWait): Promise<ActionResult | undefined> => {
		const marks = await access.lookAtCheckpoints(training, signal);
		const isAtRest = !isWritePending(marks) && isUnchanged(marks, {...marks, last: wait.last, best: wait.best});
		return isAtRest && await endProcess(access, training, 'SIGINT', {...options, seen: marks}) === 'ended' ? readResult(access, training, options) : undefined;
	};

	const inspection = await access.inspect(training, signal);
	let wait = beginStopAfterEpoch({...await observe(false), inspection}, getState().epochs);
	for (let looks = 1; ; looks++) {
		await clock.wait(lookMs, signal);
		const isDue = looks % looksPerCheck === 0 || isRunOver(getState(), clock.now());
		const hasEnded = isDue && await access.isGone(training, signal);
		wait = {...wait, epochs: wait.epochs ?? getState().epochs};
		let step = stepStopAfterEpoch(wait, await observe(hasEnded));
		if (step.decision === 'inspect') {
			const read = await access.inspect(training, signal);
			step = stepStopAfterEpoch(step.wait, await observe(false, read));
		}

		const {decision} = step;
		wait = step.wait;
		if (decision === 'ended') {
			return readOwnEnd(access, training, options);
		}

		if (decision === 'missed') {
			throw new UserError('no-moment-at-rest', {name: access.name});
		}

		const result = decision === 'interrupt' ? await interrupt(wait) : undefined;
		if (result !== undefined) {
			return result;
		}

		if (decision !== 'interrupt') {
			onProgress(progressOf(decision, wait.targetEpoch));
		}
	}
}

/** What is waited for. */
function progressOf(decision: Exclude<StopDecision, 'ended' | 'interrupt' | 'missed'>, epoch: number | undefined): ActionProgress {
	switch (decision) {
		case 'let-finish': {
			return {kind: 'letting-finish', epoch};
		}

		case 'wait-for-checkpoint': {
			return {kind: 'waiting-for-checkpoint'};
		}

		case 'wait':
		case 'inspect': {
			return {kind: 'waiting-for-epoch', epoch};
		}
	}
}

async function findAgain(access: TrainingAccess, training: FoundTraining, signal: AbortSignal): Promise<FoundTraining> {
	try {
		const found = await access.find(signal);
		return found.pid === training.pid ? found : training;
	} catch {
		return training;
	}
}

/** The epoch in progress and the last completed one, as the output and results.csv tell them. */
function positionOf({progress, phase, history}: RunState): Pick<StopObservation, 'epochInProgress' | 'completedEpoch'> {
	const isInEpoch = phase.kind === 'training' || (phase.kind === 'validating' && !phase.isFinal);
	return {epochInProgress: isInEpoch ? progress?.epoch : undefined, completedEpoch: history.at(-1)?.epoch};
}
