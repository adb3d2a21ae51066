import {execFile} from 'node:child_process';
import process from 'node:process';
import type {StackReading} from '../../domain/stack.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {readStacks} from '../../training/python-stacks.ts';
import {pythonBeside} from '../stop/container-guard.ts';
import {ownPython} from '../stop/process-guard.ts';
import {stacksScript} from './stacks-script.ts';

/** Hundreds of stacks of a hundred calls. */
const maxBytes = 8 * (2 ** 20);

/** All processes one after the other, each for half a second at most. */
const limitMs = 150_000;

const toReading = (printed: string): StackReading => {
	const processes = readStacks(printed);
	return processes === undefined ? {kind: 'no-python'} : {kind: 'read', processes};
};

/**
Asks the processes of a training in a container. Without a number of it, those of every training there that has the probe.

@throws what the engine throws, but for a container that cannot run the program.
*/
export async function readContainerStacks(engine: Engine, {id}: Pick<ContainerDetails, 'id'>, pid: number | undefined, signal: AbortSignal): Promise<StackReading> {
	const command = pythonBeside(pid, ['-c', stacksScript, String(pid ?? 0)]);
	const attempt = async (user?: string) => {
		try {
			const {stdout} = await engine.exec(id, command, {
				signal, maxBytes, timeLimitMs: limitMs, ...(user !== undefined && {user}),
			});
			return toReading(stdout);
		} catch (error) {
			if (error instanceof UserError && error.code === 'engine-failed') {
				return {kind: 'no-python'} as const;
			}

			throw error;
		}
	};

	const reading = await attempt();
	// The training may belong to another user than the one that programs of this container run as.
	return reading.kind === 'read' && reading.processes.some(({answer}) => answer === 'denied') ? attempt('0') : reading;
}

/** The same for a training that is a process of this machine. */
export async function readProcessStacks(pid: number, signal: AbortSignal): Promise<StackReading> {
	if (process.platform !== 'linux') {
		return {kind: 'only-linux'};
	}

	for (const python of [...await ownPython(pid), 'python3', 'python']) {
		const printed = await new Promise<string | undefined>(resolve => {
			// Isolated: it is no training, and whatever lies in the path of one is not loaded.
			execFile(python, ['-I', '-c', stacksScript, String(pid)], {signal, maxBuffer: maxBytes, timeout: limitMs}, (error, stdout) => {
				resolve(error === null ? stdout : undefined);
			});
		});
		signal.throwIfAborted();
		if (printed !== undefined) {
			return toReading(printed);
		}
	}

	return {kind: 'no-python'};
}
