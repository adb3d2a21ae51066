import {createHash} from 'node:crypto';
import path from 'node:path';
import {UserError} from '../domain/user-error.ts';
import {
	endpointTls,
	parseHost,
	settingOf,
	type Endpoint,
	type Environment,
} from './endpoint.ts';
import type {EndpointOrigin} from './engine.ts';
import {isTrueAt, stringAt, valueAt} from './json-value.ts';

/** What the machine says; injected, so that the order of resolution is a pure function. */
export type ConnectionFacts = {
	readonly environment: Environment;
	readonly homeDirectory: string;
	/** Text of a file; undefined when it cannot be read. */
	readonly readFile: (path: string) => string | undefined;
	/** Whether something exists at the path. */
	readonly exists: (path: string) => boolean;
};

export type ConnectionOptions = {
	/** Of `--host`. */
	readonly host?: string | undefined;
	/** Of `--context`. */
	readonly context?: string | undefined;
};

/** One address to try, with the reason why. */
export type ConnectionCandidate = {
	readonly endpoint: Endpoint;
	readonly origin: EndpointOrigin;
	readonly context?: string;
};

/**
The addresses to try, in order: one when something names it, else the default sockets that exist, else the first default
socket alone, so that there is an address to speak of.

Source: docker CLI 28.2 (options, DOCKER_HOST, DOCKER_CONTEXT, currentContext), https://docs.docker.com/engine/manage-resources/contexts/,
default sockets of rootless Docker, Docker Desktop, Podman, Colima and Rancher Desktop.

@throws UserError `engine-host-invalid` for an address that cannot be used, `config-invalid` for a context that does not exist.
*/
export function resolveConnection(options: ConnectionOptions, facts: ConnectionFacts): readonly ConnectionCandidate[] {
	const {environment} = facts;
	if (options.host !== undefined && options.context !== undefined) {
		throw new UserError('option-invalid', {option: '--context', value: options.context, allowed: '--host | --context'});
	}

	if (options.host !== undefined) {
		return [{endpoint: parseHost(options.host, endpointTls(environment, facts)), origin: 'option'}];
	}

	const environmentHost = settingOf(environment, 'DOCKER_HOST');
	const named: ReadonlyArray<readonly [EndpointOrigin, string | undefined]> = [
		['context-option', options.context],
		...(environmentHost === undefined || options.context !== undefined
			? [
				['context-environment', settingOf(environment, 'DOCKER_CONTEXT')] as const,
				['current-context', currentContext(facts)] as const,
			]
			: []),
	];
	const [origin, context] = named.find(([, name]) => name !== undefined && name !== '') ?? [];
	if (origin !== undefined && context !== undefined && context !== 'default') {
		return [{endpoint: contextEndpoint(context, facts), origin, context}];
	}

	if (environmentHost !== undefined) {
		return [{endpoint: parseHost(environmentHost, endpointTls(environment, facts)), origin: 'environment'}];
	}

	const sockets = defaultSockets(facts);
	const existing = sockets.filter(socket => facts.exists(socket));
	return (existing.length === 0 ? sockets.slice(0, 1) : existing)
		.map(socketPath => ({endpoint: {kind: 'socket', socketPath}, origin: 'default-socket'}));
}

function defaultSockets({environment, homeDirectory}: ConnectionFacts): readonly string[] {
	const runtime = settingOf(environment, 'XDG_RUNTIME_DIR');
	const inHome = (...names: readonly string[]) => path.posix.join(homeDirectory, ...names);
	return [
		'/var/run/docker.sock',
		...(runtime === undefined ? [] : [path.posix.join(runtime, 'docker.sock')]),
		inHome('.docker', 'desktop', 'docker.sock'),
		inHome('.docker', 'run', 'docker.sock'),
		'/run/podman/podman.sock',
		...(runtime === undefined ? [] : [path.posix.join(runtime, 'podman', 'podman.sock')]),
		inHome('.colima', 'default', 'docker.sock'),
		inHome('.rd', 'docker.sock'),
	];
}

function configDirectory({environment, homeDirectory}: ConnectionFacts): string {
	return settingOf(environment, 'DOCKER_CONFIG') ?? path.posix.join(homeDirectory, '.docker');
}

/** A configuration that cannot be read names no context, as with the docker command. */
function currentContext(facts: ConnectionFacts): string | undefined {
	const value = parseJson(facts.readFile(path.posix.join(configDirectory(facts), 'config.json')));
	return stringAt(value, 'currentContext');
}

function contextEndpoint(name: string, facts: ConnectionFacts): Endpoint {
	const digest = createHash('sha256').update(name).digest('hex');
	const folder = path.posix.join(configDirectory(facts), 'contexts');
	const file = path.posix.join(folder, 'meta', digest, 'meta.json');
	const endpoint = valueAt(parseJson(facts.readFile(file)), 'Endpoints', 'docker');
	const host = stringAt(endpoint, 'Host');
	if (host === undefined) {
		throw new UserError('config-invalid', {path: file, reason: `context ${name}`});
	}

	const read = (pem: string) => facts.readFile(path.posix.join(folder, 'tls', digest, 'docker', pem));
	const [ca, cert, key] = [read('ca.pem'), read('cert.pem'), read('key.pem')];
	const isVerified = !isTrueAt(endpoint, 'SkipTLSVerify');
	const hasTls = ca !== undefined || cert !== undefined || !isVerified;
	return parseHost(host, hasTls
		? {
			ca, cert, key, isVerified,
		}
		: undefined);
}

function parseJson(text: string | undefined): unknown {
	try {
		return text === undefined ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
}
