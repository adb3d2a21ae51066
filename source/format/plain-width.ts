import {measureEmoji} from './emoji-width.ts';

/*
Code units of known width that join with nothing but characters outside these ranges. Source: Unicode 16 EastAsianWidth.txt
and GraphemeBreakProperty.txt (all of these have the property Other).
*/
const narrow: ReadonlyArray<readonly [first: number, last: number]> = [
	[0x20, 0x7E],
	[0xA1, 0xA8],
	[0xAA, 0xAC],
	[0xAF, 0x2_FF],
	[0x3_91, 0x3_A1],
	[0x3_A3, 0x3_A9],
	[0x20_10, 0x20_27],
	[0x21_90, 0x21_FF],
	[0x22_00, 0x22_FF],
	[0x25_00, 0x25_FC],
	[0x27_13, 0x27_17],
	[0x28_00, 0x28_FF],
];
const wide: ReadonlyArray<readonly [first: number, last: number]> = [
	[0x30_00, 0x30_29],
	[0x30_41, 0x30_96],
	[0x30_A1, 0x30_FA],
	[0x4E_00, 0x9F_FF],
	[0xFF_01, 0xFF_60],
];

/* eslint-disable @eslint-community/eslint-comments/disable-enable-pair, unicorn/prefer-code-point -- For the rest of the file: halves of characters outside the plane have no width of their own. */

/** Width of each code unit of the Basic Multilingual Plane; 3 where it is not known by itself. */
const widths = new Uint8Array(0x1_00_00).fill(3);
for (const [first, last] of narrow) {
	widths.fill(1, first, last + 1);
}

for (const [first, last] of wide) {
	widths.fill(2, first, last + 1);
}

const escape = 0x1B;
const bracket = 0x5B;

/** Where the colour sequence that begins at an index ends; undefined when there is another kind of sequence. */
function endOfColour(text: string, start: number): number | undefined {
	if (text.charCodeAt(start + 1) !== bracket) {
		return undefined;
	}

	for (let index = start + 2; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === 0x6D) {
			return index;
		}

		// Digits, colon, semicolon.
		if (code < 0x30 || code > 0x3B) {
			return undefined;
		}
	}

	return undefined;
}

/** Columns of one character in every terminal; undefined where they are not sure, as of emoji. */
export function characterWidth(character: string): 1 | 2 | undefined {
	const width = character.length === 1 ? widths[character.charCodeAt(0)] : undefined;
	return width === 1 || width === 2 ? width : undefined;
}

/** Whether a text ends at an index, or goes on with a character that stands by itself. */
function isKnown(text: string, index: number): boolean {
	return index >= text.length || widths[text.charCodeAt(index)] !== 3 || measureEmoji(text, index) !== undefined;
}

/** How much of a text fits. */
export type Fitting = {
	/** Columns of that part. */
	readonly columns: number;
	/** Code units of that part. */
	readonly end: number;
};

/**
What fits into `room` columns of a text of common characters and colour sequences: letters of European languages, Chinese, kana,
lines, blocks, braille and the emoji that trainings print. Undefined for a text with anything else before the end or behind what
fits, which only a segmenter can measure.
*/
export function fitPlain(text: string, room: number): Fitting | undefined {
	let columns = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === escape) {
			const end = endOfColour(text, index);
			if (end === undefined) {
				return undefined;
			}

			index = end;
			continue;
		}

		let length = 1;
		let width = widths[code]!;
		if (width === 3) {
			const emoji = measureEmoji(text, index);
			if (emoji === undefined) {
				return undefined;
			}

			[length, width] = emoji;
		}

		if (columns + width > room) {
			// What comes next may belong to it and change its width.
			return isKnown(text, index + length) ? {columns, end: index} : undefined;
		}

		columns += width;
		index += length - 1;
	}

	return {columns, end: text.length};
}

/** Columns of a text of which {@link fitPlain} knows every character. */
export function plainWidth(text: string): number | undefined {
	return fitPlain(text, Infinity)?.columns;
}
