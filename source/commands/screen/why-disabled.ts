import type {DisabledReason} from '../../control/keys/binding.ts';
import type {KeyCommand} from '../../control/keymap.ts';
import type {ContainerState} from '../../domain/run.ts';

/** What the screen knows of the run that a key would act on. */
export type ActionFacts = {
	readonly isReadOnly: boolean;
	/** Whether an action is under way. */
	readonly isBusy: boolean;
	readonly isTraining: boolean;
	/** Of the container; undefined where there is none. */
	readonly status: ContainerState['status'] | undefined;
	/** Whether a process of our own runs; undefined where there is none. */
	readonly isProcessRunning: boolean | undefined;
};

/** Why a command that acts on the run does nothing now; undefined when it can be done. */
export function whyDisabled(command: KeyCommand, {isReadOnly, isBusy, isTraining, status, isProcessRunning}: ActionFacts): DisabledReason | undefined {
	if (isReadOnly) {
		return 'read-only';
	}

	if (command === 'stop' && isProcessRunning !== undefined) {
		return isBusy ? 'busy' : (isProcessRunning ? undefined : 'not-running');
	}

	if (status === undefined) {
		return 'no-container';
	}

	if (isBusy) {
		return 'busy';
	}

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
			return isTraining ? 'still-training' : undefined;
		}

		default: {
			return status === 'removed' ? 'no-container' : undefined;
		}
	}
}
