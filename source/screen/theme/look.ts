import {asciiGlyphs, unicodeGlyphs, type Glyphs} from './glyphs.ts';
import {outputParameters, type OutputStyle} from './output-style.ts';
import {
	choosePalette,
	type Background,
	type ColorDepth,
	type ThemeName,
} from './theme.ts';
import type {Token} from './token.ts';

/** How curves are drawn: with dots, with the lines of asciichart, or with ASCII only. */
export type ChartStyle = 'braille' | 'lines' | 'ascii';

/** How things look: the colours and the characters. Every drawing function gets one. */
export type Look = {
	readonly glyphs: Glyphs;
	readonly depth: ColorDepth;
	readonly chartStyle: ChartStyle;
	/** The text in the colour of its meaning. The text must hold no escape sequence. */
	paint(token: Token, text: string): string;
	/** A piece of the output in its own colours, as far as they can be read on this theme. The text must hold no escape sequence. */
	paintOutput(style: OutputStyle, text: string): string;
};

export type LookOptions = {
	readonly theme: ThemeName;
	readonly depth: ColorDepth;
	readonly isAscii: boolean;
	/** Dark by default. */
	readonly background?: Background;
	/** Braille by default; without effect where only ASCII may be shown. */
	readonly chartStyle?: ChartStyle;
};

export function createLook({theme, depth, isAscii, background = 'dark', chartStyle = 'braille'}: LookOptions): Look {
	const palette = choosePalette(theme, background, depth);
	const behind = theme === 'dark' || theme === 'light' ? theme : background;
	return {
		glyphs: isAscii ? asciiGlyphs : unicodeGlyphs,
		depth,
		chartStyle: isAscii ? 'ascii' : chartStyle,
		paint(token, text) {
			const parameters = palette[token];
			return parameters === '' || text === '' ? text : `\u{1B}[${parameters}m${text}\u{1B}[0m`;
		},
		paintOutput(style, text) {
			const parameters = outputParameters(style, behind, depth);
			return parameters === '' || text === '' ? text : `\u{1B}[${parameters}m${text}\u{1B}[0m`;
		},
	};
}
