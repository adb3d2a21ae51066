import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import process from 'node:process';
import {UserError} from '../domain/user-error.ts';
import {readTextFileSync} from '../files/regular-file.ts';
import {
	resolveConnection,
	type ConnectionCandidate,
	type ConnectionFacts,
	type ConnectionOptions,
} from './connection.ts';
import type {DockerEngine} from './docker-engine.ts';
import {endpointToText} from './endpoint.ts';
import type {CallOptions, Engine} from './engine.ts';

/** Of a configuration or a certificate of docker. */
const maxBytes = 4_194_304;

/** How this machine answers; the environment is read when the engine is connected, not when the module is loaded. */
function machineFacts(): ConnectionFacts {
	return {
		environment: process.env,
		homeDirectory: homedir(),
		readFile(file) {
			try {
				return readTextFileSync(file, maxBytes);
			} catch {
				return undefined;
			}
		},
		exists: existsSync,
	};
}

export type ConnectOptions = ConnectionOptions & CallOptions & {
	readonly facts?: ConnectionFacts;
	/**
	Shows what ssh says while it asks the person at the terminal for a password or for trust in a host. Only to be given where
	there is a terminal and no screen yet; undefined when nobody can be asked.
	*/
	readonly ask?: (text: string) => void;
};

/**
Finds the engine as the docker command does, then by its default sockets, and asks whether it answers. dockerode is loaded here, so
that a run that needs no engine never loads it.

@throws UserError `engine-host-invalid`, `config-invalid`, `engine-unreachable`, `engine-permission-denied`, `engine-not-docker`,
`engine-timeout`, `ssh-…`, `tls-…`.
*/
export async function connectEngine(options: ConnectOptions = {}): Promise<Engine> {
	const facts = options.facts ?? machineFacts();
	const candidates = resolveConnection(options, facts);
	const errors: unknown[] = [];
	for (const candidate of candidates) {
		const engine = await openEngine(candidate, facts, options);
		try {
			await engine.greet(options);
			return engine;
		} catch (error) {
			engine.close();
			errors.push(error);
		}
	}

	throw mostTelling(errors, candidates);
}

async function openEngine({endpoint, ...candidate}: ConnectionCandidate, {environment}: ConnectionFacts, {signal, ask}: ConnectOptions): Promise<DockerEngine> {
	const {createDockerEngine} = await import('./docker-engine.ts');
	if (endpoint.kind !== 'ssh') {
		return createDockerEngine({...candidate, endpoint});
	}

	const {openSshTunnel} = await import('./ssh-tunnel.ts');
	const tunnel = await openSshTunnel(endpoint, {environment, signal, ask});
	return createDockerEngine({
		...candidate,
		endpoint: {kind: 'socket', socketPath: tunnel.socketPath},
		endpointText: endpointToText(endpoint),
		onClose: tunnel.close,
	});
}

/** Of several default sockets: the one that is there but not allowed says more than one that is dead. */
function mostTelling(errors: readonly unknown[], candidates: readonly ConnectionCandidate[]): unknown {
	return errors.find(error => error instanceof UserError && error.code === 'engine-permission-denied')
		?? errors[0]
		?? new UserError('engine-unreachable', {endpoint: candidates.map(({endpoint}) => endpointToText(endpoint)).join(', ')});
}
