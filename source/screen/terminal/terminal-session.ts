import process from 'node:process';
import type tty from 'node:tty';
import {UserError} from '../../domain/user-error.ts';
import {askBackground, askWidth} from './terminal-query.ts';
import {createFrameSink} from './frame-sink.ts';
import {createKeyStream} from './key-stream.ts';
import {watchProcess} from './process-watch.ts';
import {closeInput, openInput, setRawMode} from './raw-keys.ts';
import {createSequenceQueue} from './sequence-queue.ts';
import type {TerminalSession, TerminalSessionOptions, TerminalSize} from './session.ts';
import {detectTerminal} from './terminal-kind.ts';
import {createTerminalVoice} from './terminal-voice.ts';
import {createTtyWriter} from './tty-writer.ts';

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
export function openTerminalSession({title, keys, kind = detectTerminal(process.env), hasMouse = false, onMouse, onResize, onSuspend, onResume, onBackground, onWidth}: TerminalSessionOptions): TerminalSession {
	const output = process.stdout;
	if (!output.isTTY) {
		throw new UserError('terminal-missing');
	}

	const input = openInput(keys);
	const keyStream = createKeyStream(input, {onMouse, onBackground, onWidth});
	let isOpen = false;
	let isClosed = false;
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
	const sequences = createSequenceQueue(writer);
	const voice = createTerminalVoice({
		kind, title, hasMouse, speak,
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
		writer.writeNow(voice.entering(), leaveDeadlineMs);
	}

	function leave(): void {
		if (!isOpen) {
			return;
		}

		isOpen = false;
		setRawMode(input, false);
		sequences.clear();
		writer.writeNow(voice.leaving(), leaveDeadlineMs);
	}

	function speak(sequence: string): void {
		if (isOpen) {
			sequences.speak(sequence);
		}
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
		closeInput(input);
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

		if (onWidth !== undefined) {
			keyStream.expectWidth();
			writer.writeNow(askWidth, leaveDeadlineMs);
		}
	} catch (error) {
		close();
		throw error instanceof UserError ? error : new UserError('terminal-without-raw-mode', {}, {cause: error});
	}

	return {
		sink,
		input: keyStream.input,
		size: () => readSize(output),
		setTitle: voice.setTitle,
		setMouse: voice.setMouse,
		copy: voice.copy,
		notify: voice.notify,
		suspend,
		lend,
		close,
		ended: watch.ended,
	};
}

/** Some terminals, such as a serial line, report no size. */
function readSize(output: tty.WriteStream): TerminalSize {
	return {columns: output.columns > 0 ? output.columns : 80, rows: output.rows > 0 ? output.rows : 24};
}
