/* eslint-disable @typescript-eslint/naming-convention -- the names of the Docker Engine API */
import type Dockerode from 'dockerode';
import {checkContainerName} from './container-name.ts';
import type {Engine} from './engine.ts';
import type {EngineCall} from './engine-call.ts';
import {
	arrayAt,
	stringAt,
	stringsAt,
	valueAt,
} from './json-value.ts';
import {explainLaunchError} from './launch-error.ts';

export type SettingsCalls = Pick<Engine, 'inspectImage' | 'listNetworks' | 'readContainerSettings'>;

/** The calls that ask what a container is made of, to make another one like it. */
export function createSettingsCalls({docker, call}: {readonly docker: Dockerode; readonly call: EngineCall}): SettingsCalls {
	return {
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
			...(abortSignal && {abortSignal}),
			statusCodes: {200: true, 404: 'no such container', 500: 'server error'},
		}, (error, answer) => {
			resolve(error ? [] : stringsAt(answer, 'Config', 'CreateCommand'));
		});
	});
}

/** What the image itself says, to distinguish it from what a person has set; undefined where the image is not there any more. */
async function readImageConfig(docker: Dockerode, image: string | undefined, abortSignal: AbortSignal | undefined): Promise<unknown> {
	if (image === undefined) {
		return undefined;
	}

	const answer: unknown = await docker.getImage(image).inspect({abortSignal} as Dockerode.ImageInspectOptions).catch(() => undefined);
	return valueAt(answer, 'Config');
}
