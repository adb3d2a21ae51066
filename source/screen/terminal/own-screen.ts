import type tty from 'node:tty';
import {createFrameSink, type FrameSink} from './frame-sink.ts';
import {setRawMode} from './raw-keys.ts';
import {createSequenceQueue} from './sequence-queue.ts';
import type {TerminalSize} from './session.ts';
import type {TerminalKind} from './terminal-kind.ts';
import {createTerminalModes, type TerminalModes} from './terminal-modes.ts';
import type {TtyWriter} from './tty-writer.ts';

/** How long the way out waits for a terminal that takes nothing. */
export const leaveDeadlineMs = 300;

export type OwnScreenParts = {
	readonly input: tty.ReadStream;
	readonly writer: TtyWriter;
	readonly kind: TerminalKind;
	readonly title: string;
	readonly hasMouse: boolean;
	readonly size: () => TerminalSize;
	/** The size changed, or the screen came back and must be drawn again. */
	readonly onResize: () => void;
};

/** The screen of our own: alternate screen, raw keys, no cursor. Taken by `enter`, given back by `leave`. */
export type OwnScreen = {
	readonly modes: TerminalModes;
	readonly sink: FrameSink;
	isOpen(): boolean;
	/** Sends a sequence that is no frame when the terminal takes it; nothing while the screen is not ours. */
	send(sequence: string): void;
	enter(): void;
	/** Takes the screen again, to be drawn in the size that the terminal has by now. */
	comeBack(): void;
	leave(): void;
	/** Sends what had to wait, now that the terminal takes it. */
	flush(): void;
	/** Takes the size that the terminal has. */
	resize(): void;
};

export function createOwnScreen({input, writer, kind, title, hasMouse, size, onResize}: OwnScreenParts): OwnScreen {
	let isOpen = false;
	const sequences = createSequenceQueue(writer);
	const sink = createFrameSink(writer, size());
	const modes = createTerminalModes({
		kind, title, hasMouse, send,
	});

	/** Sends a sequence when the terminal takes it; nothing while the screen is not ours. */
	function send(sequence: string): void {
		if (isOpen) {
			sequences.send(sequence);
		}
	}

	function enter(): void {
		isOpen = true;
		// Off first: the mode is remembered, and the shell may have changed it behind our back.
		setRawMode(input, false);
		setRawMode(input, true);
		writer.writeNow(modes.entering(), leaveDeadlineMs);
	}

	function resize(): void {
		const {columns, rows} = size();
		sink.resize(columns, rows);
		onResize();
	}

	return {
		modes,
		sink,
		isOpen: () => isOpen,
		send,
		enter,
		comeBack() {
			enter();
			sink.setPaused(false);
			resize();
		},
		leave() {
			sink.setPaused(true);
			if (!isOpen) {
				return;
			}

			isOpen = false;
			setRawMode(input, false);
			sequences.clear();
			writer.writeNow(sink.leaving() + modes.leaving(), leaveDeadlineMs);
		},
		flush() {
			send('');
			sink.flush();
		},
		resize,
	};
}
