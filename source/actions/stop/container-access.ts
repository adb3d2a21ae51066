import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import {hasProcesses} from '../../domain/container-state.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {writeTar} from '../../engine/tar-writer.ts';
import {probeRequest} from '../../training/run-file-names.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {containerRunFiles} from '../../training/run-file-sources.ts';
import {findTrainings, type ContainerTraining} from '../../training/find-trainings.ts';
import {isResumable} from '../resume/resume-command.ts';
import {chooseSignalRoute, routeTo} from './signal-route.ts';
import {createContainerFiles} from './container-files.ts';
import {createContainerGuard} from './container-guard.ts';
import {createContainerSignal} from './container-signal.ts';
import {aliveCommand, goneExitCode} from './kill-script.ts';
import type {FoundTraining, TrainingAccess} from './training-access.ts';

export type ContainerAccessOptions = {
	readonly engine: Engine;
	/** Its id and its name. */
	readonly container: Pick<ContainerDetails, 'id' | 'name'>;
	/** The run that is shown, to choose between several trainings and to find the run directory. */
	getState(): RunState;
};

/** The training in a container. The signal goes to the training itself: by the engine to the first process, else by `kill` inside. */
export function createContainerAccess({engine, container: {id, name}, getState}: ContainerAccessOptions): TrainingAccess {
	const files = createContainerFiles(engine, id);

	/** The state of the container; undefined when it is gone. */
	async function inspect(signal: AbortSignal): Promise<ContainerDetails | undefined> {
		try {
			return await engine.inspectContainer(id, {signal});
		} catch (error) {
			if (error instanceof UserError && error.code === 'container-not-found') {
				return undefined;
			}

			throw error;
		}
	}

	async function exists(directory: string | undefined, signal: AbortSignal): Promise<string | undefined> {
		const stat = directory === undefined ? undefined : await engine.statFile(id, directory, {signal});
		return stat === undefined ? undefined : directory;
	}

	/** Without a shell in the image only the first process can be reached, and only when its command says that it trains. */
	async function findWithoutShell(details: ContainerDetails, signal: AbortSignal): Promise<FoundTraining> {
		const route = chooseSignalRoute({status: 'running', command: details.command});
		if (route.kind !== 'container') {
			throw new UserError('processes-unknown', {name});
		}

		const {runDirectory} = getState();
		return {isInterruptIgnored: false, runDirectory: await exists(runDirectory === undefined ? undefined : posix.resolve(details.workingDirectory, runDirectory), signal)};
	}

	async function find(signal: AbortSignal): Promise<FoundTraining> {
		const details = await inspect(signal);
		if (details?.state.status !== 'running') {
			throw new UserError(details === undefined ? 'container-not-found' : (details.state.status === 'paused' ? 'container-is-paused' : 'container-not-running'), {name});
		}

		let trainings: readonly ContainerTraining[];
		try {
			trainings = await findTrainings(engine, id, {signal});
		} catch (error) {
			if (error instanceof UserError && error.code === 'processes-unknown') {
				return findWithoutShell(details, signal);
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
			runDirectory: training.runDirectory ?? await exists(shownDirectory(training, runDirectory), signal),
		};
	}

	/** Whether the container does not run any more, and with it nothing in it. */
	async function isStopped(signal: AbortSignal): Promise<boolean> {
		const details = await inspect(signal);
		return details === undefined || !hasProcesses(details.state.status);
	}

	const guard = createContainerGuard(engine, id);
	const send = createContainerSignal({
		engine, container: id, files, isStopped,
	});

	/** From inside the first process takes only what it handles: the guard finds the moment, and the engine sends. */
	async function sendToFirst(...[training, trainingSignal, options]: Parameters<TrainingAccess['sendAtRest']>): ReturnType<TrainingAccess['sendAtRest']> {
		const result = await guard.sendAtRest(training, undefined, {...options, onSend: () => undefined});
		if (result.end === 'sent') {
			options.onSend();
			await send(training, trainingSignal, {signal: options.signal});
		}

		return result;
	}

	return {
		...files,
		name,
		find,
		send,

		async sendAtRest(training, trainingSignal, options) {
			const isFirst = training.pid === undefined || training.pid === 1;
			return isFirst && trainingSignal !== 'SIGINT' ? sendToFirst(training, trainingSignal, options) : guard.sendAtRest(training, trainingSignal, options);
		},

		look: async (training, signal) => training.runDirectory === undefined ? undefined : guard.look(training, signal),

		async isGone({pid, startTicks, starter}, signal) {
			const details = await inspect(signal);
			if (details === undefined || !hasProcesses(details.state.status)) {
				return true;
			}

			if (pid === undefined || details.state.status === 'paused') {
				return false;
			}

			try {
				const looks = await Promise.all([{pid, startTicks: startTicks ?? 0}, ...(starter === undefined ? [] : [starter])]
					.map(async one => engine.exec(id, aliveCommand(one.pid, one.startTicks), {signal})));
				return looks.every(({exitCode}) => exitCode === goneExitCode);
			} catch (error) {
				// It has stopped in between, and with the first process everything in it.
				if (await isStopped(signal)) {
					return true;
				}

				throw error;
			}
		},

		runFiles: directory => containerRunFiles(engine, id, directory),

		async writeRequest({runDirectory}, text, signal) {
			await engine.putArchive(id, runDirectory!, writeTar([{
				kind: 'file', path: probeRequest, content: Buffer.from(text), modifiedAt: Date.now(),
			}]), {signal});
		},

		requestCommand: ({runDirectory}, text) => ['docker', 'exec', name, 'sh', '-c', `echo ${quoteWord(text)} > ${quoteWord(posix.join(runDirectory!, probeRequest))}`],

		command({pid}, trainingSignal) {
			const short = trainingSignal.slice('SIG'.length);
			return pid === undefined || pid === 1
				? ['docker', 'kill', '--signal', short, name]
				: ['docker', 'exec', name, 'kill', `-${short}`, String(pid)];
		},
	};
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
