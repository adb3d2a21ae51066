import {posix} from 'node:path';
import {projectDirectories} from '../training/claims.ts';
import {findTrainings, type ContainerTraining} from '../training/find-trainings.ts';
import {parseTrainingCommand, parseTrainingLine} from '../training/command-line.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';

/** The training processes of a container as a feed needs them. */
export type ContainerTrainings = {
	/** All that run, oldest first; empty when the container cannot be looked into. One or two programs in the container. */
	list(signal: AbortSignal): Promise<readonly ContainerTraining[]>;
	/** Whether it still runs: one look from outside, and one inside where that does not tell or is not believed. */
	isRunning(training: ContainerTraining, options: {readonly isDoubted: boolean; readonly signal: AbortSignal}): Promise<boolean>;
	/** Whether anything trains, by a look from outside. */
	isAny(signal: AbortSignal): Promise<boolean>;
	/**
	What a look from outside tells: that nothing trains, or that the container's first process does, whose output is the container's.
	It takes the engine 15 ms and runs nothing in the container; undefined when only a look inside can tell.
	*/
	glance(signal: AbortSignal): Promise<'none' | 'first-process' | undefined>;
};

/** The first process is the training and prints to the container's output: nobody has to look inside. */
export function isTrainingItself({command, execIds}: Pick<ContainerDetails, 'command' | 'execIds'>): boolean {
	const training = parseTrainingCommand(command);
	return training !== undefined && training.placement !== 'in-background' && execIds.length === 0 && command.every(word => !/[^2]>|^>/.test(word));
}

/** A training as nothing but its own command line, not in a shell's; `command` has lost its quotes. */
function isTrainingProcess(command: string): boolean {
	const words = command.split(' ');
	const training = parseTrainingCommand(words);
	return training?.placement === 'direct' && training.launcher.length + training.arguments.length === words.length;
}

/** Where the command of the container says that it writes: looked through together with the processes, which saves a second program. */
function likelyProjects({command, workingDirectory}: Pick<ContainerDetails, 'command' | 'workingDirectory'>): readonly string[] {
	const training = parseTrainingCommand(command);
	return training?.certainty === 'certain' ? projectDirectories({training, directory: posix.resolve('/', workingDirectory, training.directory ?? '.')}) : [];
}

export function createContainerTrainings(engine: Engine, details: Pick<ContainerDetails, 'id' | 'pid' | 'command' | 'workingDirectory'>): ContainerTrainings {
	const {id: container, pid: firstPid} = details;

	async function commands(signal: AbortSignal): Promise<readonly string[]> {
		const rows = await engine.topProcesses(container, {signal});
		return rows.map(({command}) => command).filter(command => parseTrainingLine(command) !== undefined);
	}

	async function list(signal: AbortSignal): Promise<readonly ContainerTraining[]> {
		try {
			return await findTrainings(engine, container, {signal, bases: likelyProjects(details)});
		} catch {
			signal.throwIfAborted();
			return [];
		}
	}

	return {
		list,
		async isRunning({process}, {isDoubted, signal}) {
			const running = await commands(signal);
			if (running.length === 0) {
				return false;
			}

			if (!isDoubted && running.includes(process.command.join(' '))) {
				return true;
			}

			// Another one may have the same command; and the host's list may write some characters in another way.
			const found = await list(signal);
			return found.some(other => other.process.pid === process.pid && other.process.startTicks === process.startTicks);
		},
		async isAny(signal) {
			const running = await commands(signal);
			return running.length > 0;
		},
		async glance(signal) {
			try {
				const rows = await engine.topProcesses(container, {signal});
				if (rows.some(({pid, command}) => pid === firstPid && isTrainingProcess(command))) {
					return 'first-process';
				}

				return rows.length > 0 && rows.every(({command}) => parseTrainingLine(command) === undefined) ? 'none' : undefined;
			} catch {
				signal.throwIfAborted();
				return undefined;
			}
		},
	};
}
