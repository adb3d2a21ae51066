import {posix} from 'node:path';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {
	ContainerDetails,
	Engine,
	FileStat,
	TrainingSignal,
} from '../../engine/engine.ts';
import type {ExecResult} from '../../engine/exec.ts';
import {createCheckpointScanner} from '../checkpoint-inspection.ts';
import {findTrainings, type ContainerTraining} from '../find-trainings.ts';
import {chooseSignalRoute, routeTo} from '../signal-route.ts';
import type {FileMark} from '../stop-after-epoch.ts';
import {aliveCommand, goneExitCode, killCommand} from './kill-script.ts';
import type {FoundTraining, TrainingAccess} from './training-access.ts';

/** A connection that stalls in the middle of a file would hold the action for ever. */
const readLimitMs = 300_000;

export type ContainerAccessOptions = {
	readonly engine: Engine;
	/** Its id and its name. */
	readonly container: Pick<ContainerDetails, 'id' | 'name'>;
	/** The run that is shown, to choose between several trainings and to find the run directory. */
	getState(): RunState;
};

/** The training in a container. The signal goes to the training itself: by the engine to the first process, else by `kill` inside. */
export function createContainerAccess({engine, container: {id, name}, getState}: ContainerAccessOptions): TrainingAccess {
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

		const {runDirectory} = getState();
		const training = chooseTraining(trainings, runDirectory);
		if (training === undefined) {
			throw new UserError('training-not-found', {name});
		}

		return {
			pid: training.process.pid,
			startTicks: training.process.startTicks,
			isInterruptIgnored: routeTo(training).kind === 'ignored',
			runDirectory: training.runDirectory ?? await exists(shownDirectory(training, runDirectory), signal),
		};
	}

	/** A process that is gone is no error: it was to end. */
	async function killInside(pid: number, startTicks: number, trainingSignal: TrainingSignal, signal: AbortSignal): Promise<void> {
		const command = killCommand(pid, startTicks, trainingSignal);
		const isDone = ({exitCode}: ExecResult) => exitCode === 0 || exitCode === goneExitCode;
		const result = await engine.exec(id, command, {signal});
		if (isDone(result)) {
			return;
		}

		// The training may belong to another user than the one that programs of this container run as.
		const asRoot = await engine.exec(id, command, {signal, user: '0'});
		if (!isDone(asRoot)) {
			throw new UserError('engine-failed', {operation: 'exec', reason: `kill ${pid}: ${(asRoot.stderr === '' ? result.stderr : asRoot.stderr).trim()}`});
		}
	}

	/** Whether the container does not run any more, and with it nothing in it. */
	async function isStopped(signal: AbortSignal): Promise<boolean> {
		const details = await inspect(signal);
		return details === undefined || !['running', 'paused'].includes(details.state.status);
	}

	return {
		name,
		find,

		async send({pid, startTicks}, trainingSignal, signal) {
			if (pid === undefined || pid === 1) {
				try {
					await engine.killContainer(id, trainingSignal, {signal});
				} catch (error) {
					if (!(error instanceof UserError && ['container-not-running', 'container-not-found'].includes(error.code))) {
						throw error;
					}
				}

				return;
			}

			try {
				await killInside(pid, startTicks ?? 0, trainingSignal, signal);
			} catch (error) {
				if (await isStopped(signal)) {
					return;
				}

				throw error;
			}
		},

		async isGone({pid, startTicks}, signal) {
			const details = await inspect(signal);
			if (details === undefined || !['running', 'paused'].includes(details.state.status)) {
				return true;
			}

			if (pid === undefined || details.state.status === 'paused') {
				return false;
			}

			try {
				const {exitCode} = await engine.exec(id, aliveCommand(pid, startTicks ?? 0), {signal});
				return exitCode === goneExitCode;
			} catch (error) {
				// It has stopped in between, and with the first process everything in it.
				if (await isStopped(signal)) {
					return true;
				}

				throw error;
			}
		},

		async lookAtCheckpoints({runDirectory}, signal) {
			if (runDirectory === undefined) {
				return {};
			}

			const [results, last, best] = await Promise.all(['results.csv', 'weights/last.pt', 'weights/best.pt'].map(async file => toMark(await engine.statFile(id, posix.join(runDirectory, file), {signal}))));
			return {results, last, best};
		},

		async inspect({runDirectory}, file, signal) {
			const content = runDirectory === undefined ? undefined : await engine.openFile(id, posix.join(runDirectory, 'weights', file), {signal: AbortSignal.any([signal, AbortSignal.timeout(readLimitMs)])});
			if (content === undefined) {
				return undefined;
			}

			const scanner = createCheckpointScanner();
			for await (const chunk of content) {
				scanner.push(chunk);
			}

			return scanner.end();
		},

		command({pid}, trainingSignal) {
			const short = trainingSignal.slice('SIG'.length);
			return pid === undefined || pid === 1
				? ['docker', 'kill', '--signal', short, name]
				: ['docker', 'exec', name, 'kill', `-${short}`, String(pid)];
		},
	};
}

function toMark(stat: FileStat | undefined): FileMark | undefined {
	return stat && {sizeBytes: stat.sizeBytes, modifiedAt: stat.modifiedAt};
}

/** Where the output says that the run is, as an absolute path; undefined when it says nothing or the process may not be looked into. */
function shownDirectory({directory}: ContainerTraining, runDirectory: string | undefined): string | undefined {
	if (runDirectory === undefined) {
		return undefined;
	}

	return posix.isAbsolute(runDirectory) ? runDirectory : (directory === undefined ? undefined : posix.resolve(directory, runDirectory));
}

/** The training whose run is shown; with a run that none of them writes, or none shown, the oldest. */
function chooseTraining(trainings: readonly ContainerTraining[], runDirectory: string | undefined): ContainerTraining | undefined {
	return trainings.find(training => training.runDirectory !== undefined && training.runDirectory === shownDirectory(training, runDirectory)) ?? trainings[0];
}
