import stringWidth, {type Options} from 'string-width';
import {breakPlace} from './break-place.ts';
import {fitPlain, plainWidth} from './plain-width.ts';

/** Takes a text apart into what a person sees as one character. */
export const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/**
Columns that a text takes in a terminal: 2 for a Chinese character, 0 for an escape sequence or a combining mark. The same answers as
string-width's, most of them without a segmenter: the build gives it to every package that imports string-width.
*/
export function displayWidth(text: string, options?: Options): number {
	// Other ways of counting; the few that ask for them ask about short pieces.
	const isOther = options?.ambiguousIsNarrow === false || (options?.countAnsiEscapeCodes === true && text.includes('\u{1B}'));
	return (isOther ? undefined : plainWidth(text)) ?? stringWidth(text, options);
}

export default displayWidth;

/** Whether a text takes more than so many columns. Looks no further than that, so a long text may be taken apart line by line. */
export function isWider(text: string, columns: number): boolean {
	const fitting = fitPlain(text, columns);
	if (fitting !== undefined) {
		return fitting.end < text.length;
	}

	if (text.includes('\u{1B}')) {
		return displayWidth(text) > columns;
	}

	let width = 0;
	for (const {segment} of segmenter.segment(text)) {
		width += displayWidth(segment);
		if (width > columns) {
			return true;
		}
	}

	return false;
}

/**
Cuts a plain text (no escape sequences) to at most `columns`, with an ellipsis where something was left out.
A wide character is never cut in half, so the result may be one column short.
*/
export function truncate(text: string, columns: number, ellipsis = '…'): string {
	if (!isWider(text, columns)) {
		return text;
	}

	const room = columns - displayWidth(ellipsis);
	if (room < 0) {
		return '';
	}

	const fitting = fitPlain(text, room);
	if (fitting !== undefined) {
		return text.slice(0, fitting.end) + ellipsis;
	}

	let kept = '';
	let width = 0;
	for (const {segment} of segmenter.segment(text)) {
		width += displayWidth(segment);
		if (width > room) {
			break;
		}

		kept += segment;
	}

	return kept + ellipsis;
}

/** Cuts or fills on the right to exactly `columns`: text to the left. */
export function padEnd(text: string, columns: number): string {
	const cut = truncate(text, columns);
	return cut + ' '.repeat(Math.max(0, columns - displayWidth(cut)));
}

/** Cuts or fills on the left to exactly `columns`: numbers to the right. */
export function padStart(text: string, columns: number): string {
	const cut = truncate(text, columns);
	return ' '.repeat(Math.max(0, columns - displayWidth(cut))) + cut;
}

/**
Breaks a plain text into at most `maxLines` lines of at most `columns`, at blanks where there are any; what does not fit ends
with an ellipsis. Gives at least one line.
*/
export function wrap(text: string, columns: number, maxLines: number): string[] {
	const lines: string[] = [];
	let rest = text.trim();
	while (isWider(rest, columns) && lines.length < maxLines - 1) {
		const part = truncate(rest, columns, '');
		if (part === '') {
			break;
		}

		const end = breakPlace(rest, part.length);
		lines.push(rest.slice(0, end).trimEnd());
		rest = rest.slice(end).trimStart();
	}

	return [...lines, truncate(rest, columns)];
}

/** Parts of at most `width` columns, split between words, and in Chinese anywhere but before or after its punctuation. */
export function splitAtWidth(text: string, width: number): readonly string[] {
	if (width < 2) {
		return [text];
	}

	const parts: string[] = [];
	let rest = text;
	while (isWider(rest, width)) {
		const head = truncate(rest, width, '');
		const cut = breakPlace(rest, head.length);
		parts.push(rest.slice(0, cut).trimEnd());
		rest = rest.slice(cut).trimStart();
	}

	return [...parts, rest];
}
