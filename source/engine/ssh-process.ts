import {spawn, type ChildProcess} from 'node:child_process';
import {existsSync, rmSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {UserError} from '../domain/user-error.ts';
import {endpointToText, type Environment, type SshEndpoint} from './endpoint.ts';
import {sshForwardCommand, sshCommandText, type TunnelFiles} from './ssh-command.ts';
import {sshFailure} from './ssh-failure.ts';

export type SshStart = {
	readonly endpoint: SshEndpoint;
	readonly files: TunnelFiles;
	readonly environment: Environment;
	readonly signal: AbortSignal;
	/** Shows what ssh says while it asks the person at the terminal; undefined when nobody is asked. */
	readonly ask?: (text: string) => void;
};

/** An ssh that has logged in and forwards. */
export type SshProcess = {
	/** What it wrote to standard error last. */
	lastWords(): string;
	/** Resolves when it has ended. */
	readonly ended: Promise<void>;
	kill(): void;
};

const maxStderr = 8192;

const pollMs = 15;

/**
Starts ssh and waits until the socket is there, which is after the login. Its questions go straight to the terminal; without
`ask` it has no terminal at all, so that it can never fight with the screen for the keys.

@throws UserError `ssh-…`.
*/
export async function startSsh({endpoint, files, environment, signal, ask}: SshStart): Promise<SshProcess> {
	signal.throwIfAborted();
	// An ssh that was killed leaves its sockets behind.
	rmSync(files.socket, {force: true});
	rmSync(files.control, {force: true});
	const [program, ...words] = sshForwardCommand(endpoint, files, {mayAsk: ask !== undefined});
	const child = spawn(program!, words, {stdio: ['ignore', 'ignore', 'pipe'], detached: ask === undefined, env: {...environment}});
	let stderr = '';
	let isReady = false;
	let startError: NodeJS.ErrnoException | undefined;
	child.stderr.setEncoding('utf8');
	child.stderr.on('data', (text: string) => {
		stderr = (stderr + text).slice(-maxStderr);
		if (!isReady) {
			ask?.(text);
		}
	});
	const ended = new Promise<void>(resolve => {
		child.once('error', error => {
			startError = error;
			resolve();
		});
		child.once('close', () => {
			resolve();
		});
	});
	const kill = () => {
		child.kill('SIGTERM');
	};

	signal.addEventListener('abort', kill, {once: true});
	try {
		await waitForSocket(child, files.socket, () => startError !== undefined);
	} finally {
		signal.removeEventListener('abort', kill);
	}

	signal.throwIfAborted();
	if (startError) {
		throw new UserError('ssh-missing', {host: endpointToText(endpoint), reason: startError.code ?? startError.message, command: sshCommandText(endpoint)}, {cause: startError});
	}

	if (hasEnded(child)) {
		await ended;
		throw sshFailure(endpoint, stderr);
	}

	isReady = true;
	return {lastWords: () => stderr, ended, kill};
}

const hasEnded = ({exitCode, signalCode}: ChildProcess) => exitCode !== null || signalCode !== null;

/** Until the socket is there or ssh has given up; ssh has a limit of its own for a host that does not answer. */
async function waitForSocket(child: ChildProcess, socket: string, hasFailed: () => boolean): Promise<void> {
	while (!existsSync(socket) && !hasEnded(child) && !hasFailed()) {
		await delay(pollMs);
	}
}
