import type {TerminalLine} from '../../domain/line.ts';
import type {Token} from '../theme/token.ts';

// The bar of tqdm between its percentage and its count, and the one that Ultralytics draws since 8.3.
const bar = /(?<=\d%)(?:\|[^|]*\||\s*[─━╸╺]+)\s*/g;
const problem = /^Traceback \(most recent call last\)|^\s*(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception)\b|^Killed$|^Terminated$|\bERROR\b|Bus error|Segmentation fault|CUDA out of memory/;
// The column names, which both frameworks print again with every epoch.
const header = /^\s*(?:Epoch|Class)\s{2,}\S/;
const epochRow = /^\s*\d+\/\d+\s/;
const caution = /\bWARNING\b|Warning\b/;

/** The text of a line without the graphic of a progress bar, and what it means. */
export function readLogLine(line: TerminalLine): {readonly text: string; readonly token: Token} {
	const text = line.text.replaceAll(bar, ' ').trimEnd();
	return {text, token: classify(text, text.length !== line.text.trimEnd().length)};
}

/** Where the graphic of a progress bar is in a text; a single blank takes its place. */
export function findBars(text: string): ReadonlyArray<{readonly start: number; readonly end: number}> {
	return Array.from(text.matchAll(bar), match => ({start: match.index, end: match.index + match[0].length}));
}

function classify(text: string, hadBar: boolean): Token {
	if (problem.test(text)) {
		return 'bad';
	}

	if (caution.test(text)) {
		return 'warning';
	}

	return header.test(text) || (hadBar && !epochRow.test(text)) ? 'dim' : 'text';
}
