/* eslint-disable @typescript-eslint/naming-convention -- the names of the Docker Engine API */
import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import process from 'node:process';
import Dockerode from 'dockerode';
import {UserError} from '../domain/user-error.ts';
import {createArchiveCalls} from './archive-calls.ts';
import {
	parseContainerDetails,
	parseContainerSummary,
	parseExecDetails,
	parseProcessRows,
} from './container-details.ts';
import {checkContainerName} from './container-name.ts';
import {createControlCalls} from './control-calls.ts';
import {endpointToText, type DirectEndpoint} from './endpoint.ts';
import type {ContainerDetails, ContainerSummary} from './container.ts';
import type {CallOptions, Engine, EngineIdentity} from './engine.ts';
import {createEngineCall, slowCallLimitMs} from './engine-call.ts';
import {errorText} from './engine-error.ts';
import {captureOutput} from './exec-output.ts';
import {
	arrayAt,
	isTrueAt,
	numberAt,
	stringAt,
} from './json-value.ts';
import {createLaunchCalls, explainExecError} from './launch-calls.ts';
import {makeOpaque} from './opaque.ts';
import {createRealSources} from './real-sources.ts';
import {createStreamCalls} from './stream-calls.ts';
import {createStreamOpener} from './stream-opener.ts';
import {createTerminalCalls} from './terminal-calls.ts';
import {createTransferCalls} from './transfer-calls.ts';

const longestExecBytes = 1024 * 1024;

/** Kind of a change of the writable layer that removes a path. */
const deletedKind = 2;

export type DockerEngineOptions = Pick<EngineIdentity, 'origin' | 'context'> & {
	readonly endpoint: DirectEndpoint;
	/** What a person knows the engine as; undefined for the endpoint itself. */
	readonly endpointText?: string;
	/** What was opened for the engine and ends with it. */
	readonly onClose?: () => void;
};

/** Docker Engine, or Podman through its Docker API. Nothing is connected until the first call. */
export function createDockerEngine({endpoint, endpointText = endpointToText(endpoint), origin, context, onClose}: DockerEngineOptions): Engine {
	const {docker, agent} = createClient(endpoint);
	const call = createEngineCall(endpointText, endpoint.kind === 'tcp' ? endpoint.tls : undefined);
	const opener = createStreamOpener(endpoint, call);
	const {resolve} = createRealSources();
	/** Behind another address the paths are those of another machine. */
	const withRealSources: typeof resolve = async containers => endpointText.startsWith('unix://') ? resolve(containers) : [...containers];
	const archive = createArchiveCalls(call, {
		async head(container, path, abortSignal) {
			const response = await docker.getContainer(container).infoArchive({path, abortSignal}) as IncomingMessage;
			response.resume();
			const header = response.headers['x-docker-container-path-stat'];
			return Array.isArray(header) ? header[0] : header;
		},
		get: async (container, path, abortSignal) => docker.getContainer(container).getArchive({path, abortSignal}) as Promise<AsyncIterable<Uint8Array>>,
	});

	async function listContainers({isAll = false, ...options}: CallOptions & {readonly isAll?: boolean} = {}): Promise<readonly ContainerSummary[]> {
		return call({operation: 'list', ...options}, async abortSignal => {
			const answer: unknown = await docker.listContainers({all: isAll, abortSignal});
			if (!Array.isArray(answer)) {
				throw new UserError('engine-not-docker', {endpoint: endpointText});
			}

			return withRealSources(answer.map(entry => parseContainerSummary(entry)));
		});
	}

	/** A prefix of several ids is refused by words only, by Podman as one that fits none; which ones it fits is worth a second call. */
	async function explainRefusal(error: unknown, container: string): Promise<unknown> {
		const isRefusal = error instanceof UserError && (error.code === 'engine-failed' || error.code === 'container-not-found');
		if (!isRefusal || !/^[\da-f]+$/.test(container)) {
			return error;
		}

		const containers = await listContainers({isAll: true});
		const candidates = containers.filter(({id}) => id.startsWith(container)).map(({name}) => name);
		return candidates.length > 1
			? new UserError('container-ambiguous', {name: container, candidates: candidates.join(', ')}, {cause: error})
			: error;
	}

	async function inspectContainer(container: string, options?: CallOptions): Promise<ContainerDetails> {
		const name = checkContainerName(container);
		try {
			return await call({operation: 'inspect', container, ...options}, async abortSignal => {
				const answer: unknown = await docker.getContainer(name).inspect({abortSignal});
				if (stringAt(answer, 'Id') === undefined) {
					throw new UserError('engine-not-docker', {endpoint: endpointText});
				}

				const [details] = await withRealSources([parseContainerDetails(answer)]);
				return details!;
			});
		} catch (error) {
			throw await explainRefusal(error, container);
		}
	}

	return {
		...createStreamCalls(opener),
		...archive,
		...createControlCalls({docker, call, inspectContainer}),
		...createLaunchCalls({docker, call, opener}),
		...createTransferCalls({docker, call, opener}),
		...createTerminalCalls({docker, call, opener}),
		endpoint: endpointText,

		async identify(options) {
			return call({operation: 'version', ...options}, async () => {
				const answer: unknown = await docker.version();
				const version = stringAt(answer, 'Version');
				const apiVersion = stringAt(answer, 'ApiVersion');
				if (version === undefined || apiVersion === undefined) {
					throw new UserError('engine-not-docker', {endpoint: endpointText});
				}

				const system = stringAt(answer, 'Os');
				return {
					version,
					apiVersion,
					isPodman: arrayAt(answer, 'Components').some(component => stringAt(component, 'Name')?.startsWith('Podman')),
					platform: system === undefined ? undefined : `${system}/${stringAt(answer, 'Arch') ?? ''}`,
					endpoint: endpointText,
					origin,
					context,
				};
			});
		},

		listContainers,

		inspectContainer,

		async inspectExec(id, options) {
			const name = checkContainerName(id);
			return call({operation: 'inspect exec', ...options}, async abortSignal => parseExecDetails(await docker.getExec(name).inspect({abortSignal})));
		},

		async topProcesses(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'top', container, ...options}, async abortSignal => {
				const top = async (columns: string) => parseProcessRows(await target.top({ps_args: columns, abortSignal}));
				try {
					const rows = await top('-o pid,ppid,args');
					// Docker hands the words to the host's ps; Podman has its own column names and answers nothing to an option.
					return rows.length > 0 ? rows : await top('pid,ppid,args');
				} catch (error) {
					// It does not run, or it ends at this moment and containerd's shim for it has closed already.
					if ((error as {readonly statusCode?: unknown}).statusCode === 409 || errorText(error).endsWith('ttrpc: closed: unknown')) {
						return [];
					}

					throw error;
				}
			});
		},

		async listChangedPaths(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'changes', container, ...options}, async abortSignal => {
				const answer: unknown = await target.changes({abortSignal});
				return (Array.isArray(answer) ? answer : [])
					.filter(change => numberAt(change, 'Kind') !== deletedKind)
					.flatMap(change => stringAt(change, 'Path') ?? []);
			});
		},

		async exec(container, command, {maxBytes = longestExecBytes, user, ...options} = {}) {
			const target = docker.getContainer(checkContainerName(container));
			return call({
				operation: 'exec',
				container,
				defaultLimitMs: slowCallLimitMs,
				...options,
			}, async abortSignal => {
				const exec = await target.exec({
					Cmd: [...command],
					AttachStdout: true,
					AttachStderr: true,
					...(user !== undefined && {User: user}),
					abortSignal,
				});
				const output = await captureOutput(await exec.start({Detach: false, Tty: false, abortSignal}), maxBytes, abortSignal);
				const answer: unknown = await exec.inspect({abortSignal});
				return {...output, exitCode: isTrueAt(answer, 'Running') ? undefined : numberAt(answer, 'ExitCode')};
			}).catch((error: unknown) => {
				throw explainExecError(error, container);
			});
		},

		async readStats(container, options) {
			const target = docker.getContainer(checkContainerName(container));
			return call({operation: 'stats', container, ...options}, async (abortSignal): Promise<unknown> => {
				// The types of dockerode do not know the signal here.
				const query = {stream: false, 'one-shot': true, abortSignal} as const;
				return target.stats(query);
			});
		},

		async readInfo(options) {
			return call({operation: 'info', ...options}, async (): Promise<unknown> => docker.info());
		},

		close() {
			opener.close();
			agent.destroy();
			onClose?.();
		},
	};
}

function createClient(endpoint: DirectEndpoint): {readonly docker: Dockerode; readonly agent: http.Agent} {
	const tls = endpoint.kind === 'tcp' ? endpoint.tls : undefined;
	// Connections are not kept: one that the engine has closed meanwhile would fail the next call.
	const agent = makeOpaque(tls ? new https.Agent({rejectUnauthorized: tls.isVerified}) : new http.Agent());
	const options = {
		...(endpoint.kind === 'socket' ? {socketPath: endpoint.socketPath} : {host: endpoint.host, port: endpoint.port}),
		...(tls && {ca: tls.ca, cert: tls.cert, key: tls.key}),
		protocol: tls ? 'https' as const : 'http' as const,
		agent,
	};
	// The constructor reads DOCKER_HOST, lets it win over the options and throws when it or the certificates are broken;
	// the address was resolved before.
	const {DOCKER_HOST: host} = process.env;
	delete process.env.DOCKER_HOST;
	try {
		return {docker: new Dockerode(options), agent};
	} finally {
		if (host !== undefined) {
			process.env.DOCKER_HOST = host;
		}
	}
}
