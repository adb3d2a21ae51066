import {mkdtempSync, rmSync} from 'node:fs';
import http from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {UserError} from '../domain/user-error.ts';
import {createBackoff} from './backoff.ts';
import type {Environment, SshEndpoint} from './endpoint.ts';
import {startDialServer, type DialServer} from './ssh-dial.ts';
import {canBeAnswered, isFinal, sshFailure} from './ssh-failure.ts';
import {startSsh, type SshProcess} from './ssh-process.ts';

export type SshTunnel = {
	/** Speaks as the engine of the host does; it is there again soon after ssh has died. */
	readonly socketPath: string;
	close(): void;
};

export type SshTunnelOptions = {
	readonly environment: Environment;
	readonly signal?: AbortSignal | undefined;
	/** Shows what ssh says while it asks for a password or for trust in a host; undefined when nobody can be asked. */
	readonly ask?: ((text: string) => void) | undefined;
};

/** The engine answers a ping in milliseconds, Podman's service in one second, after being started for it. */
const pingLimitMs = 10_000;

/** Between two looks for a server that is away. */
const firstRetryMs = 250;

const open = new Set<SshTunnel>();

/** However the process ends: neither ssh nor the socket that opens an engine stays. */
function closeAll(): void {
	for (const tunnel of open) {
		tunnel.close();
	}
}

/**
Reaches the engine of another host by the system's ssh: its socket is forwarded into a folder that only the person can enter. A
first try asks nothing; where a password or trust in the host is missing and a person can be asked, a second one asks. An ssh that
dies later is started again without questions.

@throws UserError `ssh-…`.
*/
export async function openSshTunnel(endpoint: SshEndpoint, {environment, signal, ask}: SshTunnelOptions): Promise<SshTunnel> {
	const controller = new AbortController();
	const beginning = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
	const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-ssh-'));
	const files = {socket: path.join(folder, 'docker.sock'), control: path.join(folder, 'control')};
	const start = {endpoint, files, environment: {...environment, LC_ALL: 'C'}}; // eslint-disable-line @typescript-eslint/naming-convention -- the system's name
	let ssh: SshProcess | undefined;
	let dial: DialServer | undefined;

	const tunnel = {
		socketPath: files.socket,
		close() {
			open.delete(tunnel);
			controller.abort();
			dial?.close();
			ssh?.kill();
			rmSync(folder, {recursive: true, force: true});
		},
	};
	process.off('exit', closeAll);
	process.on('exit', closeAll);
	open.add(tunnel);

	async function login(): Promise<SshProcess> {
		try {
			return await startSsh({...start, signal: beginning});
		} catch (error) {
			if (ask && error instanceof UserError && canBeAnswered(error)) {
				return startSsh({...start, signal: beginning, ask});
			}

			throw error;
		}
	}

	/** Starts ssh again whenever it has died, until the tunnel is closed or another try is of no use. */
	async function keep(): Promise<void> {
		const backoff = createBackoff(controller.signal, firstRetryMs);
		for (;;) {
			try {
				await ssh!.ended;
				await backoff.wait();
				ssh = await startSsh({...start, signal: controller.signal});
				backoff.reset();
			} catch (error) {
				if (controller.signal.aborted || (error instanceof UserError && isFinal(error))) {
					return;
				}
			}
		}
	}

	try {
		ssh = await login();
		const isForwarded = await isAnswering(files.socket);
		if (!isForwarded) {
			const failure = ssh.lastWords();
			const dialSocket = path.join(folder, 'dial.sock');
			dial = await startDialServer(endpoint, files, dialSocket, start.environment);
			if (!await isAnswering(dialSocket)) {
				throw socketFailure(endpoint, failure, dial.lastWords());
			}
		}

		void keep();
		return {...tunnel, socketPath: dial ? path.join(folder, 'dial.sock') : files.socket};
	} catch (error) {
		tunnel.close();
		throw error;
	}
}

/** What the docker command of the host says is clearer than ssh's refusal, if it is there. */
function socketFailure(endpoint: SshEndpoint, forward: string, dial: string): UserError {
	const isDockerMissing = dial.trim() === '' || /not found|no such file/i.test(dial);
	const {values} = sshFailure(endpoint, isDockerMissing ? forward : dial);
	return new UserError('ssh-socket-unreachable', values);
}

/** Whether something that speaks HTTP is at the socket; who it is, is asked later. */
async function isAnswering(socketPath: string): Promise<boolean> {
	return new Promise(resolve => {
		const request = http.get({
			socketPath, path: '/_ping', agent: false, timeout: pingLimitMs, headers: {host: 'docker'},
		}, response => {
			response.resume();
			resolve(true);
		});
		request.once('timeout', () => {
			request.destroy();
		});
		request.on('error', () => {
			resolve(false);
		});
	});
}
