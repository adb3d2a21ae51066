/* eslint-disable @typescript-eslint/naming-convention -- the names of the Docker Engine API */
import {Duplex, type Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import type Dockerode from 'dockerode';
import {UserError} from '../domain/user-error.ts';
import {checkContainerName} from './container-name.ts';
import type {Engine} from './engine.ts';
import type {TerminalSize} from './exec.ts';
import {slowCallLimitMs, type EngineCall} from './engine-call.ts';
import {
	arrayAt,
	numberAt,
	stringAt,
	stringsAt,
	valueAt,
} from './json-value.ts';
import {explainLaunchError} from './launch-error.ts';
import type {StreamOpener} from './stream-opener.ts';

export type LaunchCalls = Pick<Engine, 'createContainer' | 'startContainer' | 'removeCreated' | 'waitForExit' | 'inspectImage' | 'listNetworks' | 'readContainerSettings' | 'resizeCreated' | 'startExec'>;

export type CallParts = {
	readonly docker: Dockerode;
	readonly call: EngineCall;
	readonly opener: StreamOpener;
};

/** Sets up networks and GPUs, and on a busy machine takes its time. */
const startLimitMs = 120_000;

/** The calls that make and start containers, and programs in them. */
export function createLaunchCalls({docker, call, opener}: CallParts): LaunchCalls {
	async function resize(kind: 'containers' | 'exec', id: string, {columns, rows}: TerminalSize, signal?: AbortSignal): Promise<void> {
		const query = {w: columns, h: rows};
		await call({operation: 'resize', signal}, async abortSignal => {
			const target = kind === 'exec' ? docker.getExec(id) : docker.getContainer(id);
			await target.resize({...query, abortSignal} as {w: number; h: number});
		});
	}

	return {
		async createContainer(body, {name, platform, ...options} = {}) {
			return call({operation: 'create', defaultLimitMs: startLimitMs, ...options}, async abortSignal => {
				try {
					// The types do not know how the query is told from the body.
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

		async inspectImage(image, options) {
			return call({operation: 'inspect image', ...options}, async abortSignal => {
				try {
					const answer: unknown = await docker.getImage(image).inspect({abortSignal} as Dockerode.ImageInspectOptions);
					return {
						id: stringAt(answer, 'Id') ?? '',
						workingDirectory: stringAt(answer, 'Config', 'WorkingDir') ?? '/',
						entrypoint: stringsAt(answer, 'Config', 'Entrypoint'),
						command: stringsAt(answer, 'Config', 'Cmd'),
						environment: stringsAt(answer, 'Config', 'Env'),
					};
				} catch (error) {
					if ((error as {readonly statusCode?: unknown}).statusCode === 404) {
						return undefined;
					}

					throw explainLaunchError(error, {image});
				}
			});
		},

		async listNetworks(options) {
			return call({operation: 'networks', ...options}, async abortSignal => {
				const answer: unknown = await docker.listNetworks({abortSignal});
				return arrayAt(answer).flatMap(network => stringAt(network, 'Name') ?? []);
			});
		},

		async readContainerSettings(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'inspect', container, ...options}, async (abortSignal): Promise<unknown> => {
				const answer: unknown = await target.inspect({abortSignal});
				const commandWords = isPodmans(answer) ? await readCreateCommand(docker, container, abortSignal) : [];
				return {
					...answer as Record<string, unknown>,
					ImageConfig: await readImageConfig(docker, stringAt(answer, 'Image'), abortSignal),
					...(commandWords.length > 0 && {CreateCommand: commandWords}),
				};
			});
		},

		async resizeCreated(container, size, options) {
			await resize('containers', checkContainerName(container), size, options?.signal);
		},

		async startExec(container, {command, workingDirectory, user, environment, terminal, hasInput = false}, options) {
			const target = docker.getContainer(checkContainerName(container));
			const id = await call({operation: 'exec', container, ...options}, async abortSignal => {
				const exec = await target.exec({
					Cmd: [...command],
					AttachStdin: hasInput,
					AttachStdout: true,
					AttachStderr: true,
					Tty: terminal !== undefined,
					...(workingDirectory !== undefined && {WorkingDir: workingDirectory}),
					...(user !== undefined && {User: user}),
					...(environment !== undefined && {Env: [...environment]}),
					abortSignal,
				});
				return exec.id;
			}).catch((error: unknown) => {
				throw explainExecError(error, container);
			});
			const output: Readable = await opener.open({operation: 'exec', container, ...options}, {
				method: 'POST', path: `/exec/${id}/start`, isUpgrade: true, body: {Detach: false, Tty: terminal !== undefined},
			});
			if (terminal !== undefined) {
				// A program that has ended already has no terminal any more.
				await resize('exec', id, terminal, options?.signal).catch(() => undefined);
			}

			return {id, output, ...(hasInput && output instanceof Duplex && {input: output})};
		},
	};
}

/** Podman names its runtime so in every answer; Docker has none of that name. */
function isPodmans(answer: unknown): boolean {
	return stringAt(answer, 'HostConfig', 'Runtime') === 'oci';
}

/** The words that a container of Podman was made with, which only its own interface tells; empty for one that was not made by its command line. */
async function readCreateCommand(docker: Dockerode, container: string, abortSignal: AbortSignal | undefined): Promise<readonly string[]> {
	return new Promise(resolve => {
		docker.modem.dial({
			path: `/v4.0.0/libpod/containers/${encodeURIComponent(container)}/json`,
			method: 'GET',
			abortSignal,
			statusCodes: {200: true, 404: 'no such container', 500: 'server error'},
		}, (error, answer) => {
			resolve(error ? [] : stringsAt(answer, 'Config', 'CreateCommand'));
		});
	});
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

/** A program cannot be started in a container that is stopped or paused. Source: 409 of POST /containers/ID/exec, 500 where it ends at that moment. */
export function explainExecError(error: unknown, container: string): unknown {
	const reason = error instanceof UserError && error.code === 'engine-failed' ? error.values.reason ?? '' : '';
	if (/is paused\b/.test(reason)) {
		return new UserError('container-is-paused', {name: container}, {cause: error});
	}

	return /is not running\b/.test(reason) ? new UserError('container-not-running', {name: container}, {cause: error}) : error;
}

/** What the image itself says, to tell it from what a person has set; undefined where the image is not there any more. */
async function readImageConfig(docker: Dockerode, image: string | undefined, abortSignal: AbortSignal | undefined): Promise<unknown> {
	if (image === undefined) {
		return undefined;
	}

	const answer: unknown = await docker.getImage(image).inspect({abortSignal} as Dockerode.ImageInspectOptions).catch(() => undefined);
	return valueAt(answer, 'Config');
}
