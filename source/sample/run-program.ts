import {spawn, type ChildProcess} from 'node:child_process';
import process from 'node:process';

export type ProgramResult = {
	/** Undefined when the program was ended by a signal or could not be started. */
	readonly exitCode?: number | undefined;
	/** Standard output and standard error in the order in which they came, cut off at the limit. */
	readonly output: string;
	/** There is no such program, or it may not be run. */
	readonly isMissing: boolean;
};

/** Only the language of messages: a person may read another one. */
const plainWords = Object.fromEntries([['LC_ALL', 'C']]);

/** Far more than the longest answer of nvidia-smi that is asked for. */
const maxOutput = 1024 * 1024;

/**
Starts a program of this machine without a shell and without input, killed when the signal aborts or yolotop ends. Its
words do not depend on the language of the person.
*/
export function startProgram(program: string, programArguments: readonly string[], signal: AbortSignal): ChildProcess {
	const child = spawn(program, programArguments, {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {...process.env, ...plainWords},
	});
	const kill = (): void => {
		child.kill('SIGKILL');
	};

	signal.addEventListener('abort', kill, {once: true});
	process.once('exit', kill);
	const release = (): void => {
		signal.removeEventListener('abort', kill);
		process.off('exit', kill);
	};

	child.once('close', release);
	child.once('error', release);
	if (signal.aborted) {
		kill();
	}

	return child;
}

/**
Runs a program to its end. It is killed after the time limit (exit code undefined); the promise settles only when it has
really gone, so that a hanging one is never joined by a second. Never rejects.
*/
export async function runProgram(program: string, programArguments: readonly string[], {signal, timeLimitMs}: {readonly signal: AbortSignal; readonly timeLimitMs: number}): Promise<ProgramResult> {
	return new Promise(resolve => {
		const child = startProgram(program, programArguments, signal);
		let output = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
		}, timeLimitMs);
		const take = (text: string): void => {
			output = (output + text).slice(0, maxOutput);
		};

		for (const stream of [child.stdout!, child.stderr!]) {
			stream.setEncoding('utf8');
			stream.on('data', take);
		}

		const finish = (result: ProgramResult): void => {
			clearTimeout(timer);
			resolve(result);
		};

		child.once('error', error => {
			finish({output: error.message, isMissing: isMissingProgram(error)});
		});
		child.once('close', code => {
			finish({exitCode: code ?? undefined, output, isMissing: false});
		});
	});
}

/** Whether a program could not be started because it is not there or may not be run. */
export function isMissingProgram(error: unknown): boolean {
	return ['ENOENT', 'EACCES', 'ENOTDIR', 'ENOEXEC'].includes(String((error as {readonly code?: unknown}).code));
}
