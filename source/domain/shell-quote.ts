import {hiddenCharacter} from './printable.ts';

const simple = /^[\w%+,\-./:=@]+$/;
/** What a terminal would obey or hide, and what would break the line. */
const unprintable = new RegExp(String.raw`[\t\n\r]|${hiddenCharacter}`, 'u');
const unprintables = new RegExp(unprintable, 'gu');
const escapes: Readonly<Record<string, string>> = {'\t': String.raw`\t`, '\n': String.raw`\n`, '\r': String.raw`\r`};

/**
One word as a shell would read it back, on one line and of printable characters; for showing only, nothing here is ever executed. A
word of others is written with escapes, which need bash, zsh, ksh or a shell of POSIX 2024: left out, the command would be another one.
*/
export function quoteWord(word: string): string {
	if (simple.test(word)) {
		return word;
	}

	return unprintable.test(word)
		? `$'${word.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll(unprintables, character => escapes[character] ?? escapeCode(character.codePointAt(0)!))}'`
		: `'${word.replaceAll('\'', String.raw`'\''`)}'`;
}

/** In three octal digits a byte, which every such shell knows. */
function escapeCode(code: number): string {
	return [...new TextEncoder().encode(String.fromCodePoint(code))].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** A command as a person could paste it. */
export function quoteCommand(argv: readonly string[]): string {
	return argv.map(word => quoteWord(word)).join(' ');
}

/** A command for a shell that executes it, of whatever kind: each word is quoted as it is, with all its characters. */
export function quoteForExecution(argv: readonly string[]): string {
	return argv.map(word => simple.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`).join(' ');
}
