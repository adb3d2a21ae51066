import path from 'node:path';
import process from 'node:process';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const limitMs = 180_000;
/** A frame comes in pieces; after so long without one it is whole. */
const quietMs = 30;

/** The built program in a terminal emulator. */
export type PtyProgram = {
	readonly terminal: xterm.Terminal;
	/** Waits until the screen shows what is meant, and its last row, which a frame writes last. */
	see(what: RegExp): Promise<void>;
	press(keys: string): void;
	resize(columns: number, rows: number): void;
	end(): void;
};

/**
Starts yolotop with a true-colour terminal.

@param environment variables beside those of this process.
@param directory where it is started; the recordings by default.
*/
export function startProgram(words: readonly string[], columns: number, rows: number, environment: Readonly<Record<string, string>> = {}, directory = path.join(import.meta.dirname, '../test/recordings')): PtyProgram {
	const {CI: _ci, NO_COLOR: _color, ...inherited} = process.env;
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	const pty: IPty = spawn(process.execPath, [path.join(import.meta.dirname, '../dist/cli.js'), ...words], {
		name: 'xterm-256color', cols: columns, rows, cwd: directory,
		env: {...inherited, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', ...environment},
	});
	let lastData = 0;
	pty.onData(data => {
		lastData = performance.now();
		terminal.write(data);
	});
	return {
		terminal,
		async see(what) {
			const end = performance.now() + limitMs;
			while (!what.test(screenText(terminal)) || performance.now() - lastData < quietMs || (terminal.buffer.active.getLine(terminal.rows - 1)?.translateToString().trim() ?? '') === '') {
				if (performance.now() > end) {
					throw new Error(`Not seen: ${String(what)} on\n${screenText(terminal)}`);
				}

				await new Promise(resolve => {
					setTimeout(resolve, 5);
				});
			}
		},
		press(keys) {
			pty.write(keys);
		},
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		end() {
			pty.kill();
		},
	};
}

function screenText(terminal: xterm.Terminal): string {
	return Array.from({length: terminal.rows}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '').join('\n');
}
