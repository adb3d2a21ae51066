import {posix} from 'node:path';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {findTrainings, type ContainerTraining} from '../../training/find-trainings.ts';
import {isResumable} from '../resume/resume-command.ts';
import {chooseSignalRoute, routeTo} from './signal-route.ts';
import type {FoundTraining} from './training-access.ts';

export type ContainerAccessOptions = {
	readonly engine: Engine;
	/** Its id and its name. */
	readonly container: Pick<ContainerDetails, 'id' | 'name'>;
	/** The run that is shown, to choose between several trainings and to find the run directory. */
	getState(): RunState;
};

/**
The training whose run is shown, in the container as it was found.

@throws UserError when nothing trains in it or it does not run.
*/
export async function findInContainer(options: ContainerAccessOptions, details: ContainerDetails | undefined, signal: AbortSignal): Promise<FoundTraining> {
	const {engine, container: {id, name}, getState} = options;
	if (details?.state.status !== 'running') {
		throw new UserError(details === undefined ? 'container-not-found' : (details.state.status === 'paused' ? 'container-is-paused' : 'container-not-running'), {name});
	}

	let trainings: readonly ContainerTraining[];
	try {
		trainings = await findTrainings(engine, id, {signal});
	} catch (error) {
		if (error instanceof UserError && error.code === 'processes-unknown') {
			return findWithoutShell(options, details, signal);
		}

		throw error;
	}

	const state = getState();
	const {runDirectory} = state;
	const training = chooseTraining(trainings, state);
	if (training === undefined) {
		throw new UserError('training-not-found', {name});
	}

	const {process, launcher = process} = training;
	return {
		pid: launcher.pid,
		startTicks: launcher.startTicks,
		isInterruptIgnored: routeTo({...training, process: launcher}).kind === 'ignored',
		...(launcher !== process && {starter: process}),
		isResumable: isResumable(training.training),
		runDirectory: training.runDirectory ?? await exists(options, shownDirectory(training, runDirectory), signal),
	};
}

async function exists({engine, container: {id}}: ContainerAccessOptions, directory: string | undefined, signal: AbortSignal): Promise<string | undefined> {
	const stat = directory === undefined ? undefined : await engine.statFile(id, directory, {signal});
	return stat === undefined ? undefined : directory;
}

/** Without a shell in the image only the first process can be reached, and only when its command says that it trains. */
async function findWithoutShell(options: ContainerAccessOptions, details: ContainerDetails, signal: AbortSignal): Promise<FoundTraining> {
	const route = chooseSignalRoute({status: 'running', command: details.command});
	if (route.kind !== 'container') {
		throw new UserError('processes-unknown', {name: options.container.name});
	}

	const {runDirectory} = options.getState();
	return {isInterruptIgnored: false, runDirectory: await exists(options, runDirectory === undefined ? undefined : posix.resolve(details.workingDirectory, runDirectory), signal)};
}

/** Where the output says that the run is, as an absolute path; undefined when it says nothing or the process may not be looked into. */
function shownDirectory({directory}: ContainerTraining, runDirectory: string | undefined): string | undefined {
	if (runDirectory === undefined) {
		return undefined;
	}

	return posix.isAbsolute(runDirectory) ? runDirectory : (directory === undefined ? undefined : posix.resolve(directory, runDirectory));
}

/**
The training whose run is shown: the process that is observed, or by where its files were found, else by the name in the output, of which
one counts first that prints there. With a run that none of them writes, or none shown, the oldest.
*/
function chooseTraining(trainings: readonly ContainerTraining[], {runDirectory, locatedRunDirectory, observation}: Pick<RunState, 'runDirectory' | 'locatedRunDirectory' | 'observation'>): ContainerTraining | undefined {
	const observed = trainings.find(({process}) => process.pid === observation?.pid);
	const located = trainings.find(training => training.runDirectory !== undefined && training.runDirectory === locatedRunDirectory);
	const named = trainings.filter(training => training.runDirectory !== undefined && training.runDirectory === shownDirectory(training, runDirectory));
	return observed ?? located ?? named.find(({output}) => output.kind === 'container') ?? named[0] ?? trainings[0];
}
