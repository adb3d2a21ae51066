import {
	asciiGlyphs,
	toAsciiUnits,
	unicodeGlyphs,
	type Glyphs,
} from './glyphs.ts';
import {narrowGlyphs, narrowText} from './narrow.ts';
import {colorParameters, outputParameters, type OutputStyle} from './output-style.ts';
import type {TextStyle} from './read-theme.ts';
import {
	chooseTheme,
	type Background,
	type ColorDepth,
	type Theme,
	type ThemeName,
} from './theme.ts';
import {tokens, type Token} from './token.ts';

/** How curves are drawn: with dots, with the lines of asciichart, or with ASCII only. */
export type ChartStyle = 'braille' | 'lines' | 'ascii';

/** How things look: the colours and the characters. Every drawing function gets one. */
export type Look = {
	readonly glyphs: Glyphs;
	readonly depth: ColorDepth;
	readonly chartStyle: ChartStyle;
	/** Whether colours of 24 bits are shown. */
	readonly isTrueColor: boolean;
	/** What is behind the text. */
	readonly background: Background;
	/** The text in the colour of its role. The text must hold no escape sequence. */
	paint(token: Token, text: string): string;
	/** How many shades the area below a curve of this role has; 0 where no area may be drawn, because it would hide the curve. */
	shadeCount(token: Token): number;
	/** The text in a shade of the role's area, 0 being that of the lowest rows. */
	paintShade(token: Token, shade: number, text: string): string;
	/** A piece of the output in its own colours, as far as they can be read on this theme. The text must hold no escape sequence. */
	paintOutput(style: OutputStyle, text: string): string;
	/** The same for a chosen row: what is drawn with it has the background of the role `chosen`. */
	readonly chosen: Look;
};

export type LookOptions = {
	readonly theme: ThemeName;
	readonly depth: ColorDepth;
	readonly isAscii: boolean;
	/** Dark by default. */
	readonly background?: Background;
	/** Braille by default; without effect where only ASCII may be shown. */
	readonly chartStyle?: ChartStyle;
	/** Whether the terminal draws characters of open width in two columns; they are replaced then. */
	readonly isWide?: boolean;
	/** Whether the terminal shows 24-bit colours: areas have more shades then. */
	readonly isTrueColor?: boolean;
	/** What the name `own` means. */
	readonly ownTheme?: Theme | undefined;
};

export function createLook({theme: name, depth, isAscii, background = 'dark', isWide = false, isTrueColor = false, chartStyle = 'braille', ownTheme}: LookOptions): Look {
	const theme = chooseTheme(name, background, depth, ownTheme);
	const behind = depth === 'none' ? background : theme.background;
	const parameters = Object.fromEntries(tokens.map(token => [token, styleParameters(theme.roles[token])])) as Record<Token, string>;
	const ramps: Readonly<Partial<Record<Token, readonly string[]>>> = Object.fromEntries(Object.entries(theme.ramps).map(([token, ramp]) => [token, isTrueColor && depth === '256' ? smoothRamp(ramp) : ramp.map(color => colorParameters(color, 'foreground'))]));
	const shared = {
		glyphs: isAscii ? asciiGlyphs : (isWide ? narrowGlyphs() : unicodeGlyphs), depth, isTrueColor: isTrueColor && depth === '256', background: behind, chartStyle: isAscii ? 'ascii' as const : chartStyle, shadeCount: (token: Token) => ramps[token]?.length ?? 0,
	};
	const toShown = isAscii ? toAsciiUnits : (isWide ? narrowText : undefined);
	const wrap = toShown === undefined ? paintText : (own: string, text: string) => paintText(own, toShown(text));
	const shades = (token: Token, shade: number) => {
		const ramp = ramps[token] ?? [];
		return ramp[Math.min(ramp.length - 1, Math.max(0, shade))] ?? parameters[token];
	};

	// Where the chosen row has colours of its own, others would be unreadable in it.
	const {color, isReversed} = theme.roles.chosen;
	const isWhole = color !== undefined || isReversed === true;
	const onChosen = (own: string, isBold: boolean) => isWhole ? join(isBold ? '1' : '', parameters.chosen) : join(own, parameters.chosen);
	const chosen: Look = {
		...shared,
		// What has a background of its own keeps it.
		paint: (token, text) => wrap(theme.roles[token].behind === undefined ? onChosen(parameters[inChosenRow(token)], theme.roles[token].isBold === true) : parameters[token], text),
		paintShade: (token, shade, text) => wrap(onChosen(shades(token, shade), false), text),
		paintOutput: (style, text) => wrap(onChosen(outputParameters(style, behind, depth), style.isBold === true), text),
		get chosen() {
			return chosen;
		},
	};
	return {
		...shared,
		paint: (token, text) => wrap(parameters[token], text),
		paintShade: (token, shade, text) => wrap(shades(token, shade), text),
		paintOutput: (style, text) => wrap(outputParameters(style, behind, depth), text),
		chosen,
	};
}

/** The role whose colour a text of a chosen row has: what is dim would be too weak on that background. */
export function inChosenRow(token: Token): Token {
	return token === 'dim' ? 'label' : token;
}

function paintText(parameters: string, text: string): string {
	return parameters === '' || text === '' ? text : `\u{1B}[${parameters}m${text}\u{1B}[0m`;
}

function join(...parts: readonly string[]): string {
	return parts.filter(part => part !== '').join(';');
}

/** The parameters of the SGR sequence that shows a style; empty for the terminal's own. */
function styleParameters({color, behind, isBold = false, isReversed = false}: TextStyle): string {
	return join(
		isBold ? '1' : '',
		isReversed ? '7' : '',
		color === undefined ? '' : colorParameters(color, 'foreground'),
		behind === undefined ? '' : colorParameters(behind, 'background'),
	);
}

type Rgb = readonly [red: number, green: number, blue: number];

const cubeSteps = [0, 95, 135, 175, 215, 255];

/** Source: xterm's palette of 256 from 16 on, a cube of 6 x 6 x 6 and a ramp of greys. */
function toRgb(index: number): Rgb {
	const grey = 8 + ((index - 232) * 10);
	const place = index - 16;
	return index >= 232 ? [grey, grey, grey] : [cubeSteps[Math.floor(place / 36)]!, cubeSteps[Math.floor(place / 6) % 6]!, cubeSteps[place % 6]!];
}

const smoothSteps = 8;

/** The SGR parameters of eight steps from the first to the last colour of a ramp, for terminals with 24-bit colours; a ramp of one colour stays one. */
function smoothRamp(ramp: readonly number[]): readonly string[] {
	const colors = ramp.map(index => toRgb(index));
	return Array.from({length: colors.length < 2 ? colors.length : smoothSteps}, (_, step) => {
		const place = (step / (smoothSteps - 1)) * (colors.length - 1);
		const from = colors[Math.floor(place)]!;
		const to = colors[Math.ceil(place)]!;
		return `38;2;${from.map((part, index) => Math.round(part + ((to[index]! - part) * (place % 1)))).join(';')}`;
	});
}
