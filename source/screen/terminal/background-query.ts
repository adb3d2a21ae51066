import type {Background} from '../theme/theme.ts';

/** Asks the terminal for the colour of its background. Source: xterm's control sequences, OSC 11 with `?`. */
export const askBackground = '\u{1B}]11;?\u{1B}\\';

/** What came from the terminal: the keys without the answer, and the answer as far as it is complete. */
export type Answered = {readonly keys: string; readonly background?: Background};

/** Takes answers of the terminal out of what a person types. */
export type AnswerFilter = {
	/** Any chunk of input. What may be the beginning of an answer is held back until the next chunk or `flush`. */
	readonly push: (chunk: string) => Answered;
	/** Gives up waiting: what was held back are keys after all. */
	readonly flush: () => string;
	/** Whether something is held back. */
	readonly isHolding: () => boolean;
};

const answer = /\u{1B}\]11;([^\u{7}\u{1B}\u{9C}]*)(?:\u{7}|\u{9C}|\u{1B}\\)/u;
/** The beginning of an answer at the end of a chunk. A lone Escape is a key. */
const beginning = /\u{1B}\](?:1(?:1(?:;[^\u{7}\u{1B}\u{9C}]{0,64}\u{1B}?)?)?)?$/u;

/** A filter that knows the answers to `askBackground`, however they are cut into chunks. Never throws. */
export function createAnswerFilter(): AnswerFilter {
	let held = '';
	let isAfterEscape = false;
	return {
		push(chunk) {
			// Cut right behind its Escape the answer looks like a key and some text; the key is gone, the text need not follow.
			let text = isAfterEscape && chunk.startsWith(']11;') ? `\u{1B}${chunk}` : held + chunk;
			held = '';
			isAfterEscape = chunk === '\u{1B}';
			let background: Background | undefined;
			for (let match = answer.exec(text); match !== null; match = answer.exec(text)) {
				background = colorToBackground(match[1]!) ?? background;
				text = text.slice(0, match.index) + text.slice(match.index + match[0].length);
			}

			const rest = beginning.exec(text);
			if (rest !== null) {
				held = rest[0];
				text = text.slice(0, rest.index);
			}

			return {keys: text, ...(background !== undefined && {background})};
		},
		flush() {
			const keys = held;
			held = '';
			return keys;
		},
		isHolding: () => held !== '',
	};
}

/** A colour as X11 writes it, `rgb:1e1e/1e1e/1e1e` with one to four digits each; undefined when it is none. */
export function colorToBackground(text: string): Background | undefined {
	const match = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(text);
	if (match === null) {
		return undefined;
	}

	const [red, green, blue] = match.slice(1).map(digits => Number.parseInt(digits, 16) / ((16 ** digits.length) - 1)) as [number, number, number];
	// Weighted as the eye weighs them. Source: ITU-R BT.601 luma.
	return (0.299 * red) + (0.587 * green) + (0.114 * blue) > 0.5 ? 'light' : 'dark';
}
