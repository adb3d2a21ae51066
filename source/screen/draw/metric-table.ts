import {displayWidth} from '../../format/display-width.ts';

/** A stretch of a text that is not shown: from `start` up to, not including, `end`. */
export type Omission = {readonly start: number; readonly end: number};

const header = /^ *(?:Epoch|Class) {2,}\S/;
const epochRow = /^ *(?:Epoch|\d+\/\d+) +[\w.]+ /;

/**
Whether a line is of a table that the frameworks print: the names of the columns, the row of an epoch, the row of all classes or of one.
Source: the print formats `%22s` + `%11s` of train.py and val.py in YOLOv5 v6.1 to master and of Ultralytics 8.0 to 8.4.
*/
function isTableRow(text: string): boolean {
	return header.test(text) || epochRow.test(text) || hasFigures(text);
}

/** A name, two counts and at least two metrics. */
function hasFigures(text: string): boolean {
	const words = text.trim().split(/ +/);
	const name = words.findLastIndex(word => word !== 'nan' && !Number.isFinite(Number(word)));
	const figures = words.slice(name + 1);
	return name !== -1 && figures.length >= 4 && figures.slice(0, 2).every(word => Number.isSafeInteger(Number(word)));
}

/** Widths of the first column: of the tables by class, and of the rows of epochs; the other columns have one width. */
const naturalFirst = {class: 22, epoch: 11};
const naturalWidth = 11;
const narrowestWidth = 8;
const columnCounts = {class: 6, epoch: 6};

/**
What of a printed row is left out so that its columns fit into `columns` and stay below each other; without room for that only single
blanks stay. Undefined for a line that is no row of such a table; empty when all of it fits. What is behind the last column, such as a
progress bar, may be too long all the same.
*/
export function narrowRow(text: string, columns: number): readonly Omission[] | undefined {
	if (!isTableRow(text)) {
		return undefined;
	}

	if (displayWidth(text) <= columns) {
		return [];
	}

	const kind = epochRow.test(text) ? 'epoch' : 'class';
	const count = columnCounts[kind];
	const first = Math.min(naturalFirst[kind], kind === 'class' ? Math.max(12, columns - (count * naturalWidth)) : Math.max(narrowestWidth, Math.floor(columns / (count + 1))));
	const width = Math.min(naturalWidth, Math.floor((columns - first) / count));
	return width < narrowestWidth ? toSingleBlanks(text) : toWidths(text, naturalFirst[kind] - first, naturalWidth - width);
}

/** The text without what is left out. */
export function omit(text: string, omissions: readonly Omission[]): string {
	let shown = '';
	let from = 0;
	for (const {start, end} of omissions) {
		shown += text.slice(from, start);
		from = end;
	}

	return shown + text.slice(from);
}

function gapsOf(text: string): readonly Omission[] {
	return Array.from(text.matchAll(/ +/g), match => ({start: match.index, end: match.index + match[0].length}));
}

function toSingleBlanks(text: string): readonly Omission[] {
	return gapsOf(text).map(({start, end}) => ({start, end: start === 0 ? end : end - 1})).filter(({start, end}) => end > start);
}

/** Takes so many blanks before the first column and before each other; what one column cannot spare the next one gives. */
function toWidths(text: string, fromFirst: number, fromEach: number): readonly Omission[] {
	let owed = fromFirst;
	const omissions: Omission[] = [];
	const gaps = gapsOf(text);
	for (const [index, {start, end}] of (gaps[0]?.start === 0 ? gaps : [{start: 0, end: 0}, ...gaps]).entries()) {
		const isInsideName = end - start === 1;
		owed += index === 0 || isInsideName ? 0 : fromEach;
		const taken = Math.max(0, Math.min(owed, end - start - (start === 0 ? 0 : 1)));
		owed -= taken;
		if (taken > 0) {
			omissions.push({start, end: start + taken});
		}
	}

	return omissions;
}
