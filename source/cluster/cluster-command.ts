import {Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import process from 'node:process';
import {StringDecoder} from 'node:string_decoder';
import {whenAborted} from '../domain/deferred.ts';
import {quoteForExecution} from '../domain/shell-quote.ts';
import {UserError} from '../domain/user-error.ts';
import {sshRunCommand} from '../engine/ssh-command.ts';
import {shareConnection, type SharedHost} from './ssh-sharing.ts';

export type CommandResult = {readonly exitCode: number; readonly stdout: string; readonly stderr: string; /** Standard output as it came; of a test it may be missing. */ readonly bytes?: Uint8Array};

export type CommandOptions = {
	readonly signal: AbortSignal;
	/** Given to its standard input. */
	readonly input?: string;
	readonly limitMs?: number;
	readonly maxBytes?: number;
	/** Takes standard output as it comes; nothing of it is kept then. */
	readonly onText?: (text: string) => void;
	/** Where it is run, absolute; where yolotop or ssh is unless it is given. */
	readonly directory?: string | undefined;
	/** For this command alone, beside those of yolotop. */
	readonly variables?: Readonly<Record<string, string>>;
};

/** Runs a command of the cluster: an argument array, on this machine or over ssh. */
export type RunClusterCommand = (words: readonly string[], options: CommandOptions) => Promise<CommandResult>;

/** A controller that is away lets squeue wait 9 s before it says so (measured with Slurm 22.05). */
const usualLimitMs = 15_000;

/** Ten thousand jobs are 2 MB. */
const usualMaxBytes = 32 * 1024 * 1024;

const maxErrorBytes = 8192;

/** What is killed when yolotop ends; one listener for all. */
const running = new Set<() => void>();
let isListening = false;

function listenForExit(): void {
	if (isListening) {
		return;
	}

	isListening = true;
	process.once('exit', () => {
		for (const kill of running) {
			kill();
		}
	});
}

export type ClusterHost = {
	/** As ssh knows it; undefined for this machine. */
	readonly host?: string | undefined;
	readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Where a command was asked, as a message names it: nothing for this machine. */
export const placeOf = (host: string | undefined): string => host === undefined ? '' : ` (${host})`;

/** The same, and what a person types before a command to run it there by hand. */
export const placeValues = (host: string | undefined): {readonly place: string; readonly there: string} => ({place: placeOf(host), there: host === undefined ? '' : `ssh ${host} `});

/** The words that run a command there; over ssh a shell of the host reads them, so each is quoted. */
export function clusterWords({host, control}: Pick<ClusterHost, 'host'> & {readonly control?: string | undefined}, words: readonly string[], variables: Readonly<Record<string, string>> = {}): readonly string[] {
	const settings = Object.entries({LC_ALL: 'C', ...variables}).map(([name, value]) => `${name}=${value}`); // eslint-disable-line @typescript-eslint/naming-convention -- The name of the variable.
	return host === undefined ? words : sshRunCommand(host, quoteForExecution(['env', ...settings, ...words]), control);
}

/** The words that run a command in a directory, wherever a shell of that machine starts. */
const wordsIn = (directory: string, words: readonly string[]): readonly string[] => ['sh', '-c', 'cd "$1" && shift && exec "$@"', 'sh', directory, ...words];

/**
How commands of a cluster are run: bounded in time and in what they answer.

@throws UserError `cluster-command-missing`, `cluster-silent`, `cluster-command-killed`, `cluster-answer-too-large`, `ssh-unreachable`, `ssh-missing`.
*/
export function createClusterCommand({host, environment}: ClusterHost): RunClusterCommand {
	return async (words, {signal, input, limitMs = usualLimitMs, maxBytes = usualMaxBytes, onText, variables = {}, directory}) => {
		signal.throwIfAborted();
		listenForExit();
		const control = host === undefined ? undefined : await controlOf({host, environment}, words[0]!, signal);
		const [program, ...rest] = clusterWords({host, control}, directory === undefined ? words : wordsIn(directory, words), variables);
		const limit = AbortSignal.timeout(limitMs);
		const child = spawn(program!, rest, {
			stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
			env: {...environment, LC_ALL: 'C', ...variables}, // eslint-disable-line @typescript-eslint/naming-convention -- The name of the variable.
		});
		const kill = () => {
			child.kill('SIGKILL');
		};

		const stop = AbortSignal.any([signal, limit]);
		stop.addEventListener('abort', kill, {once: true});
		running.add(kill);
		try {
			const chunks: Uint8Array[] = [];
			let bytes = 0;
			// A TextDecoder keeps two bytes for each character outside of the heap.
			const decoder = new StringDecoder('utf8');
			let stderr = '';
			child.stdout!.on('data', (chunk: Uint8Array) => {
				bytes += chunk.length;
				if (bytes > maxBytes) {
					kill();
				} else if (onText === undefined) {
					chunks.push(chunk);
				} else {
					onText(decoder.write(chunk));
				}
			});
			child.stderr!.setEncoding('utf8').on('data', (text: string) => {
				stderr = (stderr + text).slice(-maxErrorBytes);
			});
			// A program that ends before it has read its input breaks the pipe.
			child.stdin?.on('error', () => undefined).end(input);
			const exitCode = await new Promise<number | undefined>((resolve, reject) => {
				child.once('error', reject);
				child.once('close', code => {
					resolve(code ?? undefined);
				});
			});
			signal.throwIfAborted();
			if (bytes > maxBytes) {
				throw new UserError('cluster-answer-too-large', {command: words[0]!, limit: String(maxBytes), place: placeOf(host)});
			}

			if (exitCode === undefined) {
				throw limit.aborted
					? new UserError('cluster-silent', {command: words[0]!, seconds: String(limitMs / 1000), ...placeValues(host)})
					: new UserError('cluster-command-killed', {command: program!, signal: child.signalCode ?? '', ...placeValues(host)});
			}

			throwConnectionError(exitCode, stderr, words[0]!, host);
			const output = Buffer.concat(chunks);
			return {
				exitCode, stdout: output.toString('utf8'), stderr, bytes: output,
			};
		} catch (error) {
			signal.throwIfAborted();
			throw error instanceof UserError ? error : missingProgram(words[0]!, host, error);
		} finally {
			stop.removeEventListener('abort', kill);
			running.delete(kill);
		}
	};
}

/**
The control socket of the connection to a host; undefined where each command makes its own.

@throws UserError `ssh-unreachable`, `ssh-permission-denied`.
*/
export async function controlOf(place: SharedHost, command: string, signal: AbortSignal): Promise<string | undefined> {
	const sharing = await Promise.race([shareConnection(place), whenAborted(signal)]);
	signal.throwIfAborted();
	if (sharing?.kind === 'failed') {
		throwConnectionError(255, sharing.stderr, command, place.host);
	}

	return sharing?.kind === 'shared' ? sharing.control : undefined;
}

function missingProgram(program: string, host: string | undefined, error: unknown): UserError {
	const reason = (error as NodeJS.ErrnoException).code ?? String(error);
	return host === undefined ? new UserError('cluster-command-missing', {command: program, place: placeOf(undefined)}, {cause: error}) : new UserError('ssh-missing', {host, reason, command: `ssh ${host}`}, {cause: error});
}

/** Source: ssh(1): 255 is an error of ssh itself. POSIX shells: 127 is a command that is not there. */
function throwConnectionError(exitCode: number, stderr: string, command: string, host: string | undefined): void {
	if (host === undefined) {
		return;
	}

	if (exitCode === 255) {
		const reason = stderr.trim().split('\n').at(-1) ?? '';
		throw new UserError(stderr.includes('Permission denied') ? 'ssh-permission-denied' : 'ssh-unreachable', {host, reason: reason.slice(0, 300), command: `ssh ${host}`});
	}

	if (exitCode === 127) {
		throw new UserError('cluster-command-missing', {command, place: placeOf(host)});
	}
}
