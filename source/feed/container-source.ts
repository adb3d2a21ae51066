import type {ContainerTraining} from '../training/find-trainings.ts';
import type {HiddenOutput} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {isTrainingItself, type ContainerTrainings} from './container-trainings.ts';

/** What a container's run is read from. */
export type ContainerSource = {
	readonly kind: 'log' | 'files';
	/** The training to follow by its files; undefined where there is only a directory, or nothing yet. */
	readonly training?: ContainerTraining | undefined;
	readonly runDirectory?: string;
	/** What was seen to train when the output was chosen by a look inside. */
	readonly found?: readonly ContainerTraining[];
	/** Why the container's own output is not used at all. */
	readonly unreadable?: HiddenOutput;
};

/** The log drivers whose record nobody can read again. */
export const unreadableDrivers: ReadonlySet<string> = new Set(['none']);

export type SourceQuestion = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	readonly trainings: ContainerTrainings;
	/** The run that was asked for. */
	readonly runDirectory?: string | undefined;
	readonly isRunning: boolean;
	readonly signal: AbortSignal;
};

/**
Chooses before anything is read: the container's output, unless nothing that trains prints there, it is kept by no driver, or one
run was asked for by its directory.
*/
export async function chooseSource({details, trainings, runDirectory, isRunning, signal}: SourceQuestion): Promise<ContainerSource> {
	const driver = details.logDriver ?? '';
	const isLogWanted = runDirectory === undefined && !unreadableDrivers.has(driver);
	if (isLogWanted && (!isRunning || isTrainingItself(details) || await trainings.glance(signal) !== undefined)) {
		return {kind: 'log'};
	}

	const found = isRunning && details.state.status !== 'paused' ? await trainings.list(signal) : [];
	if (runDirectory !== undefined) {
		return {
			kind: 'files', runDirectory, training: found.find(training => training.runDirectory === runDirectory), unreadable: {kind: 'run-chosen'},
		};
	}

	return unreadableDrivers.has(driver)
		? {kind: 'files', training: found.at(-1), unreadable: {kind: 'log-driver', driver}}
		: hiddenSource(found) ?? {kind: 'log', found};
}

/** The newest training that prints elsewhere, when none prints to the container's output. */
export function hiddenSource(found: readonly ContainerTraining[]): ContainerSource | undefined {
	const training = found.at(-1);
	return training === undefined || found.some(({output}) => output.kind === 'container') ? undefined : {kind: 'files', training};
}
