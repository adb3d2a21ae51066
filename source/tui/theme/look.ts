import {asciiGlyphs, unicodeGlyphs, type Glyphs} from './glyphs.ts';
import {outputParameters, type OutputStyle} from './output-style.ts';
import {
	choosePalette,
	type ColorDepth,
	type ThemeName,
	type Token,
} from './theme.ts';

/** How things look: the colours and the characters. Every drawing function gets one. */
export type Look = {
	readonly glyphs: Glyphs;
	readonly depth: ColorDepth;
	/** The text in the colour of its meaning. The text must hold no escape sequence. */
	paint(token: Token, text: string): string;
	/** A piece of the output in its own colours, as far as they can be read on this theme. The text must hold no escape sequence. */
	paintOutput(style: OutputStyle, text: string): string;
};

export type LookOptions = {readonly theme: ThemeName; readonly depth: ColorDepth; readonly isAscii: boolean};

export function createLook({theme, depth, isAscii}: LookOptions): Look {
	const palette = choosePalette(theme, depth);
	return {
		glyphs: isAscii ? asciiGlyphs : unicodeGlyphs,
		depth,
		paint(token, text) {
			const parameters = palette[token];
			return parameters === '' || text === '' ? text : `\u{1B}[${parameters}m${text}\u{1B}[0m`;
		},
		paintOutput(style, text) {
			const parameters = outputParameters(style, theme, depth);
			return parameters === '' || text === '' ? text : `\u{1B}[${parameters}m${text}\u{1B}[0m`;
		},
	};
}
