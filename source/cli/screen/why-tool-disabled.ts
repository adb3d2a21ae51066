import type {DisabledReason} from '../../keys/binding.ts';
import type {ContainerState} from '../../domain/container-state.ts';
import type {Target} from '../../domain/target.ts';

export type ToolFacts = {
	readonly isReadOnly: boolean;
	/** Of the container; undefined where there is none. */
	readonly status: ContainerState['status'] | undefined;
	readonly target: Target['kind'];
	/** Whether a checkpoint was seen; of a run directory all are seen. */
	readonly hasCheckpoint: boolean;
};

/** The commands that start a program beside the run. */
export const toolCommands = ['validate', 'detect', 'tensorboard'] as const;

/** Why a program cannot be started beside the run now; undefined when it can. */
export function whyToolDisabled(command: typeof toolCommands[number], {isReadOnly, status, target, hasCheckpoint}: ToolFacts): DisabledReason | undefined {
	if (isReadOnly) {
		return 'read-only';
	}

	if (status === undefined) {
		if (target !== 'directory') {
			return 'no-container';
		}

		// The curves of TensorBoard need none.
		return hasCheckpoint || command === 'tensorboard' ? undefined : 'no-checkpoint';
	}

	switch (status) {
		case 'running': {
			return undefined;
		}

		case 'paused': {
			return 'not-running';
		}

		case 'removed': {
			return 'removed';
		}

		case 'created':
		case 'restarting':
		case 'exited':
		case 'dead': {
			return command === 'tensorboard' ? 'not-running' : undefined;
		}
	}
}
