import {UserError} from '../../domain/user-error.ts';
import type {Engine, TrainingSignal} from '../../engine/engine.ts';
import {isUnchanged} from './checkpoint-guard.ts';
import {
	goneExitCode,
	killAtRestCommand,
	killCommand,
	writingExitCode,
} from './kill-script.ts';
import type {FoundTraining, TrainingAccess} from './training-access.ts';

export type ContainerSignalParts = {
	readonly engine: Engine;
	/** Its id. */
	readonly container: string;
	readonly files: Pick<TrainingAccess, 'lookAtCheckpoints'>;
	/** Whether the container does not run any more, and with it nothing in it. */
	isStopped(signal: AbortSignal): Promise<boolean>;
};

type Sent = Awaited<ReturnType<TrainingAccess['send']>>;

/** What the exit code of a kill means. A process that is gone is no error: it was to end. */
const outcomes: ReadonlyMap<number | undefined, Sent> = new Map([[0, 'sent'], [goneExitCode, 'sent'], [writingExitCode, 'writing']]);

/** The signal to a training in a container: by the engine to the first process, else by `kill` inside. */
export function createContainerSignal({engine, container, files, isStopped}: ContainerSignalParts): TrainingAccess['send'] {
	async function killInside(command: readonly string[], signal: AbortSignal): Promise<Sent> {
		const result = await engine.exec(container, command, {signal});
		const outcome = outcomes.get(result.exitCode);
		if (outcome !== undefined) {
			return outcome;
		}

		// The training may belong to another user than the one that programs of this container run as.
		const asRoot = await engine.exec(container, command, {signal, user: '0'});
		const second = outcomes.get(asRoot.exitCode);
		if (second === undefined) {
			throw new UserError('engine-failed', {operation: 'exec', reason: `kill: ${(asRoot.stderr === '' ? result.stderr : asRoot.stderr).trim()}`});
		}

		return second;
	}

	async function killFirst(trainingSignal: TrainingSignal, signal: AbortSignal): Promise<void> {
		try {
			await engine.killContainer(container, trainingSignal, {signal});
		} catch (error) {
			if (!(error instanceof UserError && ['container-not-running', 'container-not-found'].includes(error.code))) {
				throw error;
			}
		}
	}

	/** The first process takes from inside only what it handles; in an image without a shell it is all that can be reached. */
	const isByEngine = ({pid}: FoundTraining, trainingSignal: TrainingSignal, isGuarded: boolean): boolean => pid === undefined || (pid === 1 && (trainingSignal !== 'SIGINT' || !isGuarded));

	return async (training, trainingSignal, {signal, seen}) => {
		const {pid, startTicks = 0, runDirectory} = training;
		const guard = seen === undefined || runDirectory === undefined ? undefined : {seen, runDirectory};
		if (pid === undefined || isByEngine(training, trainingSignal, guard !== undefined)) {
			if (guard !== undefined && !isUnchanged(guard.seen, await files.lookAtCheckpoints(training, signal))) {
				return 'writing';
			}

			await killFirst(trainingSignal, signal);
			return 'sent';
		}

		try {
			return await killInside(guard === undefined ? killCommand(pid, startTicks, trainingSignal) : killAtRestCommand(pid, startTicks, trainingSignal, guard), signal);
		} catch (error) {
			if (await isStopped(signal)) {
				return 'sent';
			}

			throw error;
		}
	};
}
