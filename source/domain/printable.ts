import {maskSecrets} from './secrets.ts';

/**
THE set of characters from outside that are never shown, as the source of a regular expression with flag `u`: C0 (but the tab and line
feed), DEL and C1, which a terminal obeys; direction controls and marks, zero-width and other invisible characters, tags and annotation
marks, which make a text read as another one; line separators; halves of a surrogate pair. An emoji keeps its joiner and its variation
selector. Every expression that removes characters is made from it.

Source: ECMA-48; Unicode UAX 9, UTS 39 and DerivedCoreProperties.txt.
*/
export const hiddenCharacter = [
	String.raw`(?![\p{Variation_Selector}\t\n\u{200D}])[\p{Default_Ignorable_Code_Point}\p{Control}\p{Surrogate}\u{2028}\u{2029}\u{FFF9}-\u{FFFB}]`,
	String.raw`(?<![\p{Emoji_Modifier}\p{Extended_Pictographic}\u{FE0F}])\u{200D}`,
	String.raw`\u{200D}(?!\p{Extended_Pictographic})`,
].join('|');

const hidden = new RegExp(hiddenCharacter, 'gu');
/** A carriage return in front of a line feed ends a line, as in CSV (RFC 4180); anywhere else it goes back over the line. */
const hiddenInLines = new RegExp(String.raw`\r\n|${hiddenCharacter}`, 'gu');
/** Select Graphic Rendition (ECMA-48 8.3.117): colour and weight. */
const graphicRendition = /(\u{1B}\[[\d:;]*m)/u;
const plain = /^[\n\u{20}-\u{7E}]*$/u;
const plainLine = /^[\u{20}-\u{7E}]*$/u;

/**
Text from outside (names, paths, answers) as it may be printed to a terminal in one line: what `hiddenCharacter` names is left out, a tab
or line feed becomes a blank; secrets in addresses are masked, as in all that is shown.
*/
export function toPrintable(text: string): string {
	return maskSecrets(plainLine.test(text) ? text : text.replaceAll(/[\t\n\r]+/g, ' ').replaceAll(hidden, ''));
}

/** The same for a whole output: tabs and ends of lines stay. Characters go one by one: an unended sequence must not swallow what follows. */
export function toPrintableLines(text: string): string {
	return maskSecrets(plain.test(text) ? text : text.replaceAll(hiddenInLines, match => match === '\r\n' ? match : ''));
}

/** One line whose colours were put in by yolotop: they alone stay. Text from outside has to be printable before it is painted. */
export function toPainted(line: string): string {
	return line.split(graphicRendition).map((piece, index) => index % 2 === 1 ? piece : toPrintable(piece)).join('');
}

/**
A value as JSON in which nothing is left for a terminal to act on or to hide: what JSON leaves as it is becomes `\uXXXX`, so that a reader
gets the same value. `indent` is the number of blanks for each level; one line without it.
*/
export function toJsonText(value: unknown, indent?: number): string {
	// Between its strings JSON has only blanks and line feeds, which stay.
	const text = maskSecrets(JSON.stringify(value, undefined, indent));
	return plain.test(text) ? text : text.replaceAll(hidden, character => Array.from({length: character.length}, (_, index) => String.raw`\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')); // eslint-disable-line unicorn/prefer-code-point -- JSON escapes halves of a pair
}
