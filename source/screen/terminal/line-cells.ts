import {displayWidth, segmenter} from '../../format/display-width.ts';
import {characterWidth} from '../../format/plain-width.ts';
import {clearRest, resetColor, toCell} from './sequences.ts';

/** A line as a terminal keeps it: for each column what stands there and how it is painted. */
export type LineCells = {
	/** One character each; '' in the second column of a wide one. */
	readonly texts: readonly string[];
	/** Parameters of SGR that lead to the style from the default one; '' is the default style. */
	readonly styles: readonly string[];
};

/** Unchanged cells between two changes that are sent anyway, because moving the cursor over them takes as many bytes. */
const maxGap = 6;

const sequence = /\u{1B}\[([\d;]*)m/gu;

/** Styles after parameters, by the style before them: a screen has a few dozen, and every line that changes is read again. */
const stylesAfter = new Map<string, string>();

/** More than a screen has; colours of a picture may be any. */
const stylesCapacity = 2000;

/** The style after some parameters. */
function styleAfter(style: string, parameters: string): string {
	const step = `${style}m${parameters}`;
	const known = stylesAfter.get(step);
	if (known !== undefined) {
		return known;
	}

	if (stylesAfter.size >= stylesCapacity) {
		stylesAfter.clear();
	}

	const attributes = new Map<string, string>();
	applyParameters(attributes, style);
	applyParameters(attributes, parameters);
	const after = [...attributes.keys()].toSorted((a, b) => Number(a) - Number(b)).map(name => attributes.get(name)).join(';');
	stylesAfter.set(step, after);
	return after;
}

/** Sets what each attribute is after some parameters; attributes in the order of SGR. Source: ECMA-48 SGR, xterm's colours. */
function applyParameters(attributes: Map<string, string>, parameters: string): void {
	const codes = parameters.split(';');
	for (let index = 0; index < codes.length; index++) {
		const code = Number(codes[index]);
		if (code === 0) {
			attributes.clear();
		} else if (code === 38 || code === 48) {
			const length = codes[index + 1] === '2' ? 5 : 3;
			attributes.set(String(code), codes.slice(index, index + length).join(';'));
			index += length - 1;
		} else if ((code >= 30 && code < 38) || (code >= 90 && code < 98)) {
			attributes.set('38', String(code));
		} else if ((code >= 40 && code < 48) || (code >= 100 && code < 108)) {
			attributes.set('48', String(code));
		} else if (code === 39 || code === 49) {
			attributes.delete(String(code - 1));
		} else if (code === 22) {
			attributes.delete('1');
			attributes.delete('2');
		} else if (code > 22 && code < 30) {
			attributes.delete(String(code - 20));
		} else {
			attributes.set(String(code), String(code));
		}
	}
}

/** A character and how many columns it takes, undefined where that is not known for sure. */
type Measured = readonly [character: string, width: number | undefined];

function measure(text: string): readonly Measured[] {
	return Array.from(text, character => [character, characterWidth(character)]);
}

/** The same by what a person sees as one character, each with the columns that are counted for it elsewhere. */
function estimate(text: string): readonly Measured[] {
	return Array.from(segmenter.segment(text), ({segment}) => [segment, displayWidth(segment)]);
}

/** As many cells as the line has; undefined when it holds anything without a width. */
function splitCells(line: string, split: (text: string) => readonly Measured[]): {readonly texts: string[]; readonly styles: string[]} | undefined {
	const texts: string[] = [];
	const styles: string[] = [];
	let style = '';
	let start = 0;

	const isPrinted = (text: string): boolean => {
		for (const [character, width] of split(text)) {
			if (width === undefined) {
				return false;
			}

			for (let column = 0; column < width; column++) {
				texts.push(column === 0 ? character : '');
				styles.push(style);
			}
		}

		return true;
	};

	for (const match of line.matchAll(sequence)) {
		if (!isPrinted(line.slice(start, match.index))) {
			return undefined;
		}

		start = match.index + match[0].length;
		style = styleAfter(style, match[1]!);
	}

	return isPrinted(line.slice(start)) ? {texts, styles} : undefined;
}

/**
The cells of a line, filled with blanks to the width. Undefined when it holds anything whose width is not known for sure, any
sequence that is no colour, or more than fits.
*/
export function lineToCells(line: string, columns: number): LineCells | undefined {
	const cells = splitCells(line, measure);
	return cells === undefined || cells.texts.length > columns ? undefined : fill(cells, columns);
}

function fill({texts, styles}: {texts: string[]; styles: string[]}, columns: number): LineCells {
	while (texts.length < columns) {
		texts.push(' ');
		styles.push('');
	}

	return {texts, styles};
}

/**
The columns of a line from `start` up to `end`, with their colours and filled with blanks; a blank for half of a wide character. What no
table knows the width of takes the columns that are counted for it elsewhere.
*/
export function cutLine(line: string, start: number, end: number): string {
	if (start >= end) {
		return '';
	}

	const {texts, styles} = fill(splitCells(line, measure) ?? splitCells(line, estimate)!, end);
	const cut = texts.slice(0, end);
	if (texts[end] === '') {
		cut[end - 1] = ' ';
	}

	if (cut[start] === '') {
		cut[start] = ' ';
	}

	return paintCells({texts: cut, styles}, start, end);
}

/** What brings the terminal from one line to another in the same row; empty when both look the same. */
export function changeLine(row: number, before: LineCells, after: LineCells): string {
	let text = '';
	// Blanks at the end are cleared, not written.
	const length = filledColumns(after);
	const isSame = (column: number) => before.texts[column] === after.texts[column] && before.styles[column] === after.styles[column];
	for (let column = 0; column < length; column++) {
		if (isSame(column)) {
			continue;
		}

		let start = column;
		// Half of a wide character is never replaced alone.
		while (start > 0 && (before.texts[start] === '' || after.texts[start] === '')) {
			start--;
		}

		let end = column + 1;
		for (let next = end; next < length && next - end <= maxGap; next++) {
			if (!isSame(next) || before.texts[next] === '' || after.texts[next] === '') {
				end = next + 1;
			}
		}

		text += toCell(row, start) + paintCells(after, start, end);
		column = end - 1;
	}

	return filledColumns(before) > length ? text + toCell(row, length) + clearRest : text;
}

/** The cells from one column up to another with the colours that they need, and the default style after them. */
export function paintCells({texts, styles}: LineCells, start: number, end: number): string {
	let text = '';
	let style = '';
	for (let column = start; column < end; column++) {
		if (styles[column] !== style) {
			style = styles[column]!;
			text += style === '' ? resetColor : `\u{1B}[0;${style}m`;
		}

		text += texts[column];
	}

	return style === '' ? text : text + resetColor;
}

/** One more than the last column that shows anything. */
export function filledColumns({texts, styles}: LineCells): number {
	let end = texts.length;
	while (end > 0 && texts[end - 1] === ' ' && styles[end - 1] === '') {
		end--;
	}

	return end;
}
