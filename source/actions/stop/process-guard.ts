import {spawn} from 'node:child_process';
import {readlink} from 'node:fs/promises';
import {
	guardWords,
	isPython,
	readGuard,
	type GuardProgram,
	type GuardRequest,
	type GuardResult,
	type GuardRun,
} from './guard.ts';

/** The Python of a process of this machine, where it is one. */
export async function ownPython(pid: number): Promise<readonly string[]> {
	const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
	return isPython(program) ? [program] : [];
}

/** Undefined when there is no such program. */
async function start(python: string, request: GuardRequest): Promise<GuardProgram | undefined> {
	const child = spawn(python, guardWords(request), {stdio: ['pipe', 'pipe', 'ignore']});
	child.stdin.on('error', () => undefined);
	const isStarted = await new Promise<boolean>(resolve => {
		child.once('spawn', () => {
			resolve(true);
		});
		child.once('error', () => {
			resolve(false);
		});
	});
	return isStarted
		? {
			output: child.stdout,
			write(text) {
				child.stdin.write(text);
			},
			leave() {
				child.stdin.end();
			},
		}
		: undefined;
}

/** The guard beside a process of this machine: by the Python of the training itself, else one of the machine. */
export async function runProcessGuard(request: GuardRequest, run: GuardRun): Promise<GuardResult> {
	for (const python of [...await ownPython(request.pid), 'python3', 'python']) {
		const program = await start(python, request);
		if (program !== undefined) {
			return readGuard(program, run);
		}
	}

	return {end: 'impossible'};
}
