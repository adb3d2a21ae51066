import type {DisabledReason} from '../../keys/binding.ts';
import type {KeyCommand} from '../../keys/keymap.ts';
import type {ContainerState} from '../../domain/container-state.ts';
import {isJobOver, type JobPhase} from '../../domain/job.ts';

/** What the screen knows of the run that a key would act on. */
export type ActionFacts = {
	readonly isReadOnly: boolean;
	/** Whether an action is in progress. */
	readonly isBusy: boolean;
	readonly isTraining: boolean;
	/** Whether the training has said its last word, and its process still runs. */
	readonly isEnding: boolean;
	/** Whether what was printed before is still being read. */
	readonly isReading: boolean;
	/** Of the container; undefined where there is none. */
	readonly status: ContainerState['status'] | undefined;
	/** Whether a process of our own runs; undefined where there is none. */
	readonly isProcessRunning: boolean | undefined;
	/** Whether the run is a directory of this machine: what writes it is looked for when it is to be stopped. */
	readonly isDirectory: boolean;
	/** Of a job of a scheduler; undefined for every other run. */
	readonly job?: JobPhase | undefined;
	/** Whether the run could go on as a process of this machine. */
	readonly isLocal: boolean;
};

/** Why a command that acts on the run does nothing now; undefined when it can be done. */
export function whyDisabled(command: KeyCommand, facts: ActionFacts): DisabledReason | undefined {
	const {isReadOnly, isBusy, isTraining, isEnding, isReading, status, isLocal, job} = facts;
	if (isReadOnly) {
		return 'read-only';
	}

	if (job !== undefined) {
		return isBusy ? 'busy' : whyDisabledForJob(command, job, isReading);
	}

	if (isLocal) {
		return whyDisabledHere(command, facts);
	}

	if (status === undefined) {
		return 'no-container';
	}

	if (isBusy) {
		return 'busy';
	}

	if (status === 'removed') {
		return 'removed';
	}

	// How the run goes on is not known before its past is.
	const whileReading = isReading ? 'still-reading' : undefined;
	const isUp = status === 'running' || status === 'paused';
	switch (command) {
		case 'stop':
		case 'pause': {
			return isUp ? undefined : 'not-running';
		}

		case 'shell': {
			return status === 'running' ? undefined : 'not-running';
		}

		case 'resume': {
			return isTraining ? 'still-training' : (isEnding ? 'still-ending' : whileReading);
		}

		case 'relaunch': {
			return whileReading;
		}

		default: {
			return undefined;
		}
	}
}

/** For a job of a scheduler: a stop is for one that runs, holding back for one that waits; it is cancelled by the key that removes a container. */
function whyDisabledForJob(command: KeyCommand, phase: JobPhase, isReading: boolean): DisabledReason | undefined {
	const isOver = isJobOver({phase});
	switch (command) {
		case 'stop': {
			return isOver ? 'job-over' : (phase === 'waiting' ? 'job-waits' : undefined);
		}

		case 'pause': {
			return phase === 'waiting' ? undefined : 'job-not-waiting';
		}

		case 'remove': {
			return isOver ? 'job-over' : undefined;
		}

		case 'resume':
		case 'relaunch': {
			return phase === 'waiting' ? 'job-waits' : (isReading ? 'still-reading' : undefined);
		}

		default: {
			return 'no-container';
		}
	}
}

/** For a process of our own, and for a run directory of this machine, of which it is not known who writes it. */
function whyDisabledHere(command: KeyCommand, {isBusy, isTraining, isEnding, isProcessRunning, isDirectory}: ActionFacts): DisabledReason | undefined {
	const busy = isBusy ? 'busy' : undefined;
	switch (command) {
		case 'stop': {
			if (isProcessRunning === undefined) {
				return isTraining ? (isDirectory ? busy : 'not-ours') : 'not-running';
			}

			return isProcessRunning ? busy : 'not-running';
		}

		case 'resume': {
			return isProcessRunning ? (isEnding ? 'still-ending' : 'still-training') : busy;
		}

		case 'relaunch': {
			return busy;
		}

		default: {
			return 'no-container';
		}
	}
}
