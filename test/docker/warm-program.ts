import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {personEnvironment, type Finished, type ProgramOptions} from '../cli/run-bundle.ts';

export type WarmRequest =
	| {readonly kind: 'run'; readonly id: number; readonly words: readonly string[]; readonly environment: Readonly<Record<string, string>>; readonly cwd: string}
	| {readonly kind: 'stop'; readonly id: number; readonly exitCode: number};

export type WarmAnswer =
	| {readonly kind: 'stdout' | 'stderr'; readonly id: number; readonly text: string}
	| {readonly kind: 'end'; readonly id: number; readonly exitCode: number};

/** The command line in a process that lives on: starting one for each of hundreds of questions costs more than the answers. */
export type WarmProgram = {
	/** The same as `runBundle`, in one directory at a time. */
	run(words: readonly string[], options: ProgramOptions & {readonly cwd: string}): Promise<Finished>;
	close(): void;
};

const exitCodes: Readonly<Record<string, number>> = {SIGINT: 130, SIGTERM: 143};

type Asked = {readonly onAnswer: (answer: WarmAnswer) => void; readonly onExit: (error: Error) => void};

/** `host` is for DOCKER_HOST. */
export function startWarmProgram(host: string): WarmProgram {
	const child = fork(fileURLToPath(new URL('warm-program-entry.ts', import.meta.url)), {
		env: personEnvironment(Object.fromEntries([['DOCKER_HOST', host]])), execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const asked = new Map<number, Asked>();
	let count = 0;
	child.on('message', (answer: WarmAnswer) => {
		asked.get(answer.id)?.onAnswer(answer);
	});
	child.on('exit', code => {
		for (const {onExit} of asked.values()) {
			onExit(new Error(`The program has ended with ${code}`));
		}
	});

	return {
		async run(words, {environment, cwd, onOutput, onError, limitMs}) {
			count++;
			const id = count;
			const send = (request: WarmRequest): void => {
				child.send(request);
			};

			const wasStopped = (signal: NodeJS.Signals | number = 'SIGTERM'): boolean => {
				send({kind: 'stop', id, exitCode: exitCodes[signal]!});
				return true;
			};

			const output = {stdout: '', stderr: ''};
			let signal: string | undefined;
			const timer = setTimeout(() => {
				signal = 'SIGTERM';
				wasStopped();
			}, limitMs ?? 600_000);
			try {
				return await new Promise((resolve, reject) => {
					asked.set(id, {
						onExit: reject,
						onAnswer(answer) {
							if (answer.kind === 'end') {
								resolve({...output, exitCode: signal === undefined ? answer.exitCode : undefined, signal});
								return;
							}

							output[answer.kind] += answer.text;
							const listener = answer.kind === 'stdout' ? onOutput : onError;
							listener?.(output[answer.kind], {kill: wasStopped});
						},
					});
					send({
						kind: 'run', id, words, environment: personEnvironment(environment), cwd,
					});
				});
			} finally {
				clearTimeout(timer);
				asked.delete(id);
			}
		},
		close() {
			child.kill();
		},
	};
}
