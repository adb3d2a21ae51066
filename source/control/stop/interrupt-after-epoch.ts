import type {ActionProgress, ActionResult} from '../../domain/action.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {CheckpointInspection} from '../checkpoint-inspection.ts';
import {
	beginStopAfterEpoch,
	stepStopAfterEpoch,
	type StopDecision,
	type StopObservation,
} from '../stop-after-epoch.ts';
import {isSavedAtEndOnly} from '../stop-loss.ts';
import {isUnchanged, isWritePending} from './checkpoint-guard.ts';
import {endProcess, type EndOptions} from './end-training.ts';
import {isRunOver, readOwnEnd, readResult} from './read-end.ts';
import type {FoundTraining, TrainingAccess} from './training-access.ts';

/** A look costs some milliseconds of the engine. */
const lookMs = 400;

/** Whether the process is still there costs a program in the container: not at each look. */
const looksPerCheck = 10;

/**
Waits until the checkpoint of the epoch in progress is whole, then interrupts: nothing of that epoch is lost. Aborting the signal
while it waits takes it back. `getState` gives the run as its feed tells it, which has to go on being read meanwhile.

@throws UserError `interrupt-ignored` and `checkpoint-not-saved` at once; `run-directory-unknown` when the checkpoint cannot be watched.
*/
export async function interruptAfterEpoch(access: TrainingAccess, getState: () => RunState, options: EndOptions): Promise<ActionResult> {
	const {clock, signal, onProgress} = options;
	onProgress({kind: 'looking'});
	let training = await access.find(signal);
	if (training.isInterruptIgnored) {
		throw new UserError('interrupt-ignored', {name: access.name, pid: String(training.pid)});
	}

	const observe = async (hasEnded: boolean, inspection?: CheckpointInspection): Promise<StopObservation> => {
		const {last, best} = await access.lookAtCheckpoints(training, signal);
		return {
			...positionOf(getState()), hasEnded, last, best, inspection,
		};
	};

	// A checkpoint tells the epoch where the output does not.
	const atFirst = await observe(false);
	const inspection = atFirst.last === undefined ? undefined : await access.inspect(training, 'last.pt', signal);
	let wait = beginStopAfterEpoch({...atFirst, inspection}, epochsOf(getState(), inspection));
	const isLastEpoch = wait.targetEpoch !== undefined && wait.epochs !== undefined && wait.targetEpoch >= wait.epochs;
	if (!isLastEpoch && isSavedAtEndOnly(getState().settings)) {
		throw new UserError('checkpoint-not-saved', {name: access.name});
	}

	for (let looks = 1; ; looks++) {
		await clock.wait(lookMs, signal);
		const isDue = looks % looksPerCheck === 0 || isRunOver(getState(), clock.now());
		const hasEnded = isDue && await access.isGone(training, signal);
		if (!hasEnded && looks % looksPerCheck === 0 && training.runDirectory === undefined) {
			training = await findAgain(access, training, signal);
		}

		wait = {...wait, epochs: wait.epochs ?? getState().epochs};
		let step = stepStopAfterEpoch(wait, await observe(hasEnded));
		if (step.decision === 'inspect') {
			const read = await access.inspect(training, 'last.pt', signal);
			step = stepStopAfterEpoch(step.wait, await observe(false, read));
		}

		wait = step.wait;
		if (step.decision === 'ended') {
			return readOwnEnd(access, training, {...options, getState});
		}

		if (step.decision !== 'interrupt') {
			onProgress(progressOf(step.decision, wait.targetEpoch));
			continue;
		}

		// Very short epochs: the next checkpoint may have begun while this one was read.
		const marks = await access.lookAtCheckpoints(training, signal);
		const isAtRest = !isWritePending(marks) && isUnchanged(marks, {...marks, last: wait.last, best: wait.best});
		if (isAtRest && await endProcess(access, training, 'SIGINT', {...options, seen: marks}) === 'ended') {
			return readResult(access, training, {...options, getState});
		}
	}
}

/** What is waited for. */
function progressOf(decision: Exclude<StopDecision, 'ended' | 'interrupt'>, epoch: number | undefined): ActionProgress {
	switch (decision) {
		case 'let-finish': {
			return {kind: 'letting-finish', epoch: epoch!};
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

/** A run that has just begun makes its directory after its imports. */
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

function epochsOf(state: RunState, inspection: CheckpointInspection | undefined): number | undefined {
	return state.epochs ?? (inspection?.kind === 'whole' ? inspection.epochs : undefined);
}
