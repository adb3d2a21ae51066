import http, {type IncomingMessage} from 'node:http';
import https from 'node:https';
import process from 'node:process';
import Dockerode from 'dockerode';
import {UserError} from '../domain/user-error.ts';
import {createArchiveCalls} from './archive-calls.ts';
import {createControlCalls} from './control-calls.ts';
import {endpointToText, type DirectEndpoint} from './endpoint.ts';
import type {CallOptions, Engine, EngineIdentity} from './engine.ts';
import {createEngineCall} from './engine-call.ts';
import {createExecCalls} from './exec-calls.ts';
import {createInspectCalls} from './inspect-calls.ts';
import {arrayAt, stringAt} from './json-value.ts';
import {createLaunchCalls} from './launch-calls.ts';
import {makeOpaque} from './opaque.ts';
import {createRealSources} from './real-sources.ts';
import {keepPausesApart} from './pause-gate.ts';
import {createSettingsCalls} from './settings-calls.ts';
import {createStreamCalls} from './stream-calls.ts';
import {createStreamOpener, type StreamOpener} from './stream-opener.ts';
import {createTerminalCalls} from './terminal-calls.ts';
import {createTransferCalls} from './transfer-calls.ts';

export type DockerEngineOptions = Pick<EngineIdentity, 'origin' | 'context'> & {
	readonly endpoint: DirectEndpoint;
	/** What a person knows the engine as; undefined for the endpoint itself. */
	readonly endpointText?: string;
	/** What was opened for the engine and ends with it. */
	readonly onClose?: () => void;
};

export type DockerEngine = Engine & {
	/**
	Whether an engine answers at all. A ping costs it 0.2 ms and names the version of its interface; who it is, which costs 30, is asked where it does not.

	@throws as `identify`.
	*/
	greet(options?: CallOptions): Promise<void>;
};

/** Docker Engine, or Podman through its Docker API. Nothing is connected until the first call. */
export function createDockerEngine({endpoint, endpointText = endpointToText(endpoint), origin, context, onClose}: DockerEngineOptions): DockerEngine {
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

	const inspect = createInspectCalls({
		docker, call, endpointText, withRealSources,
	});

	async function identify(options?: CallOptions): Promise<EngineIdentity> {
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
	}

	return {
		...createStreamCalls(opener),
		...archive,
		...inspect,
		...createLaunchCalls({docker, call, opener}),
		...keepPausesApart({...createControlCalls({docker, call, inspectContainer: inspect.inspectContainer}), ...createExecCalls({docker, call, opener})}),
		...createSettingsCalls({docker, call}),
		...createTransferCalls({docker, call, opener}),
		...createTerminalCalls({docker, call, opener}),
		endpoint: endpointText,

		identify,

		async greet(options) {
			if (!(await isPinged(opener, options))) {
				await identify(options);
			}
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

/** Whether what answers a ping is an engine; another answer says nothing, since something in between may refuse it. Source: Docker Engine API, `SystemPing`. */
async function isPinged(opener: StreamOpener, options?: CallOptions): Promise<boolean> {
	try {
		const answer = await opener.open({operation: 'version', ...options}, {method: 'GET', path: '/_ping'}) as IncomingMessage;
		answer.destroy();
		return answer.headers['api-version'] !== undefined;
	} catch (error) {
		if (error instanceof UserError && (error.code === 'engine-failed' || error.code === 'engine-not-docker')) {
			return false;
		}

		throw error;
	}
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
