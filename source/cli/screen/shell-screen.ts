import {Buffer} from 'node:buffer';
import type {Readable} from 'node:stream';
import {mouseOff, resetColor} from '../../screen/terminal/sequences.ts';
import {createTtyWriter, type TtyWriter} from '../../screen/terminal/tty-writer.ts';

/** What a shell shows, on this terminal or kept for it. */
export type ShellScreen = {
	/** Shows it from now on, after what was kept. */
	show(): void;
	/** Keeps it from now on. */
	hide(): void;
};

/** What is kept while nobody looks, and while the terminal takes nothing; what is older is dropped. */
const keptBytes = 65_536;

/** What a program such as an editor may have asked of the terminal: keys of the cursor and the number pad in another form, mouse, colours. */
const forget = `\u{1B}[?1l\u{1B}>${mouseOff}\u{1B}[?1002l\u{1B}[?1003l${resetColor}`;

/**
Drains the output of a shell, which an unread stream would freeze together with its training, whether or not the terminal takes it.
*/
export function createShellScreen(output: Readable, openWriter: typeof createTtyWriter = createTtyWriter): ShellScreen {
	let kept: Uint8Array[] = [];
	let size = 0;
	let writer: TtyWriter | undefined;

	function pass(): void {
		if (size === 0 || !writer?.isIdle()) {
			return;
		}

		const bytes = Buffer.concat(kept);
		kept = [];
		size = 0;
		writer.write(bytes);
	}

	output.on('data', (chunk: Uint8Array) => {
		kept.push(chunk);
		size += chunk.length;
		while (size > keptBytes && kept.length > 1) {
			size -= kept.shift()!.length;
		}

		pass();
	});
	return {
		show() {
			writer = openWriter({onDrain: pass, onGone: () => undefined});
			pass();
		},
		hide() {
			writer?.writeNow(forget, 100);
			writer?.close();
			writer = undefined;
		},
	};
}
