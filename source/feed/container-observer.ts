import type {ContainerTraining} from '../training/find-trainings.ts';
import type {RunEvent} from '../domain/event.ts';
import type {HiddenOutput} from '../domain/run.ts';
import type {Engine} from '../engine/engine.ts';
import {createContainerOutputFile, type ContainerOutputFile} from './container-output-file.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import type {TrainingExec} from './container-watch.ts';
import {createObservedTraining, type ObservedTraining} from './observed-training.ts';

export type ContainerObserver = {
	/** Takes up a training, or a run directory that no process writes. */
	begin(what: {readonly training?: ContainerTraining | undefined; readonly runDirectory?: string}): void;
	/**
	One look at processes and files. Says whether the observer goes on, or a training was started whose output is the
	container's own.
	*/
	look(isContainerRunning: boolean, signal: AbortSignal): Promise<'observing' | 'printing'>;
	/** What the engine says of commands of `docker exec`. */
	noteExec(change: TrainingExec): void;
	/** What the output says, where it is read too. */
	note(event: RunEvent): void;
};

export type ContainerObserverOptions = {
	readonly engine: Engine;
	readonly container: string;
	readonly trainings: ContainerTrainings;
	/** Only trainings that write here, absolute; undefined for any. */
	readonly runDirectory?: string | undefined;
	/** Why the container's own output is not read; undefined when it is, and only others are observed. */
	readonly unreadable?: HiddenOutput | undefined;
	readonly onEvent: (event: RunEvent) => void;
	readonly onOutput: (bytes: Uint8Array) => void;
	readonly now: () => number;
};

/** Follows the trainings of a container whose output is not the container's, one after the other, by processes and files. */
export function createContainerObserver(options: ContainerObserverOptions): ContainerObserver {
	const {engine, container, trainings, unreadable, onEvent, onOutput, now} = options;
	let current: ContainerTraining | undefined;
	let observed: ObservedTraining | undefined;
	let file: ContainerOutputFile | undefined;
	/** Of a command of `docker exec` that has ended while the process was last seen. */
	let exit: TrainingExec | undefined;

	function hiddenOutput(training: ContainerTraining | undefined): HiddenOutput {
		if (training?.output.kind === 'file') {
			return {kind: 'redirected', path: training.output.path};
		}

		return training?.output.kind === 'hidden' ? {kind: 'started-elsewhere'} : unreadable ?? {kind: 'run-chosen'};
	}

	function open(directory: string): void {
		observed = createObservedTraining({
			engine, container, runDirectory: directory, training: current, output: hiddenOutput(current), onEvent, now,
		});
	}

	function begin({training, runDirectory: directory = training?.runDirectory}: Parameters<ContainerObserver['begin']>[0]): void {
		current = training;
		exit = undefined;
		observed = undefined;
		file = training?.output.kind === 'file' ? createContainerOutputFile(engine, container, training.output.path) : undefined;
		if (training !== undefined) {
			const {framework, task, options: settings} = training.training;
			onEvent({
				type: 'process-started', tool: 'train', framework: {name: framework}, task, settings,
			});
			onEvent({
				type: 'training-observed', observation: {
					output: hiddenOutput(training), isRunning: true, pid: training.process.pid, startedAt: training.process.startedAt,
				},
			});
		}

		if (directory !== undefined) {
			open(directory);
		}
	}

	const isMine = (training: ContainerTraining) => options.runDirectory === undefined
		? unreadable !== undefined || training.output.kind !== 'container'
		: training.runDirectory === options.runDirectory;

	/** Another training may have been started meanwhile. */
	async function takeNext(signal: AbortSignal): Promise<'observing' | 'printing'> {
		if (!(await trainings.isAny(signal))) {
			return 'observing';
		}

		const found = await trainings.list(signal);
		const next = found.findLast(training => isMine(training));
		if (next !== undefined) {
			begin({training: next});
		}

		return next === undefined && found.length > 0 && options.runDirectory === undefined ? 'printing' : 'observing';
	}

	/** It may have made its run directory since the last look. */
	async function findDirectory(signal: AbortSignal): Promise<void> {
		const found = await trainings.list(signal);
		const same = found.find(({process}) => process.pid === current?.process.pid);
		if (same?.runDirectory === undefined) {
			return;
		}

		current = same;
		open(same.runDirectory);
	}

	async function end(signal: AbortSignal): Promise<void> {
		await readOutput(signal);
		await observed?.look(false, signal);
		if (exit?.exitCode !== undefined) {
			onEvent({type: 'process-exited', exitCode: exit.exitCode, ...(exit.at !== undefined && {at: exit.at})});
		} else if (observed === undefined) {
			onEvent({type: 'training-observed', observation: {output: hiddenOutput(current), isRunning: false}});
		}

		current = undefined;
		exit = undefined;
	}

	async function readOutput(signal: AbortSignal): Promise<void> {
		const bytes = await file?.read({signal});
		if (bytes !== undefined && bytes.length > 0) {
			onOutput(bytes);
		}
	}

	return {
		begin,
		async look(isContainerRunning, signal) {
			if (!isContainerRunning) {
				await observed?.look(false, signal);
				current = undefined;
				return 'observing';
			}

			if (current !== undefined && !(await trainings.isRunning(current, {isDoubted: exit !== undefined, signal}))) {
				await end(signal);
			}

			if (current === undefined) {
				const next = await takeNext(signal);
				if (next === 'printing') {
					return next;
				}
			} else {
				exit = undefined;
			}

			if (current !== undefined && observed === undefined) {
				await findDirectory(signal);
			}

			await readOutput(signal);
			await observed?.look(current !== undefined, signal);
			return 'observing';
		},
		noteExec(change) {
			const words = current?.training.arguments.join(' ');
			if (words !== undefined && change.exitCode !== undefined && change.command.includes(words)) {
				exit = change;
			}
		},
		note(event) {
			observed?.note(event);
		},
	};
}
