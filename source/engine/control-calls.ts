import type Dockerode from 'dockerode';
import {hasProcesses, isUp} from '../domain/container-state.ts';
import {UserError} from '../domain/user-error.ts';
import {checkContainerName} from './container-name.ts';
import type {ContainerDetails} from './container.ts';
import type {CallOptions, Engine} from './engine.ts';
import {slowCallLimitMs, type EngineCall} from './engine-call.ts';
import {explainLaunchError} from './launch-error.ts';

export type ControlCalls = Pick<Engine, 'killContainer' | 'pauseContainer' | 'unpauseContainer' | 'stopContainer' | 'restartContainer' | 'removeContainer'>;

export type ControlParts = {
	readonly docker: Dockerode;
	readonly call: EngineCall;
	readonly inspectContainer: Engine['inspectContainer'];
};

/** Removing a large writable layer takes the disk its time. */
const longRemovalMs = 120_000;

/** The engine itself waits for the end of the container first. */
const stopMarginMs = 20_000;

type Answer = {readonly container: string; readonly options?: CallOptions | undefined; readonly error: UserError; inspect(): Promise<ContainerDetails | undefined>};

type Change = {readonly operation: string; readonly container: string; readonly options?: CallOptions | undefined; readonly limitMs?: number};

type Work = (target: Dockerode.Container, abortSignal: AbortSignal) => Promise<unknown>;

type Explain = (answer: Answer) => Promise<UserError | 'done'>;

/** The calls that change a container that is there. */
export function createControlCalls(parts: ControlParts): ControlCalls {
	const change = async (request: Change, work: Work, explain: Explain) => requestChange(parts, request, {work, explain});

	return {
		async killContainer(container, signal, options) {
			await change({operation: 'kill', container, options}, async (target, abortSignal) => target.kill({signal, abortSignal}), notRunning);
		},

		async pauseContainer(container, options) {
			await change({operation: 'pause', container, options}, async (target, abortSignal) => target.pause({abortSignal}), async answer => {
				const details = await answer.inspect();
				if (details?.state.status === 'paused') {
					return 'done';
				}

				// The engine could not freeze the processes; they go on. Source: 500 "unable to freeze", measured on a busy machine.
				return details?.state.status === 'running'
					? new UserError('pause-failed', {name: details.name, reason: answer.error.values.reason ?? ''}, {cause: answer.error})
					: notRunning(answer);
			});
		},

		async unpauseContainer(container, options) {
			await change({operation: 'unpause', container, options}, async (target, abortSignal) => target.unpause({abortSignal}), async answer => {
				const details = await answer.inspect();
				return details?.state.status === 'running' ? 'done' : notRunning(answer);
			});
		},

		async stopContainer(container, {timeoutSeconds, ...options} = {}) {
			await change({
				operation: 'stop', container, options, limitMs: ((timeoutSeconds ?? 10) * 1000) + stopMarginMs,
			}, async (target, abortSignal) => target.stop({...(timeoutSeconds !== undefined && {t: timeoutSeconds}), abortSignal}), notRunning);
		},

		async restartContainer(container, {timeoutSeconds, ...options} = {}) {
			await change({
				operation: 'restart', container, options, limitMs: ((timeoutSeconds ?? 10) * 1000) + longRemovalMs,
			}, async (target, abortSignal) => target.restart({...(timeoutSeconds !== undefined && {t: timeoutSeconds}), abortSignal}), async ({error}) => {
				const explained = explainLaunchError(error.cause, {name: container});
				return explained instanceof UserError ? explained : error;
			});
		},

		async removeContainer(container, {isForced = false, removesVolumes = false, ...options} = {}) {
			await change({
				operation: 'remove', container, options, limitMs: longRemovalMs,
			}, async (target, abortSignal) => target.remove({force: isForced, v: removesVolumes, abortSignal}), async answer => {
				const details = await answer.inspect();
				// Another one removes it at this moment, or it removes itself.
				if (details === undefined || details.state.status === 'removed') {
					return 'done';
				}

				return isUp(details.state.status)
					? new UserError('container-is-running', {name: details.name}, {cause: answer.error})
					: answer.error;
			});
		},
	};
}

/**
One request. What already is as it shall be is no error (304). Other refusals are told by what the container is then: the
engine's status codes are the same for different reasons and differ between Docker and Podman.
*/
async function requestChange(
	{docker, call, inspectContainer}: ControlParts,
	{operation, container, options, limitMs}: Change,
	{work, explain}: {readonly work: Work; readonly explain: Explain},
): Promise<void> {
	const target = docker.getContainer(checkContainerName(container));
	try {
		await call({
			operation, container, defaultLimitMs: limitMs ?? slowCallLimitMs, ...options,
		}, async abortSignal => {
			try {
				await work(target, abortSignal);
			} catch (error) {
				if ((error as {readonly statusCode?: unknown}).statusCode !== 304) {
					throw error;
				}
			}
		});
	} catch (error) {
		if (!(error instanceof UserError) || error.code !== 'engine-failed' || error.values.statusCode === undefined) {
			throw error;
		}

		const explained = await explain({
			container,
			options,
			error,
			async inspect() {
				try {
					return await inspectContainer(container, options);
				} catch (inspectError) {
					if (inspectError instanceof UserError && inspectError.code === 'container-not-found') {
						return undefined;
					}

					throw inspectError;
				}
			},
		});
		if (explained !== 'done') {
			throw explained;
		}
	}
}

async function notRunning({container, error, inspect}: Answer): Promise<UserError> {
	const details = await inspect();
	const name = details?.name ?? container;
	if (details === undefined) {
		return new UserError('container-not-found', {name}, {cause: error});
	}

	return hasProcesses(details.state.status) ? error : new UserError('container-not-running', {name}, {cause: error});
}
