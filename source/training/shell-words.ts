/** One simple command of a shell line. */
export type ShellCommand = {
	readonly words: readonly string[];
	/** What is between this command and the next one; empty at the end. */
	readonly separator: '' | '&&' | '||' | ';' | '|' | '&';
};

const redirection = /^(?:\d*[<>]|&>)/;

/**
Splits a shell line into its simple commands: quotes, backslashes, `&&`, `;`, `|`, `&`, comments; redirections are left out.
Nothing is expanded: a word with a variable or a substitution keeps its text.

@returns undefined when the line needs a real shell (here documents, unclosed quotes, loops, functions).
*/
export function splitShellCommands(line: string): ShellCommand[] | undefined {
	const tokens = tokenize(line);
	if (tokens === undefined) {
		return undefined;
	}

	const commands: ShellCommand[] = [];
	let words: string[] = [];
	let isTargetNext = false;
	for (const token of tokens) {
		if (token.isOperator) {
			if (words.length > 0) {
				commands.push({words, separator: token.text as ShellCommand['separator']});
			}

			words = [];
		} else if (isTargetNext) {
			isTargetNext = false;
		} else if (!token.isQuoted && redirection.test(token.text)) {
			isTargetNext = /[<>]$/.test(token.text);
		} else {
			words.push(token.text);
		}
	}

	return words.length === 0 ? commands : [...commands, {words, separator: ''}];
}

type Token = {readonly text: string; readonly isOperator: boolean; readonly isQuoted: boolean};

const pattern = /(?<space>(?:[\t\r ]|\\\n)+)|(?<operator>&&|\|\||[\n;|]|&(?!>)|(?<=\s)#[^\n]*|^#[^\n]*)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<redirect>\d*>&\d|&>>?|\d*>>?|<(?!<))|(?<plain>[^\s"&';<>\\|]+)/y;

function tokenize(line: string): Token[] | undefined {
	const tokens: Token[] = [];
	let word: string | undefined;
	let isQuoted = false;
	const endWord = (): void => {
		if (word !== undefined) {
			tokens.push({text: word, isOperator: false, isQuoted});
		}

		word = undefined;
		isQuoted = false;
	};

	pattern.lastIndex = 0;
	while (pattern.lastIndex < line.length) {
		const groups = pattern.exec(line)?.groups;
		if (groups === undefined) {
			return undefined;
		}

		if (groups.space !== undefined) {
			endWord();
		} else if (groups.operator !== undefined) {
			endWord();
			tokens.push({text: groups.operator === '\n' || groups.operator.startsWith('#') ? ';' : groups.operator, isOperator: true, isQuoted: false});
		} else if (groups.redirect !== undefined) {
			endWord();
			tokens.push({text: groups.redirect, isOperator: false, isQuoted: false});
		} else if (groups.plain === undefined) {
			const text = groups.single ?? groups.double?.replaceAll(/\\([\n"$\\`])/g, '$1') ?? groups.escaped!;
			isQuoted = true;
			word = (word ?? '') + text;
		} else {
			word = (word ?? '') + groups.plain;
		}
	}

	endWord();
	return tokens;
}
