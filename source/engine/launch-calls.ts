import {text} from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import {UserError} from '../domain/user-error.ts';
import {checkContainerName} from './container-name.ts';
import type {Engine} from './engine.ts';
import {slowCallLimitMs, type EngineCall} from './engine-call.ts';
import {numberAt, stringAt, stringsAt} from './json-value.ts';
import {explainLaunchError} from './launch-error.ts';
import type {StreamOpener} from './stream-opener.ts';

export type LaunchCalls = Pick<Engine, 'createContainer' | 'startContainer' | 'removeCreated' | 'waitForExit'>;

export type CallParts = {
	readonly docker: Dockerode;
	readonly call: EngineCall;
	readonly opener: StreamOpener;
};

/** Sets up networks and GPUs, and on a busy machine takes its time. */
const startLimitMs = 120_000;

/** The calls that make and start containers. */
export function createLaunchCalls({docker, call, opener}: CallParts): LaunchCalls {
	return {
		async createContainer(body, {name, platform, ...options} = {}) {
			return call({operation: 'create', defaultLimitMs: startLimitMs, ...options}, async abortSignal => {
				try {
					// The types do not know how to distinguish the query from the body.
					const request = {
						_query: {...(name !== undefined && {name}), ...(platform !== undefined && {platform})},
						_body: body,
						abortSignal,
					};
					const answer: unknown = await createRaw(docker, request);
					const id = stringAt(answer, 'Id');
					if (id === undefined) {
						throw new UserError('engine-failed', {reason: 'create', operation: 'create'});
					}

					return {id, warnings: stringsAt(answer, 'Warnings')};
				} catch (error) {
					throw explainLaunchError(error, {image: stringAt(body, 'Image'), name});
				}
			});
		},

		async startContainer(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			await call({
				operation: 'start', container, defaultLimitMs: startLimitMs, ...options,
			}, async abortSignal => {
				try {
					await target.start({abortSignal});
				} catch (error) {
					// It runs already.
					if ((error as {readonly statusCode?: unknown}).statusCode !== 304) {
						throw explainLaunchError(error, {name: container});
					}
				}
			});
		},

		async removeCreated(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			await call({
				operation: 'remove', container, defaultLimitMs: slowCallLimitMs, ...options,
			}, async abortSignal => {
				await target.remove({v: true, abortSignal} as Dockerode.ContainerRemoveOptions);
			});
		},

		async waitForExit(container, {until, ...options}) {
			const stream = await opener.open({operation: 'wait', container, ...options}, {method: 'POST', path: `/containers/${checkContainerName(container)}/wait?condition=${until}`});
			try {
				return {exitCode: numberAt(JSON.parse(await text(stream)), 'StatusCode')};
			} catch {
				options.signal?.throwIfAborted();
				return {};
			}
		},

	};
}

async function createRaw(docker: Dockerode, request: Readonly<Record<string, unknown>>): Promise<unknown> {
	return new Promise((resolve, reject) => {
		docker.modem.dial({
			path: '/containers/create?',
			method: 'POST',
			options: request,
			abortSignal: request.abortSignal,
			statusCodes: {
				200: true, 201: true, 400: 'bad parameter', 404: 'no such container', 406: 'impossible to attach', 409: 'conflict', 500: 'server error',
			},
		} as Parameters<Dockerode['modem']['dial']>[0], (error, answer) => {
			if (error) {
				reject(error);
			} else {
				resolve(answer);
			}
		});
	});
}
