/**
The characters that are drawn with. Every glyph is one column wide, or has a narrow one in its place where the terminal draws it in two (theme/narrow);
none is an emoji, because terminals disagree on the width of those.
*/
export type Glyphs = {
	readonly barFull: string;
	readonly barRest: string;
	/** Fractions of a full bar cell, ascending; empty where only whole cells can be drawn. */
	readonly barParts: readonly string[];
	/** Heights of a sparkline column, ascending. */
	readonly sparks: readonly string[];
	/** Shades of a cell of a heat map, ascending; empty where only figures can be drawn. */
	readonly heat: readonly string[];
	readonly horizontal: string;
	readonly vertical: string;
	readonly topLeft: string;
	readonly topRight: string;
	readonly bottomLeft: string;
	readonly bottomRight: string;
	readonly teeLeft: string;
	readonly teeRight: string;
	readonly ellipsis: string;
	readonly dot: string;
	readonly up: string;
	readonly down: string;
	readonly flat: string;
	/** At the epoch of best.pt, in curves, bars and tables. */
	readonly best: string;
	/** A quality that rose or fell, and the head of a column of differences. */
	readonly better: string;
	readonly worse: string;
	readonly change: string;
	/** The row of what is going on, and lines that are folded into one. */
	readonly live: string;
	readonly folded: string;
	/** Before the choice of an overlay, and before the chosen row of a list. */
	readonly cursor: string;
	readonly chosen: string;
	readonly scrollThumb: string;
	readonly scrollTrack: string;
	readonly dash: string;
	readonly minus: string;
	/** One mark for each kind of state, so that colour is never needed to tell them apart. */
	readonly marks: {readonly run: string; readonly wait: string; readonly good: string; readonly bad: string; readonly pause: string; readonly stop: string; readonly unknown: string};
	/** The pieces of a line chart, named after their places in asciichart's `symbols`, and the corner of the two axes. */
	readonly chart: {readonly axis: string; readonly axisCross: string; readonly lineStart: string; readonly lineEnd: string; readonly flat: string; readonly downLeft: string; readonly upLeft: string; readonly downRight: string; readonly upRight: string; readonly vertical: string; readonly axisCorner: string};
	/** A mark of the x axis of a chart, the place of the cursor on it, and a curve at the cursor. */
	readonly axisTick: string;
	readonly axisCursor: string;
	readonly curveCursor: string;
	/** What happened at an epoch, on the axis of a chart and in the bar of the epochs. */
	readonly events: {readonly resume: string; readonly warning: string; readonly closeMosaic: string; readonly patience: string; readonly failure: string; readonly fault: string; readonly validation: string};
};

export const unicodeGlyphs: Glyphs = {
	// Lines rather than blocks: two bars below each other stay two.
	barFull: '━',
	barRest: '─',
	barParts: ['╸'],
	// The full block would touch the curve above.
	sparks: ['▁', '▂', '▃', '▄', '▅', '▆', '▇'],
	heat: ['░', '▒', '▓', '█'],
	horizontal: '─',
	vertical: '│',
	topLeft: '╭',
	topRight: '╮',
	bottomLeft: '╰',
	bottomRight: '╯',
	teeLeft: '├',
	teeRight: '┤',
	ellipsis: '…',
	dot: '·',
	up: '↑',
	down: '↓',
	flat: '→',
	best: '◆',
	better: '▲',
	worse: '▼',
	change: 'Δ',
	live: '▶',
	folded: '▸',
	cursor: '>',
	chosen: '▌',
	scrollThumb: '┃',
	scrollTrack: '│',
	dash: '–',
	minus: '−',
	marks: {
		run: '●', wait: '○', good: '✓', bad: '✗', pause: '‖', stop: '■', unknown: '?',
	},
	chart: {
		axis: '┤', axisCross: '┼', lineStart: '╶', lineEnd: '╴', flat: '─', downLeft: '╰', upLeft: '╭', downRight: '╮', upRight: '╯', vertical: '│', axisCorner: '└',
	},
	axisTick: '┴',
	axisCursor: '╨',
	curveCursor: '●',
	events: {
		resume: '↻', warning: '!', closeMosaic: '✂', patience: '╎', failure: '✗', fault: '!', validation: '▴',
	},
};

/** For terminals and fonts that hold ASCII only (`--ascii`). */
export const asciiGlyphs: Glyphs = {
	barFull: '#',
	barRest: '.',
	barParts: [],
	sparks: ['_', '.', ':', '-', '=', '+', '*', '#'],
	heat: [],
	horizontal: '-',
	vertical: '|',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	teeLeft: '+',
	teeRight: '+',
	ellipsis: '~',
	dot: '-',
	up: '^',
	down: 'v',
	flat: '=',
	best: 'o',
	better: '^',
	worse: 'v',
	change: 'd',
	live: '>',
	folded: '>',
	cursor: '>',
	chosen: '>',
	scrollThumb: '#',
	scrollTrack: '|',
	dash: '-',
	minus: '-',
	marks: {
		run: 'o', wait: '.', good: '+', bad: 'x', pause: '=', stop: '#', unknown: '?',
	},
	chart: {
		axis: '|', axisCross: '+', lineStart: '-', lineEnd: '-', flat: '-', downLeft: '\\', upLeft: '/', downRight: '\\', upRight: '/', vertical: '|', axisCorner: '+',
	},
	axisTick: '+',
	axisCursor: '#',
	curveCursor: '@',
	events: {
		resume: 'R', warning: '!', closeMosaic: '%', patience: ':', failure: 'x', fault: '!', validation: '^',
	},
};

const asciiSigns: Readonly<Record<string, string>> = {'−': '-', '±': '~', '×': 'x'};

/** The signs of numbers in ASCII, each as wide as before. */
export function toAsciiSigns(text: string): string {
	return text.replaceAll(/[±×−]/g, sign => asciiSigns[sign]!);
}

/** The signs of units and between figures in ASCII, each as wide as before: `71  C . 214 W`. */
export function toAsciiUnits(text: string): string {
	return text.replaceAll('°', ' ').replaceAll('·', '.');
}
