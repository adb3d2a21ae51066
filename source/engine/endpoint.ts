import path from 'node:path';
import {mask} from '../domain/secrets.ts';
import {UserError} from '../domain/user-error.ts';

export type EndpointTls = {
	/** PEM; undefined for the authorities of the system. */
	readonly ca?: string | undefined;
	readonly cert?: string | undefined;
	readonly key?: string | undefined;
	readonly isVerified: boolean;
	/** Path of a file that is asked for and cannot be read. */
	readonly missingFile?: string | undefined;
};

/** Where an engine listens, as far as a connection can be made to it at once. */
export type DirectEndpoint =
	| {readonly kind: 'socket'; readonly socketPath: string}
	| {readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: EndpointTls | undefined};

/** A host that the system's ssh reaches; which key, which jump host and which real name is written in ssh's own configuration. */
export type SshEndpoint = {
	readonly kind: 'ssh';
	readonly host: string;
	readonly user?: string;
	readonly port?: number;
	/** The engine's socket on that host. */
	readonly socketPath: string;
};

/** Where an engine listens. */
export type Endpoint = DirectEndpoint | SshEndpoint;

/** Where Docker listens unless it was told otherwise. */
export const usualSocket = '/var/run/docker.sock';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of the environment; undefined when it is not set or empty, which the docker command takes as the same. */
export function settingOf(environment: Environment, name: string): string | undefined {
	const value = environment[name];
	return value === '' ? undefined : value;
}

/** The ports of the Docker Engine. Source: https://docs.docker.com/engine/security/protect-access/ */
const plainPort = 2375;
const tlsPort = 2376;

/** Whatever precedes the last `@` of an address that cannot be read may hold a password. */
function invalidHost(host: string): UserError {
	const scheme = /^[a-z][\w+\-.]*:\/\//i.exec(host)?.[0] ?? '';
	const rest = host.slice(scheme.length);
	const at = rest.lastIndexOf('@');
	return new UserError('engine-host-invalid', {host: `${scheme}${rest.slice(0, Math.max(at, 0)).includes(':') ? `${mask}${rest.slice(at)}` : rest}`});
}

/**
Reads an address as the docker command takes it: `unix:///path`, `tcp://host:port`, `http://…`, `https://…`, `ssh://user@host:port`,
`npipe:////./pipe/name`, `host:port` or a path.

@throws UserError `engine-host-invalid`, `tls-file-missing`.
*/
export function parseHost(host: string, tls: EndpointTls | undefined): Endpoint {
	const [, scheme = '', rest = ''] = /^(?:([a-z][\d+\-.a-z]*):\/\/)?(.*)$/is.exec(host.trim()) ?? [];
	switch (scheme.toLowerCase()) {
		case 'unix':
		case 'npipe': {
			return socketEndpoint(host, scheme.toLowerCase() === 'npipe' ? rest.replaceAll('/', '\\') : rest);
		}

		case '': {
			return rest.startsWith('/') ? socketEndpoint(host, rest) : tcpEndpoint(host, rest, tls);
		}

		case 'tcp':
		case 'http': {
			return tcpEndpoint(host, rest, tls);
		}

		case 'https': {
			return tcpEndpoint(host, rest, tls ?? {isVerified: true});
		}

		case 'ssh': {
			return sshEndpoint(host, rest);
		}

		default: {
			throw invalidHost(host);
		}
	}
}

/**
A password in the address is refused, as by the docker command. A name that begins with a dash would be an option of ssh; the path is
read by a shell of the host, so it has plain characters only.
*/
function sshEndpoint(host: string, address: string): Endpoint {
	const match = /^(?:([^\s/:@]+)@)?(?:\[([\d.:a-f]+)\]|([^\s/:@[\]]+))(?::(\d+))?(\/[\w%+,\-./:=@]*)?$/i.exec(address);
	const [, user, ip, name, port, socketPath] = match ?? [];
	const machine = ip ?? name;
	const portNumber = Number(port ?? 22);
	if (machine === undefined || [machine, user].some(word => word?.startsWith('-')) || portNumber < 1 || portNumber > 65_535) {
		throw invalidHost(host);
	}

	return {
		kind: 'ssh',
		host: machine,
		...(user !== undefined && {user}),
		...(port !== undefined && {port: portNumber}),
		socketPath: socketPath === undefined || socketPath === '/' ? usualSocket : socketPath,
	};
}

function socketEndpoint(host: string, socketPath: string): Endpoint {
	if (socketPath === '' || socketPath.includes('\0')) {
		throw invalidHost(host);
	}

	return {kind: 'socket', socketPath};
}

function tcpEndpoint(host: string, address: string, tls: EndpointTls | undefined): Endpoint {
	// A path behind the port, as some proxies have, is not supported.
	const match = /^(?:\[([\d.:a-f]+)\]|([^\s/:@[\]]+))?(?::(\d+))?\/?$/i.exec(address);
	const port = Number(match?.[3] ?? (tls ? tlsPort : plainPort));
	if (!match || address === '' || port < 1 || port > 65_535) {
		throw invalidHost(host);
	}

	if (tls?.missingFile !== undefined) {
		throw new UserError('tls-file-missing', {path: tls.missingFile});
	}

	return {
		kind: 'tcp',
		host: match[1] ?? match[2] ?? 'localhost',
		port,
		// 2376 without certificates still speaks TLS.
		tls: tls ?? (port === tlsPort ? {isVerified: true} : undefined),
	};
}

/**
TLS as DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH ask for it; undefined when none is set. As with the docker
command, any value switches it on.
*/
export function endpointTls(
	environment: Environment,
	{homeDirectory, readFile}: {readonly homeDirectory: string; readonly readFile: (path: string) => string | undefined},
): EndpointTls | undefined {
	const isVerified = settingOf(environment, 'DOCKER_TLS_VERIFY') !== undefined;
	if (!isVerified && settingOf(environment, 'DOCKER_TLS') === undefined) {
		return undefined;
	}

	const folder = settingOf(environment, 'DOCKER_CERT_PATH') ?? path.posix.join(homeDirectory, '.docker');
	const pathOf = (name: string) => path.posix.join(folder, name);
	const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map(name => readFile(pathOf(name)));
	// As with the docker command a client needs no certificate of its own, until the engine asks for one.
	const [missing] = [
		...(isVerified && ca === undefined ? ['ca.pem'] : []),
		...(cert === undefined && key !== undefined ? ['cert.pem'] : []),
		...(cert !== undefined && key === undefined ? ['key.pem'] : []),
	];
	return {
		ca, cert, key, isVerified, ...(missing !== undefined && {missingFile: pathOf(missing)}),
	};
}

const bracketed = (host: string) => host.includes(':') ? `[${host}]` : host;

/** For a person: `unix:///var/run/docker.sock`, `tcp://host:2375`, `ssh://user@host`. */
export function endpointToText(endpoint: Endpoint): string {
	switch (endpoint.kind) {
		case 'socket': {
			return `unix://${endpoint.socketPath}`;
		}

		case 'tcp': {
			return `tcp://${bracketed(endpoint.host)}:${endpoint.port}`;
		}

		case 'ssh': {
			const {
				host, user, port, socketPath,
			} = endpoint;
			return `ssh://${user === undefined ? '' : `${user}@`}${bracketed(host)}${port === undefined ? '' : `:${port}`}${socketPath === usualSocket ? '' : socketPath}`;
		}
	}
}
