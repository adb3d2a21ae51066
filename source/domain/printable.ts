/*
Controls of C0 and C1, which a terminal obeys, and direction marks, which make a text read as another one. Source: ECMA-48,
Unicode UAX 9.
*/
const obeyed = /[\p{Bidi_Control}\p{Control}\u{2028}\u{2029}\u{FEFF}]+/gu;

/**
Text from outside (names, paths, answers) as it may be printed to a terminal in one line: what the terminal would obey is left
out, a tab or line feed becomes a blank.
*/
export function toPrintable(text: string): string {
	return text.replaceAll(/[\t\n\r]+/g, ' ').replaceAll(obeyed, '');
}
