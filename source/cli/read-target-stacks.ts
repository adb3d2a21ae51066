import {readContainerStacks, readProcessStacks} from '../actions/stacks/read-stacks.ts';
import {createContainerAccess} from '../actions/stop/container-access.ts';
import {createProcessAccess} from '../actions/stop/process-access.ts';
import type {RunState} from '../domain/run.ts';
import type {StackReading} from '../domain/stack.ts';
import {UserError} from '../domain/user-error.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** The number of the process that writes a run directory of this machine; undefined where nothing is known to. */
async function writerOf(directory: string): Promise<number | undefined> {
	const {findHostWriter} = await import('../training/find-writer.ts');
	const writer = await findHostWriter(directory).catch(() => undefined);
	return writer?.kind === 'process' ? writer.pid : undefined;
}

/** The number of the training of this machine; undefined where nothing is known of it. */
async function pidOf({process: started, feed: {target}}: {readonly process: ResolvedTarget['process']; readonly feed: Pick<ResolvedTarget['feed'], 'target'>}, state: RunState, signal: AbortSignal): Promise<number | undefined> {
	const known = state.target?.kind === 'process' ? state.target.pid : undefined;
	if (known === undefined || started === undefined) {
		return target.kind === 'directory' ? writerOf(target.path) : undefined;
	}

	const training = await createProcessAccess({...started, pid: known, getState: () => state}).find(signal);
	return training.pid;
}

/**
Asks the processes of the training of a target where they are.

@throws UserError `stacks-not-here` for a run of which no process is known, and what finding the training in a container throws.
*/
export async function readTargetStacks({container, process: started, feed: {target}}: Pick<ResolvedTarget, 'container' | 'process' | 'feed'>, state: RunState, signal: AbortSignal): Promise<StackReading> {
	if (container !== undefined) {
		const {engine, details} = container;
		const access = createContainerAccess({engine, container: details, getState: () => state});
		const training = await access.find(signal).catch((error: unknown) => {
			// What is no training to us may have the probe all the same.
			if (error instanceof UserError && error.code === 'training-not-found') {
				return undefined;
			}

			throw error;
		});
		return readContainerStacks(engine, details, training === undefined ? 1 : training.pid, signal);
	}

	const pid = await pidOf({process: started, feed: {target}}, state, signal);
	if (pid === undefined) {
		throw new UserError('stacks-not-here');
	}

	return readProcessStacks(pid, signal);
}
