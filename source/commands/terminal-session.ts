import {once} from 'node:events';
import process from 'node:process';
import type {Engine} from '../engine/engine.ts';
import type {TerminalSize} from '../engine/exec.ts';

/** Of a terminal that does not tell its size. */
const usualSize: TerminalSize = {columns: 80, rows: 24};

/** Joins this terminal to a program in a container until the program ends; the terminal is left as it was. Gives its exit code. */
export async function runTerminal(engine: Engine, container: string, command: readonly string[]): Promise<number> {
	const {stdin, stdout} = process;
	const size = (): TerminalSize => stdout.columns > 0 && stdout.rows > 0 ? {columns: stdout.columns, rows: stdout.rows} : usualSize;
	const terminal = await engine.openTerminal(container, command, size());
	const {stream} = terminal;
	const onResize = (): void => {
		void terminal.resize(size()).catch(() => undefined);
	};

	const onInput = (chunk: Uint8Array): void => {
		stream.write(chunk);
	};

	const wasRaw = stdin.isRaw;
	stdin.setRawMode(true);
	stdin.on('data', onInput);
	stdin.resume();
	stdout.on('resize', onResize);
	stream.on('data', (chunk: Uint8Array) => {
		stdout.write(chunk);
	});
	try {
		await once(stream, 'close');
	} finally {
		stdin.off('data', onInput);
		stdin.pause();
		stdin.setRawMode(wasRaw);
		stdout.off('resize', onResize);
		stream.destroy();
	}

	return await terminal.readExitCode() ?? 0;
}
