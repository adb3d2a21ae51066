import {Buffer} from 'node:buffer';
import process from 'node:process';
import type {Engine} from '../engine/engine.ts';
import type {ExecTerminal, TerminalSize} from '../engine/exec.ts';
import type {DetachKeys} from './detach-keys.ts';

/** Of a terminal that does not report its size. */
const usualSize: TerminalSize = {columns: 80, rows: 24};

/** The size of this terminal. */
export function terminalSize(): TerminalSize {
	const {columns, rows} = process.stdout;
	return columns > 0 && rows > 0 ? {columns, rows} : usualSize;
}

/**
Joins the keys and the size of this terminal to a program in a container, until the program ends, its connection is lost, the detach
keys are typed or the signal aborts; the terminal is left as it was, and the program as it is. What it shows is the caller's.
*/
export async function typeInto({stream, resize}: ExecTerminal, signal?: AbortSignal, detachKeys?: DetachKeys): Promise<void> {
	const {stdin, stdout} = process;
	await new Promise<void>(resolve => {
		const onResize = (): void => {
			void resize(terminalSize()).catch(() => undefined);
		};

		const onInput = (chunk: Uint8Array | string): void => {
			const typed = Buffer.from(chunk as string);
			const {passed, rest} = detachKeys?.push(typed) ?? {passed: typed};
			if (passed.length > 0) {
				stream.write(passed);
			}

			if (rest === undefined) {
				return;
			}

			leave();
			if (rest.length > 0) {
				stdin.unshift(typeof chunk === 'string' ? Buffer.from(rest).toString() : rest);
			}
		};

		const wasRaw = stdin.isRaw;
		const leave = (): void => {
			stdin.off('data', onInput);
			stdin.pause();
			stdin.setRawMode(wasRaw);
			stdout.off('resize', onResize);
			stream.off('close', leave);
			signal?.removeEventListener('abort', leave);
			resolve();
		};

		stdin.setRawMode(true);
		stdin.on('data', onInput);
		stdin.resume();
		stdout.on('resize', onResize);
		stream.once('close', leave);
		signal?.addEventListener('abort', leave);
		if (stream.closed || signal?.aborted) {
			leave();
		}
	});
}

/** Joins this terminal to a program in a container until the program ends; the terminal is left as it was. Gives its exit code. */
export async function runTerminal(engine: Engine, container: string, command: readonly string[]): Promise<number> {
	const terminal = await engine.openTerminal(container, command, terminalSize());
	terminal.stream.on('data', (chunk: Uint8Array) => {
		process.stdout.write(chunk);
	});
	await typeInto(terminal);
	return await terminal.readExitCode() ?? 0;
}
