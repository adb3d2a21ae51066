import {Buffer} from 'node:buffer';
import {wrapForMultiplexer} from './multiplexer.ts';
import type {TerminalKind} from './terminal-kind.ts';

/** Terminals drop a sequence of more than 100,000 bytes; so many bytes of text fit into one after base64. */
export const clipboardBytes = 74_994;

export type ClipboardText = {
	readonly sequence: string;
	/** True when not all of the text had room. */
	readonly isCut: boolean;
};

/**
The sequence that hands a text to the terminal for its clipboard; undefined where the terminal has none for programs.

Source: xterm, OSC 52. tmux takes it itself with `set-clipboard on` and passes it on with `allow-passthrough on`, so it gets
both.
*/
export function copySequence(text: string, {hasClipboard, multiplexer}: Pick<TerminalKind, 'hasClipboard' | 'multiplexer'>): ClipboardText | undefined {
	// A multiplexer hides the terminal behind it, which may well have a clipboard.
	if (!hasClipboard && multiplexer === undefined) {
		return undefined;
	}

	const bytes = Buffer.from(text);
	const kept = cutAtCharacter(bytes, clipboardBytes);
	const sequence = `\u{1B}]52;c;${Buffer.from(kept).toString('base64')}\u{7}`;
	return {sequence: multiplexer === 'tmux' ? sequence + wrapForMultiplexer(sequence, multiplexer) : wrapForMultiplexer(sequence, multiplexer), isCut: kept.length < bytes.length};
}

/** At most so many bytes, never half of a character. */
function cutAtCharacter(bytes: Uint8Array, limit: number): Uint8Array {
	if (bytes.length <= limit) {
		return bytes;
	}

	let end = limit;
	// A byte of 10xxxxxx goes on with a character.
	while (end > 0 && bytes[end]! >= 0x80 && bytes[end]! < 0xC0) {
		end--;
	}

	return bytes.subarray(0, end);
}
