import process from 'node:process';
import type tty from 'node:tty';
import {UserError} from '../../domain/user-error.ts';
import {askCellSize, askGraphics} from './graphics-query.ts';
import {createHandover} from './handover.ts';
import {createKeyStream, type KeyStream} from './key-stream.ts';
import {createOwnScreen, leaveDeadlineMs, type OwnScreen} from './own-screen.ts';
import {watchProcess} from './process-watch.ts';
import {closeInput, openInput} from './raw-keys.ts';
import type {
	TerminalListeners,
	TerminalSession,
	TerminalSessionOptions,
	TerminalSize,
} from './session.ts';
import {detectTerminal, type TerminalKind} from './terminal-kind.ts';
import {askBackground, askWidth} from './terminal-query.ts';
import {createTtyWriter, type TtyWriter} from './tty-writer.ts';

/**
Takes the terminal: alternate screen, raw keys, no cursor. It is given back on every way out: return, exception,
rejection, SIGINT, SIGTERM, SIGHUP, SIGQUIT, exit.

@throws UserError `terminal-missing` when standard output is no terminal, `terminal-without-raw-mode` when no keys can
be read.
*/
export function openTerminalSession({title, keys, kind = detectTerminal(process.env), hasMouse = false, listeners}: TerminalSessionOptions): TerminalSession {
	const output = process.stdout;
	if (!output.isTTY) {
		throw new UserError('terminal-missing');
	}

	const size = () => readSize(output);
	const input = openInput(keys);
	const keyStream = createKeyStream(input, listeners);
	const writer = createTtyWriter({
		onDrain() {
			screen.flush();
		},
		onGone: endByHangup,
	});
	const screen = createOwnScreen({
		input, writer, kind, title, hasMouse, size, onResize: listeners.onResize,
	});
	const handover = createHandover({
		screen, keyStream, watch: () => watch, listeners,
	});
	const watch = watchProcess({
		onEnd: giveBack,
		onStop: handover.suspend,
		onContinue: handover.comeBack,
	});

	function giveBack(): void {
		handover.cancel();
		screen.leave();
	}

	function close(): void {
		handover.close();
		screen.leave();
		output.off('resize', screen.resize);
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
	output.on('resize', screen.resize);
	try {
		screen.enter();
		askTerminal(writer, keyStream, listeners);
	} catch (error) {
		close();
		throw error instanceof UserError ? error : new UserError('terminal-without-raw-mode', {}, {cause: error});
	}

	return {
		sink: screen.sink,
		input: keyStream.input,
		size,
		setTitle: screen.modes.setTitle,
		setMouse: screen.modes.setMouse,
		copy: screen.modes.copy,
		notify: screen.modes.notify,
		askGraphics: createGraphicsQuestion(screen, keyStream, kind),
		suspend: handover.suspend,
		async lend(work) {
			if (!screen.isOpen() || input !== process.stdin) {
				throw new UserError('terminal-missing');
			}

			return handover.lend(work);
		},
		close,
		ended: watch.ended,
	};
}

function createGraphicsQuestion(screen: Pick<OwnScreen, 'send'>, keyStream: Pick<KeyStream, 'expectGraphics'>, {multiplexer}: Pick<TerminalKind, 'multiplexer'>): TerminalSession['askGraphics'] {
	return what => {
		keyStream.expectGraphics();
		screen.send(what === 'everything' ? askGraphics(multiplexer) : askCellSize);
	};
}

/** Asks the terminal what somebody listens for. The answers come with the keys. */
function askTerminal(writer: TtyWriter, keyStream: KeyStream, {onBackground, onWidth}: TerminalListeners): void {
	if (onBackground !== undefined) {
		writer.writeNow(askBackground, leaveDeadlineMs);
	}

	if (onWidth === undefined) {
		return;
	}

	keyStream.expectWidth();
	writer.writeNow(askWidth, leaveDeadlineMs);
}

/** Some terminals, such as a serial line, report no size. */
function readSize(output: tty.WriteStream): TerminalSize {
	return {columns: output.columns > 0 ? output.columns : 80, rows: output.rows > 0 ? output.rows : 24};
}
