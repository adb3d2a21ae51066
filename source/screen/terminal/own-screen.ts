import {setRawMode, type openInput} from './raw-keys.ts';
import {createSequenceQueue} from './sequence-queue.ts';
import type {TerminalKind} from './terminal-kind.ts';
import {createTerminalModes} from './terminal-voice.ts';
import type {TtyWriter} from './tty-writer.ts';

/** How long the way out waits for a terminal that takes nothing. */
export const leaveDeadlineMs = 300;

export type OwnScreenParts = {
	readonly input: ReturnType<typeof openInput>;
	readonly writer: TtyWriter;
	readonly kind: TerminalKind;
	readonly title: string;
	readonly hasMouse: boolean;
};

/** The screen of our own: alternate screen, raw keys, no cursor. Taken by `enter`, given back by `leave`. */
export function createOwnScreen({input, writer, kind, title, hasMouse}: OwnScreenParts) {
	let isOpen = false;
	const sequences = createSequenceQueue(writer);

	function send(sequence: string): void {
		if (isOpen) {
			sequences.send(sequence);
		}
	}

	const voice = createTerminalModes({
		kind, title, hasMouse, send,
	});
	return {
		voice,
		isOpen: () => isOpen,
		/** Sends a sequence when the terminal takes it; nothing while the screen is not ours. */
		speak: send,
		enter(): void {
			isOpen = true;
			// Off first: the mode is remembered, and the shell may have changed it behind our back.
			setRawMode(input, false);
			setRawMode(input, true);
			writer.writeNow(voice.entering(), leaveDeadlineMs);
		},
		leave(): void {
			if (!isOpen) {
				return;
			}

			isOpen = false;
			setRawMode(input, false);
			sequences.clear();
			writer.writeNow(voice.leaving(), leaveDeadlineMs);
		},
	};
}
