import type {Background} from '../theme/theme.ts';
import {
	graphicsBeginning,
	graphicsRest,
	takeGraphicsAnswers,
	type GraphicsAnswers,
} from './graphics-query.ts';
import {clearRest} from './sequences.ts';

/** Asks the terminal for the colour of its background. Source: xterm's control sequences, OSC 11 with `?`. */
export const askBackground = '\u{1B}]11;?\u{1B}\\';

/**
Asks the terminal how wide it draws a character whose width Unicode leaves open: it is drawn in the second row, the cursor's place is
asked for, and both are taken back. In the first row the answer could be a key: F3 with Shift is `ESC [ 1 ; 2 R`.
Source: ECMA-48, DSR and CPR; Unicode Standard Annex 11, East Asian Width: A.
*/
export const askWidth = `\u{1B}7\u{1B}[2;1H●\u{1B}[6n\u{1B}[2;1H${clearRest}\u{1B}8`;

/** What came from the terminal: the keys without the answers, and the answers as far as they are complete. */
export type Answered = {
	readonly keys: string;
	readonly background?: Background;
	/** Whether it draws such a character in two columns. */
	readonly isWide?: boolean;
	/** What it takes of pictures. */
	readonly graphics?: GraphicsAnswers;
};

/** Takes answers of the terminal out of what a person types. */
export type AnswerFilter = {
	/** The width has been asked for: one answer to that is to come, however late. */
	readonly expectWidth: () => void;
	/** Pictures have been asked about: answers to that may come from now on. */
	readonly expectGraphics: () => void;
	/** Any chunk of input. What may be the beginning of an answer is held back until the next chunk or `flush`. */
	readonly push: (chunk: string) => Answered;
	/** Gives up waiting: what was held back are keys after all, unless it is half of an answer, which no key begins with. */
	readonly flush: () => string;
	/** Whether something is held back. */
	readonly isHolding: () => boolean;
};

const backgroundAnswer = /\u{1B}\]11;([^\u{7}\u{1B}\u{9C}]*)(?:\u{7}|\u{9C}|\u{1B}\\)/u;
const widthAnswer = /\u{1B}\[2;(\d{1,3})R/u;
/** The beginning of an answer at the end of a chunk. A lone Escape is a key. */
const backgroundBeginning = /\u{1B}\](?:1(?:1(?:;[^\u{7}\u{1B}\u{9C}]{0,64}\u{1B}?)?)?)?$/u;
const widthBeginning = /\u{1B}\[(?:2(?:;\d{0,3})?)?$/u;

/** A filter that knows the answers to the questions above, however they are cut into chunks. Never throws. */
export function createAnswerFilter(): AnswerFilter {
	let held = '';
	let isAfterEscape = false;
	let isWidthExpected = false;
	let isGraphicsExpected = false;

	/** Cut right behind its Escape the answer looks like a key and some text; the key is gone, the text need not follow. */
	function isRest(chunk: string): boolean {
		return isAfterEscape && (chunk.startsWith(']11;') || (isWidthExpected && /^\[2;\d/.test(chunk)) || (isGraphicsExpected && graphicsRest.test(chunk)));
	}

	return {
		expectWidth() {
			isWidthExpected = true;
		},
		expectGraphics() {
			isGraphicsExpected = true;
		},
		push(chunk) {
			let text = isRest(chunk) ? `\u{1B}${chunk}` : held + chunk;
			held = '';
			isAfterEscape = chunk.endsWith('\u{1B}');
			let background: Background | undefined;
			for (let match = backgroundAnswer.exec(text); match !== null; match = backgroundAnswer.exec(text)) {
				background = colorToBackground(match[1]!) ?? background;
				text = text.slice(0, match.index) + text.slice(match.index + match[0].length);
			}

			const width = isWidthExpected ? widthAnswer.exec(text) : null;
			if (width !== null) {
				isWidthExpected = false;
				text = text.slice(0, width.index) + text.slice(width.index + width[0].length);
			}

			const taken = isGraphicsExpected ? takeGraphicsAnswers(text) : {rest: text, answers: undefined};
			text = taken.rest;
			const rest = backgroundBeginning.exec(text) ?? (isWidthExpected ? widthBeginning.exec(text) : null) ?? (isGraphicsExpected ? graphicsBeginning.exec(text) : null);
			if (rest !== null) {
				held = rest[0];
				text = text.slice(0, rest.index);
			}

			// After one column the cursor is in the second.
			return {
				keys: text, ...(background !== undefined && {background}), ...(width !== null && {isWide: Number(width[1]) > 2}), ...(taken.answers !== undefined && {graphics: taken.answers}),
			};
		},
		flush() {
			const isHalf = held.startsWith('\u{1B}') && (held.startsWith(']11;', 1) || (isGraphicsExpected && graphicsRest.test(held.slice(1))));
			const keys = isHalf ? '' : held;
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
