/** What a terminal sends for keys that are no characters. Source: xterm, in its normal modes. */
const bytesByName: Readonly<Record<string, string>> = {
	up: '\u{1B}[A',
	down: '\u{1B}[B',
	right: '\u{1B}[C',
	left: '\u{1B}[D',
	home: '\u{1B}[H',
	end: '\u{1B}[F',
	pageup: '\u{1B}[5~',
	pagedown: '\u{1B}[6~',
	tab: '\t',
	'shift+tab': '\u{1B}[Z',
	enter: '\r',
	space: ' ',
	escape: '\u{1B}',
	backspace: '\u{7F}',
};

/** The bytes of a key of the key table; a word that is no key is text that is typed. */
export function keyBytes(key: string): string {
	const letter = /^ctrl\+([a-z])$/.exec(key)?.[1];
	return letter === undefined ? bytesByName[key] ?? key : String.fromCodePoint(letter.codePointAt(0)! - 96);
}
