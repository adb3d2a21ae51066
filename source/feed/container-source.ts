import type {ContainerTraining} from '../training/find-trainings.ts';
import type {HiddenOutput} from '../domain/observation.ts';
import type {ContainerReading} from './container-reading.ts';
import {isTrainingItself} from './container-trainings.ts';

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

/**
Chooses before anything is read: the container's output, unless nothing that trains prints there, it is kept by no driver, or one
run was asked for by its directory, `runDirectory`.
*/
export async function chooseSource({details, trainings, watch}: ContainerReading, runDirectory: string | undefined, signal: AbortSignal): Promise<ContainerSource> {
	const isRunning = watch.isUp();
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
