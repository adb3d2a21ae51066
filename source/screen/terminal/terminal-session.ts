import process from 'node:process';
import type tty from 'node:tty';
import {UserError} from '../../domain/user-error.ts';
import {askBackground, askWidth} from './terminal-query.ts';
import {createFrameSink} from './frame-sink.ts';
import {createKeyStream} from './key-stream.ts';
import {watchProcess} from './process-watch.ts';
import {closeInput, openInput} from './raw-keys.ts';
import {createOwnScreen, leaveDeadlineMs} from './own-screen.ts';
import type {TerminalSession, TerminalSessionOptions, TerminalSize} from './session.ts';
import {detectTerminal} from './terminal-kind.ts';
import {createSuspension} from './suspension.ts';
import {createTtyWriter} from './tty-writer.ts';

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
	let isClosed = false;
	const writer = createTtyWriter({
		onDrain() {
			screen.speak('');
			sink.flush();
		},
		onGone: endByHangup,
	});
	const screen = createOwnScreen({
		input, writer, kind, title, hasMouse,
	});
	const sink = createFrameSink(writer, readSize(output));
	const suspension = createSuspension({
		isOpen: screen.isOpen,
		take: takeScreen,
		give: giveScreen,
		stopProcess() {
			watch.stopProcess();
		},
		onSuspend,
		onResume,
	});
	const watch = watchProcess({
		onEnd: giveBack,
		onStop: suspension.suspend,
		onContinue: suspension.comeBack,
	});

	function takeScreen(): void {
		screen.enter();
		sink.setPaused(false);
		resize();
	}

	function giveScreen(): void {
		sink.setPaused(true);
		screen.leave();
	}

	async function lend<T>(work: () => Promise<T>): Promise<T> {
		if (!screen.isOpen() || input !== process.stdin) {
			throw new UserError('terminal-missing');
		}

		suspension.setLent(true);
		giveScreen();
		keyStream.setPaused(true);
		const takeSignals = watch.ignoreKeys();
		try {
			return await work();
		} finally {
			takeSignals();
			suspension.setLent(false);
			if (!isClosed) {
				keyStream.setPaused(false);
				takeScreen();
			}
		}
	}

	function resize(): void {
		const {columns, rows} = readSize(output);
		sink.resize(columns, rows);
		onResize();
	}

	function giveBack(): void {
		suspension.cancel();
		giveScreen();
	}

	function close(): void {
		isClosed = true;
		giveBack();
		output.off('resize', resize);
		input.off('end', endByHangup);
		input.off('error', endByHangup);
		watch.close();
		writer.close();
		keyStream.close();
		closeInput(input);
	}

	function endByHangup(): void {
		watch.end({kind: 'signal', signal: 'SIGHUP', exitCode: 129});
	}

	input.on('end', endByHangup);
	input.on('error', endByHangup);
	output.on('resize', resize);
	try {
		screen.enter();
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
		setTitle: screen.voice.setTitle,
		setMouse: screen.voice.setMouse,
		copy: screen.voice.copy,
		notify: screen.voice.notify,
		suspend: suspension.suspend,
		lend,
		close,
		ended: watch.ended,
	};
}

/** Some terminals, such as a serial line, report no size. */
function readSize(output: tty.WriteStream): TerminalSize {
	return {columns: output.columns > 0 ? output.columns : 80, rows: output.rows > 0 ? output.rows : 24};
}
