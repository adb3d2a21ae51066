/**
One word as a POSIX shell would read it back; for showing only, nothing here is ever executed.
*/
export function quoteWord(word: string): string {
	return /^[\w%+,\-./:=@]+$/.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`;
}

/** A command as a person could paste it. */
export function quoteCommand(argv: readonly string[]): string {
	return argv.map(word => quoteWord(word)).join(' ');
}
