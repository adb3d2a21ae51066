import fs from 'node:fs';
import process from 'node:process';
import tty from 'node:tty';
import {UserError} from '../../domain/user-error.ts';
import type {Background} from '../theme/theme.ts';
import {askBackground} from './background-query.ts';
import {createFrameSink, type FrameSink} from './frame-sink.ts';
import {
	enterScreen,
	leaveScreen,
	mouseOff,
	mouseOn,
	popTitle,
	pushTitle,
	setTitle,
} from './sequences.ts';
import {copySequence} from './clipboard.ts';
import type {MouseEvent} from './input-splitter.ts';
import {createKeyStream} from './key-stream.ts';
import {notifySequence, type Notification, type NotifyChoice} from './notification.ts';
import {watchProcess, type ProcessEnd} from './process-watch.ts';
import {detectTerminal, type TerminalKind} from './terminal-kind.ts';
import {createTtyWriter} from './tty-writer.ts';

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The terminal while the screen has it. */
export type TerminalSession = {
	readonly sink: FrameSink;
	/** Where keys come from, in raw mode. */
	readonly input: tty.ReadStream;
	size(): TerminalSize;
	setTitle(title: string): void;
	/** Whether presses and the wheel are reported; without that the terminal selects text with them. */
	setMouse(isOn: boolean): void;
	/** Hands a text to the terminal for its clipboard; tells whether all of it had room, or that there is no clipboard. */
	copy(text: string): 'copied' | 'cut' | 'impossible';
	/** Tells the person something that happened, the way they chose. */
	notify(notification: Notification, choice: NotifyChoice): void;
	/** Gives the terminal back, stops this process like Ctrl-Z does everywhere, and takes the terminal again afterwards. */
	suspend(): void;
	/**
	Gives the terminal to a program for as long as its work takes, and takes it again afterwards. Ctrl-C is that program's meanwhile.

	@throws UserError `terminal-missing` when keys do not come from standard input, and what the work throws.
	*/
	lend<T>(work: () => Promise<T>): Promise<T>;
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
	/** What the terminal can do; found out from the environment by default. */
	readonly kind?: TerminalKind;
	/** Whether the mouse is reported from the start; never by default. */
	readonly hasMouse?: boolean;
	readonly onMouse?: (event: MouseEvent) => void;
	/** Called before the process stops (Ctrl-Z) and after it goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** Called when the terminal says what its background is; without it the terminal is not asked. Nothing waits for the answer. */
	readonly onBackground?: ((background: Background) => void) | undefined;
};

/** How long the way out waits for a terminal that takes nothing. */
const leaveDeadlineMs = 300;
/** More than two copies to the clipboard of a terminal that takes nothing are not kept. */
const waitingCapacity = 400_000;
/** Without a shell that controls jobs nothing stops; then the screen comes back after this time. */
const notStoppedMs = 150;

/**
Takes the terminal: alternate screen, raw keys, no cursor. It is given back on every way out: return, exception,
rejection, SIGINT, SIGTERM, SIGHUP, SIGQUIT, exit.

@throws UserError `terminal-missing` when standard output is no terminal, `terminal-without-raw-mode` when no keys can
be read.
*/
export function openTerminalSession({title: firstTitle, keys, kind = detectTerminal(process.env), hasMouse = false, onMouse, onResize, onSuspend, onResume, onBackground}: TerminalSessionOptions): TerminalSession {
	const output = process.stdout;
	if (!output.isTTY) {
		throw new UserError('terminal-missing');
	}

	const input = openInput(keys);
	const keyStream = createKeyStream(input, {onMouse, onBackground});
	let title = firstTitle;
	let isOpen = false;
	let isClosed = false;
	let isMouseOn = hasMouse && kind.hasMouse;
	/** Sequences that wait for a terminal that takes nothing at the moment. */
	let waiting = '';
	let isSuspended = false;
	let isLent = false;
	let notStopped: NodeJS.Timeout | undefined;
	const writer = createTtyWriter({
		onDrain() {
			speak('');
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
		writer.writeNow(enterScreen + (kind.hasTitle ? pushTitle + setTitle(title) : '') + (isMouseOn ? mouseOn : ''), leaveDeadlineMs);
	}

	function leave(): void {
		if (!isOpen) {
			return;
		}

		isOpen = false;
		setRawMode(input, false);
		waiting = '';
		writer.writeNow((kind.hasTitle ? popTitle : '') + leaveScreen, leaveDeadlineMs);
	}

	/** Sends a sequence between two frames, and those that wait. */
	function speak(sequence: string): void {
		if (!isOpen || waiting.length > waitingCapacity) {
			return;
		}

		waiting += sequence;
		if (waiting === '' || !writer.isIdle()) {
			return;
		}

		writer.write(waiting);
		waiting = '';
	}

	function suspend(): void {
		if (!isOpen || isSuspended || isLent) {
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

	async function lend<T>(work: () => Promise<T>): Promise<T> {
		if (!isOpen || input !== process.stdin) {
			throw new UserError('terminal-missing');
		}

		isLent = true;
		sink.setPaused(true);
		leave();
		keyStream.setPaused(true);
		const takeSignals = watch.ignoreKeys();
		try {
			return await work();
		} finally {
			takeSignals();
			isLent = false;
			if (!isClosed) {
				keyStream.setPaused(false);
				enter();
				sink.setPaused(false);
				resize();
			}
		}
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
		isClosed = true;
		giveBack();
		output.off('resize', resize);
		input.off('end', onInputEnd);
		input.off('error', onInputEnd);
		watch.close();
		writer.close();
		keyStream.close();
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
		input: keyStream.input,
		size: () => readSize(output),
		setTitle(text) {
			title = text;
			if (kind.hasTitle) {
				speak(setTitle(text));
			}
		},
		setMouse(isOn) {
			isMouseOn = isOn && kind.hasMouse;
			speak(isMouseOn ? mouseOn : mouseOff);
		},
		copy(text) {
			const copied = copySequence(text, kind);
			if (copied === undefined) {
				return 'impossible';
			}

			speak(copied.sequence);
			return copied.isCut ? 'cut' : 'copied';
		},
		notify(notification, choice) {
			speak(notifySequence(notification, choice, kind));
		},
		suspend,
		lend,
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
