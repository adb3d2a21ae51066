import type {ContainerTraining} from '../training/find-trainings.ts';
import type {RunEvent} from '../domain/event.ts';
import type {HiddenOutput} from '../domain/observation.ts';
import type {ContainerReading} from './container-reading.ts';
import type {ContainerSource} from './container-source.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import type {TrainingExec} from './training-execs.ts';
import {createObservedTraining, type ObservedTraining} from './observed-training.ts';

export type ContainerObserver = {
	/** Takes up a training, or a run directory that no process writes. */
	begin(source: Omit<ContainerSource, 'kind' | 'found'>): void;
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

/**
Follows the trainings of a container whose output is not the container's, one after the other, by processes and files. `runDirectory`: only
trainings that write there, absolute; undefined for any.
*/
export function createContainerObserver(reading: ContainerReading, runDirectory: string | undefined): ContainerObserver {
	const {trainings, output: {emit}} = reading;
	/** While it runs. */
	let current: ContainerTraining | undefined;
	let observed: ObservedTraining | undefined;
	/** Why the container's own output is not read; undefined when it is, and only others are observed. */
	let unreadable: HiddenOutput | undefined;
	/** Of a command of `docker exec` that has ended while the process was last seen. */
	let exit: TrainingExec | undefined;

	function follow(training: ContainerTraining | undefined, directory = training?.runDirectory): void {
		current = training;
		exit = undefined;
		observed = createObservedTraining(reading, {training, runDirectory: directory, output: hiddenOutput(training, unreadable)});
	}

	async function end(signal: AbortSignal): Promise<void> {
		await observed?.readOutput(signal);
		await observed?.look(false, signal);
		if (exit?.exitCode === undefined) {
			observed?.endUnlocated();
		} else {
			emit({type: 'process-exited', exitCode: exit.exitCode}, exit.at);
		}

		current = undefined;
	}

	async function look(signal: AbortSignal): Promise<'observing' | 'printing'> {
		if (current !== undefined && !(await trainings.isRunning(current, {isDoubted: exit !== undefined, signal}))) {
			await end(signal);
		}

		exit = undefined;
		const next = current === undefined ? await findNext(trainings, runDirectory, unreadable !== undefined, signal) : undefined;
		if (next === 'printing') {
			return next;
		}

		if (next !== undefined) {
			follow(next);
		}

		if (current !== undefined) {
			await observed?.locate(signal);
		}

		await observed?.readOutput(signal);
		await observed?.look(current !== undefined, signal);
		return 'observing';
	}

	return {
		begin(source) {
			({unreadable} = source);
			follow(source.training, source.runDirectory);
		},
		async look(isContainerRunning, signal) {
			if (isContainerRunning) {
				return look(signal);
			}

			await observed?.look(false, signal);
			current = undefined;
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

/** Another training may have been started meanwhile; one that prints to the container's output is not observed, unless `isAnyMine`. */
async function findNext(trainings: ContainerTrainings, runDirectory: string | undefined, isAnyMine: boolean, signal: AbortSignal): Promise<ContainerTraining | 'printing' | undefined> {
	const found = await trainings.isAny(signal) ? await trainings.list(signal) : [];
	const next = found.findLast(training => runDirectory === undefined
		? isAnyMine || training.output.kind !== 'container'
		: training.runDirectory === runDirectory);
	return next ?? (runDirectory === undefined && found.length > 0 ? 'printing' : undefined);
}

function hiddenOutput(training: ContainerTraining | undefined, unreadable: HiddenOutput | undefined): HiddenOutput {
	if (training?.output.kind === 'file') {
		return {kind: 'redirected', path: training.output.path};
	}

	return training?.output.kind === 'hidden' ? {kind: 'started-elsewhere'} : unreadable ?? {kind: 'run-chosen'};
}
