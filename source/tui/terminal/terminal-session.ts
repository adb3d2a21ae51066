import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {UserError} from '../../domain/user-error.ts';
import type {Background} from '../theme/theme.ts';
import {takeAnswers} from './answered-input.ts';
import {askBackground} from './background-query.ts';
import {createFrameSink, type FrameSink} from './frame-sink.ts';
import {
	enterScreen,
	leaveScreen,
	popTitle,
	pushTitle,
	setTitle,
} from './sequences.ts';
import {watchProcess, type ProcessEnd} from './process-watch.ts';
import {createTtyWriter} from './tty-writer.ts';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The terminal while the screen has it. */
export type TerminalSession = {
	readonly sink: FrameSink;
	/** Where keys come from, in raw mode. */
	readonly input: tty.ReadStream;
	size(): TerminalSize;
	setTitle(title: string): void;
	/** Gives the terminal back, stops this process like Ctrl-Z does everywhere, and takes the terminal again afterwards. */
	suspend(): void;
	/** Gives the terminal back as it was found. May be called any number of times. */
	close(): void;
	/** Resolves when something other than the person ends the screen; the terminal is given back by then. */
	readonly ended: Promise<ProcessEnd>;
};

export type TerminalSessionOptions = {
	readonly title: string;
	/** Where keys are read: standard input, or the terminal itself when standard input carries data. */
	readonly keys: 'stdin' | 'terminal';
	/** The size changed, or the screen came back and must be drawn anew. */
	readonly onResize: () => void;
	/** Called before the process stops (Ctrl-Z) and after it goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** Called when the terminal says what its background is; without it the terminal is not asked. Nothing waits for the answer. */
	readonly onBackground?: ((background: Background) => void) | undefined;
};

/** How long the way out waits for a terminal that takes nothing. */
const leaveDeadlineMs = 300;
/** Without a shell that controls jobs nothing stops; then the screen comes back after this time. */
const notStoppedMs = 150;

/**
Takes the terminal: alternate screen, raw keys, no cursor. It is given back on every way out: return, exception,
rejection, SIGINT, SIGTERM, SIGHUP, SIGQUIT, exit.

@throws UserError `terminal-missing` when standard output is no terminal, `terminal-without-raw-mode` when no keys can
be read.
*/
export function openTerminalSession({title, keys, onResize, onSuspend, onResume, onBackground}: TerminalSessionOptions): TerminalSession {
	const output = process.stdout;
	if (!output.isTTY) {
		throw new UserError('terminal-missing');
	}

	const input = openInput(keys);
	const giveInputBack = onBackground && takeAnswers(input, onBackground);
	let isOpen = false;
	let isSuspended = false;
	let notStopped: NodeJS.Timeout | undefined;
	const writer = createTtyWriter({
		onDrain() {
			sink.flush();
		},
		onGone() {
			watch.end({kind: 'signal', signal: 'SIGHUP', exitCode: 129});
		},
	});
	const sink = createFrameSink(writer, readSize(output));
	const watch = watchProcess({
		onEnd: giveBack,
		onStop: suspend,
		onContinue: comeBack,
	});

	function enter(): void {
		isOpen = true;
		// Off first: the mode is remembered, and the shell may have changed it behind our back.
		setRawMode(input, false);
		setRawMode(input, true);
		writer.writeNow(enterScreen + pushTitle + setTitle(title), leaveDeadlineMs);
	}

	function leave(): void {
		if (!isOpen) {
			return;
		}

		isOpen = false;
		setRawMode(input, false);
		writer.writeNow(popTitle + leaveScreen, leaveDeadlineMs);
	}

	function suspend(): void {
		if (!isOpen || isSuspended) {
			return;
		}

		isSuspended = true;
		onSuspend?.();
		sink.setPaused(true);
		leave();
		notStopped = setTimeout(comeBack, notStoppedMs);
		watch.stopProcess();
	}

	function comeBack(): void {
		clearTimeout(notStopped);
		if (isSuspended) {
			isSuspended = false;
			onResume?.();
		} else if (!isOpen) {
			return;
		}

		enter();
		sink.setPaused(false);
		resize();
	}

	function resize(): void {
		const {columns, rows} = readSize(output);
		sink.resize(columns, rows);
		onResize();
	}

	function giveBack(): void {
		clearTimeout(notStopped);
		sink.setPaused(true);
		leave();
	}

	function close(): void {
		giveBack();
		output.off('resize', resize);
		input.off('end', onInputEnd);
		input.off('error', onInputEnd);
		watch.close();
		writer.close();
		giveInputBack?.();
		if (input === process.stdin) {
			input.pause();
			input.unref();
		} else {
			input.destroy();
		}
	}

	function onInputEnd(): void {
		watch.end({kind: 'signal', signal: 'SIGHUP', exitCode: 129});
	}

	input.on('end', onInputEnd);
	input.on('error', onInputEnd);
	output.on('resize', resize);
	try {
		enter();
		if (onBackground !== undefined) {
			writer.writeNow(askBackground, leaveDeadlineMs);
		}
	} catch (error) {
		close();
		throw error instanceof UserError ? error : new UserError('terminal-without-raw-mode', {}, {cause: error});
	}

	return {
		sink,
		input,
		size: () => readSize(output),
		setTitle(text) {
			if (isOpen && writer.isIdle()) {
				writer.write(setTitle(text));
			}
		},
		suspend,
		close,
		ended: watch.ended,
	};
}

function openInput(keys: 'stdin' | 'terminal'): tty.ReadStream {
	if (keys === 'stdin' && process.stdin.isTTY) {
		return process.stdin;
	}

	try {
		// eslint-disable-next-line no-bitwise -- Flags of open(2).
		return new tty.ReadStream(fs.openSync('/dev/tty', fs.constants.O_RDONLY | fs.constants.O_NOCTTY));
	} catch (error) {
		throw new UserError('terminal-without-raw-mode', {}, {cause: error});
	}
}

function setRawMode(input: tty.ReadStream, isRaw: boolean): void {
	try {
		input.setRawMode(isRaw);
	} catch {
		// On the way out the terminal may be gone already; on the way in reading fails next and ends the screen.
	}
}

/** Some terminals, such as a serial line, report no size. */
function readSize(output: tty.WriteStream): TerminalSize {
	return {columns: output.columns > 0 ? output.columns : 80, rows: output.rows > 0 ? output.rows : 24};
}
