/** Where something was found in a text: from `start` up to, not including, `end`. */
export type Hit = {readonly start: number; readonly end: number};

/** What a person typed to find or filter lines, ready to be used. */
export type LogQuery = {
	/** As typed. */
	readonly text: string;
	/** True when lines without a hit are wanted: the text began with `!`. */
	readonly isInverted: boolean;
	/** Whether a line is wanted. */
	readonly isWanted: (text: string) => boolean;
	/** Every hit in a line, at most `hitLimit`; none for an inverted query. */
	readonly hits: (text: string) => readonly Hit[];
};

export type QueryResult = {readonly query: LogQuery} | {readonly problem: string} | undefined;

/** More hits in one line than any screen has columns for. */
const hitLimit = 500;
/** Longer lines are searched up to here, so that no expression can hang on one. */
const searchedLength = 4000;

/**
Reads what was typed: literal text by default, a regular expression between slashes (`/loss=\d+/`), and what a leading
`!` asks for is the opposite. Case counts only when a capital letter is there, or with the flag of `/.../` its absence.

@returns undefined for an empty text, `problem` with the engine's words for an expression that is wrong.
*/
export function readQuery(typed: string): QueryResult {
	const isInverted = typed.startsWith('!') && typed.length > 1;
	const wanted = isInverted ? typed.slice(1) : typed;
	if (['', '/', '//'].includes(wanted)) {
		return undefined;
	}

	const [, expression] = /^\/(.+)\/$/u.exec(wanted) ?? [];
	const source = expression ?? wanted.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
	// In an expression the letter after a backslash names a class and is no capital that a person looks for.
	const letters = expression === undefined ? wanted : source.replaceAll(/\\p\{[^}]*\}|\\./giu, '');
	const flags = /\p{Uppercase_Letter}/u.test(letters) ? 'gu' : 'giu';
	let pattern: RegExp;
	try {
		pattern = new RegExp(source, flags);
	} catch (error) {
		return {problem: error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error)};
	}

	const isHit = (text: string) => {
		pattern.lastIndex = 0;
		return pattern.test(text.slice(0, searchedLength));
	};

	return {
		query: {
			text: typed,
			isInverted,
			isWanted: text => isHit(text) !== isInverted,
			hits: text => isInverted ? [] : findAll(pattern, text.slice(0, searchedLength)),
		},
	};
}

function findAll(pattern: RegExp, text: string): readonly Hit[] {
	const hits: Hit[] = [];
	for (const match of text.matchAll(pattern)) {
		// An expression like /x*/ also matches nothing, which cannot be shown.
		if (match[0] !== '') {
			hits.push({start: match.index, end: match.index + match[0].length});
		}

		if (hits.length >= hitLimit) {
			break;
		}
	}

	return hits;
}
