/*
Colours that a log holds as text: a system that keeps no control characters leaves them out or writes them in its own way. Source: pasted logs
(`[34m`), cat -v and less (`^[[34m`), rsyslog and CloudWatch (`#033[34m`), JSON and shells (`\u001b[34m`, `\x1b[34m`, `\033[34m`, `\e[34m`).
*/

const parameter = String.raw`(?:\d|[349][0-7]|10[0-7]|[34]8;5;\d{1,3}|39|49|2[1-9])`;
const sequence = new RegExp(String.raw`(?:#033|\^\[|\\(?:u001b|x1b|033|e)|\u{FFFD}|\u{241B})?\[${parameter}?(?:;${parameter})*m`, 'giu');

/** One look at a line, since nearly all have none. */
const glance = /\[[\d;]*m/i;

/** The text without them. */
export function withoutPrintedColours(text: string): string {
	return glance.test(text) ? text.replaceAll(sequence, '') : text;
}
