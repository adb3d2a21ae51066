import type {Background, ColorDepth} from './theme.ts';

/** How the output wants a piece of its text to look. Backgrounds are left out: on another theme they hide the text. */
export type OutputStyle = {
	/** Index into the palette of 256 colours; undefined is the terminal's own colour. */
	readonly color?: number | undefined;
	readonly isBold?: boolean;
	readonly isUnderlined?: boolean;
};

/** A piece of a line of the output with one look. Its text holds no escape sequence. */
export type StyledPiece = {readonly text: string; readonly style?: OutputStyle};

const rendition = /\u{1B}\[([\d:;]*)m/gu;

/** Reads a text with colour sequences (SGR only) into pieces. */
export function readStyledText(styledText: string): readonly StyledPiece[] {
	const pieces: StyledPiece[] = [];
	let style: OutputStyle = {};
	let end = 0;
	const add = (text: string) => {
		if (text !== '') {
			pieces.push(isPlain(style) ? {text} : {text, style});
		}
	};

	for (const match of styledText.matchAll(rendition)) {
		add(styledText.slice(end, match.index));
		end = match.index + match[0].length;
		style = applyRendition(style, match[1]!.split(/[:;]/).map(Number));
	}

	add(styledText.slice(end));
	return pieces;
}

/** The parameters of the sequence that shows a style; empty where nothing of it can be shown. */
export function outputParameters({color, isBold, isUnderlined}: OutputStyle, background: Background, depth: ColorDepth): string {
	return [
		isBold ? '1' : '',
		isUnderlined ? '4' : '',
		color === undefined || depth === 'none' ? '' : toDepth(readable(color, background), depth),
	].filter(part => part !== '').join(';');
}

function isPlain({color, isBold, isUnderlined}: OutputStyle): boolean {
	return color === undefined && !isBold && !isUnderlined;
}

/** Source: ECMA-48, Select Graphic Rendition; 38;5 and 38;2 as in xterm. */
function applyRendition(before: OutputStyle, parameters: readonly number[]): OutputStyle {
	let style = before;
	for (let index = 0; index < parameters.length; index++) {
		const code = parameters[index]!;
		if (code === 38 || code === 48) {
			const [color, used] = extendedColor(parameters.slice(index + 1));
			style = code === 38 && color !== undefined ? {...style, color} : style;
			index += used;
		} else {
			style = applyCode(style, code);
		}
	}

	return style;
}

function applyCode(style: OutputStyle, code: number): OutputStyle {
	switch (code) {
		case 0: {
			return {};
		}

		case 1:
		case 22: {
			return {...style, isBold: code === 1};
		}

		case 4:
		case 24: {
			return {...style, isUnderlined: code === 4};
		}

		case 39: {
			return {...style, color: undefined};
		}

		default: {
			const base = code >= 90 && code <= 97 ? 82 : 30;
			return base === 82 || (code >= 30 && code <= 37) ? {...style, color: code - base} : style;
		}
	}
}

/** The colour after 38 or 48, and how many parameters it took. */
function extendedColor([kind, ...values]: readonly number[]): readonly [color: number | undefined, used: number] {
	if (kind === 5) {
		const [index = NaN] = values;
		return [index >= 0 && index <= 255 ? index : undefined, 2];
	}

	if (kind !== 2 || values.length < 3) {
		return [undefined, kind === undefined ? 0 : 1];
	}

	const [red, green, blue] = values.slice(0, 3).map(value => Math.min(5, Math.round((value / 255) * 5))) as [number, number, number];
	return [16 + (36 * red) + (6 * green) + blue, 4];
}

/** A colour that can be read on the background: no white on white, no black on black. */
function readable(color: number, background: Background): number {
	if (background !== 'light') {
		return [0, 16].includes(color) || (color >= 232 && color <= 237) ? 8 : color;
	}

	if (color >= 250 || [7, 15, 231].includes(color)) {
		return 0;
	}

	// Of the bright colours yellow, green and cyan vanish on white; their dark brothers do not.
	return color > 8 && color < 15 ? color - 8 : color;
}

function toDepth(color: number, depth: ColorDepth): string {
	return colorParameters(depth === '16' && color >= 16 ? nearestNamed(color) : color, 'foreground');
}

/** The SGR parameters of a colour of the palette of 256: the sixteen named ones as terminals of every age know them. */
export function colorParameters(color: number, place: 'foreground' | 'background'): string {
	const start = place === 'foreground' ? 30 : 40;
	return color < 16 ? String(start + (color < 8 ? color : 52 + color)) : `${start + 8};5;${color}`;
}

/** The nearest of the sixteen named colours to one of the cube or the ramp of greys. */
function nearestNamed(color: number): number {
	if (color >= 232) {
		return color < 244 ? 8 : 7;
	}

	const place = color - 16;
	const levels = [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6];
	const strongest = Math.max(...levels);
	if (strongest === 0) {
		return 8;
	}

	const bits = levels.map(level => level * 2 > strongest ? 1 : 0);
	return (strongest >= 4 ? 8 : 0) + bits[0]! + (bits[1]! * 2) + (bits[2]! * 4);
}
