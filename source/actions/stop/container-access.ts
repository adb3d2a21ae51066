import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import {hasProcesses} from '../../domain/container-state.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {writeTar} from '../../engine/tar-writer.ts';
import {probeRequest} from '../../training/run-file-names.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {containerRunFiles} from '../../training/run-file-sources.ts';
import {createContainerFiles} from './container-files.ts';
import {createContainerGuard} from './container-guard.ts';
import {createContainerSignal} from './container-signal.ts';
import {aliveCommand, goneExitCode} from './kill-script.ts';
import {findInContainer, type ContainerAccessOptions} from './find-in-container.ts';
import type {TrainingAccess} from './training-access.ts';

/** The training in a container. The signal goes to the training itself: by the engine to the first process, else by `kill` inside. */
export function createContainerAccess(parts: ContainerAccessOptions): TrainingAccess {
	const {engine, container: {id, name}} = parts;
	const files = createContainerFiles(engine, id);

	const inspect = async (signal: AbortSignal) => inspectIfThere(engine, id, signal);

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
		...probeRequests(parts),
		name,
		find: async signal => findInContainer(parts, await inspect(signal), signal),
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

		command({pid}, trainingSignal) {
			const short = trainingSignal.slice('SIG'.length);
			return pid === undefined || pid === 1
				? ['docker', 'kill', '--signal', short, name]
				: ['docker', 'exec', name, 'kill', `-${short}`, String(pid)];
		},
	};
}

/** How the probe of the training is asked for something: by a file beside those of its run. */
function probeRequests({engine, container: {id, name}}: ContainerAccessOptions): Pick<TrainingAccess, 'writeRequest' | 'requestCommand'> {
	return {
		async writeRequest({runDirectory}, text, signal) {
			await engine.putArchive(id, runDirectory!, writeTar([{
				kind: 'file', path: probeRequest, content: Buffer.from(text), modifiedAt: Date.now(),
			}]), {signal});
		},
		requestCommand: ({runDirectory}, text) => ['docker', 'exec', name, 'sh', '-c', `echo ${quoteWord(text)} > ${quoteWord(posix.join(runDirectory!, probeRequest))}`],
	};
}

/** The state of the container; undefined when it is gone. */
async function inspectIfThere(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerDetails | undefined> {
	try {
		return await engine.inspectContainer(id, {signal});
	} catch (error) {
		if (error instanceof UserError && error.code === 'container-not-found') {
			return undefined;
		}

		throw error;
	}
}
