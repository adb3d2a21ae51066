/** The option or command, and what it does. */
export type HelpRow = readonly [left: string, right: string];

/** What a terminal of usual width shows without breaking a line itself. */
const lineColumns = 100;

/** A left part that is wider is on a line of its own. */
const maxLeftColumns = 40;

const wide = String.raw`[\p{Script=Han}“”、。（），：；]`;

/** A Chinese character takes two columns. */
function columns(text: string): number {
	return text.length + (text.match(new RegExp(wide, 'gu'))?.length ?? 0);
}

/** Breaks a text into lines of at most 100 columns, `indent` included, between words or Chinese characters. */
export function wrapWords(text: string, indent = 0): string[] {
	const lines: string[] = [];
	let line = '';
	// Closing punctuation stays with what it closes.
	for (const [piece] of text.matchAll(/(?:[\p{Script=Han}“”、。（），：；]|[^\s\p{Script=Han}“”、。（），：；]+)[”、。），：；]*\s*/gu)) {
		if (columns(line + piece.trimEnd()) > lineColumns - indent) {
			lines.push(line.trimEnd());
			line = '';
		}

		line += piece;
	}

	return [...lines, line.trimEnd()].map(each => `${' '.repeat(indent)}${each}`);
}

/** Rows in two columns that are under each other, in lines of at most 100 columns. */
export function helpTable(rows: readonly HelpRow[]): string[] {
	const width = Math.max(...rows.map(([left]) => columns(left)).filter(each => each <= maxLeftColumns), 0) + 4;
	return rows.flatMap(([left, right]) => {
		const [first = '', ...others] = wrapWords(right, width);
		return columns(left) > maxLeftColumns
			? [`  ${left}`, first, ...others]
			: [`  ${left}${' '.repeat(width - 2 - columns(left))}${first.trimStart()}`, ...others];
	});
}
