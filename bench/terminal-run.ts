import {Buffer} from 'node:buffer';
import {spawn as spawnProgram} from 'node:child_process';
import {readFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** A program in a pty, and what it costs. */
export type TerminalRun = {
	readonly pid: number;
	/** Bytes that the terminal was sent so far. */
	readonly bytes: () => number;
	readonly text: () => string;
	/** What is on the screen, after all that came so far. Costs this process time, not the program. */
	screen(): Promise<string>;
	/** Forgets the text so far. */
	clear(): void;
	/** Milliseconds from `from` (performance.now) until the text since the last `clear` fits. */
	until(isMeant: (text: string) => boolean, from?: number, limitMs?: number): Promise<number>;
	write(keys: string): void;
	resize(columns: number, rows: number): void;
	/** Ends it and waits for the end. */
	end(): Promise<void>;
	readonly exited: Promise<number>;
};

export type TerminalRunOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly environment?: Readonly<Record<string, string>>;
};

/** The time of the call counts as the time of exec. */
export function runInTerminal(command: string, words: readonly string[], {columns = 160, rows = 45, environment = {}}: TerminalRunOptions = {}): TerminalRun {
	const kept = Object.fromEntries(['PATH', 'HOME', 'DOCKER_HOST'].flatMap(name => process.env[name] === undefined ? [] : [[name, process.env[name]]]));
	const started = performance.now();
	const pty = spawn(command, [...words], {
		name: 'xterm-256color', cols: columns, rows, env: {...kept, ...Object.fromEntries([['LANG', 'C.UTF-8'], ['COLORTERM', 'truecolor']]), ...environment},
	});
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let text = '';
	let bytes = 0;
	let notify: (() => void) | undefined;
	pty.onData(data => {
		text += data;
		terminal.write(data);
		bytes += Buffer.byteLength(data);
		notify?.();
	});
	const exited = new Promise<number>(resolve => {
		pty.onExit(({exitCode}) => {
			resolve(exitCode);
			notify?.();
		});
	});
	return {
		pid: pty.pid,
		bytes: () => bytes,
		text: () => text,
		async screen() {
			await new Promise<void>(resolve => {
				terminal.write('', resolve);
			});
			return Array.from({length: rows}, (_, row) => terminal.buffer.active.getLine(row)!.translateToString(true)).join('\n');
		},
		clear() {
			text = '';
		},
		async until(isMeant, from = started, limitMs = 20_000) {
			const end = performance.now() + limitMs;
			while (!isMeant(text)) {
				if (performance.now() > end) {
					throw new Error(`Not seen in ${command} ${words.join(' ')}: ${JSON.stringify(text.slice(-500))}`);
				}

				await Promise.race([delay(200), new Promise<void>(resolve => {
					notify = resolve;
				})]);
			}

			return performance.now() - from;
		},
		write(keys) {
			pty.write(keys);
		},
		resize(newColumns, newRows) {
			pty.resize(newColumns, newRows);
			terminal.resize(newColumns, newRows);
		},
		async end() {
			try {
				process.kill(pty.pid, 'SIGTERM');
			} catch {}

			await exited;
		},
		exited,
	};
}

/** Milliseconds until a program has ended, its output thrown away by the kernel. */
export async function timeOfProgram(command: string, words: readonly string[]): Promise<number> {
	const started = performance.now();
	await new Promise<void>((resolve, reject) => {
		spawnProgram(command, words, {stdio: 'ignore'}).once('error', reject).once('close', () => {
			resolve();
		});
	});
	return performance.now() - started;
}

/** Processor time of a process so far, of its threads and not of its children, in milliseconds. Source: proc(5), stat, at 100 ticks a second. */
export function processorMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ', 2)[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of a process. Source: proc(5), status. */
export function residentBytes(pid: number): number {
	return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}

/** The middle value. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)]!;
}
