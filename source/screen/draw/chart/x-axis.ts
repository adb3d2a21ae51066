import {clockSeconds, clockTime} from '../../../format/clock-time.ts';
import {displayWidth} from '../../../format/display-width.ts';
import type {Look} from '../../theme/look.ts';
import type {Token} from '../../theme/token.ts';
import {markTokens} from '../bar.ts';
import {
	blankCell,
	paintCells,
	toCells,
	type Cell,
} from './cells.ts';
import {columnOf, type ChartMark, type AxisRange} from './series.ts';
import {epochTicks, timeTicks} from './ticks.ts';

/** What the x axis counts: epochs, or moments in milliseconds since 1970 on the person's clock. */
export type Axis = {readonly kind: 'epoch'} | {readonly kind: 'time'; readonly now: number; readonly utcOffsetMinutes: number};

export type AxisOptions = {
	readonly range: AxisRange;
	/** Columns of the plot, and columns before it. */
	readonly columns: number;
	readonly lead: number;
	readonly width: number;
	/** 2 for the axis and its labels, 1 for the labels alone, 0 for nothing. */
	readonly rows: number;
	readonly xAxis: Axis;
	readonly marks: readonly ChartMark[];
	readonly cursor?: number | undefined;
	readonly look: Look;
};

/** A text below its place; `start` and `end` are the columns that it takes. */
type Label = {readonly column: number; readonly text: string; readonly start: number; readonly end: number; readonly token: Token};

/** More labels say nothing more. */
const maxLabels = 5;
/** So near to the last epoch a round one is left out. */
const nearLast = 6;

/** The lines below a plot: the axis with the characters of the marks, and the labels. */
export function drawAxis(options: AxisOptions): readonly string[] {
	const {columns, lead, width, rows, cursor, look, range} = options;
	if (rows === 0) {
		return [];
	}

	const labels = placeLabels(options);
	const fill = (cells: readonly Cell[]) => paintCells([...cells, ...Array.from({length: width}, () => blankCell)].slice(0, width), look);
	const margin: readonly Cell[] = Array.from({length: lead}, () => blankCell);
	const text = fill([...margin, ...toLabelCells(labels, width - lead)]);
	if (rows === 1) {
		return [text];
	}

	const axis: Cell[] = Array.from({length: columns}, (_, column) => ({token: 'border', character: labels.some(label => label.column === column) ? look.glyphs.axisTick : look.glyphs.horizontal}));
	// The later one counts: first the faults, which are many, then what a person looks for.
	for (const {x, kind} of options.marks.toSorted((one, other) => Number(other.kind === 'fault') - Number(one.kind === 'fault'))) {
		const column = columnOf(x, range, columns);
		if (column !== undefined && kind !== 'best') {
			axis[column] = {token: markTokens[kind], character: look.glyphs.events[kind]};
		}
	}

	const atCursor = cursor === undefined ? undefined : columnOf(cursor, range, columns);
	if (atCursor !== undefined) {
		axis[atCursor] = {token: 'accent', character: look.glyphs.axisCursor};
	}

	return [fill([...margin.slice(1), {token: 'border', character: look.glyphs.chart.axisCorner}, ...axis]), text];
}

/** The cursor, the ends, then as many round numbers as fit with a blank between them, each centred below its place. */
function placeLabels({range, columns, width, lead, xAxis, cursor}: AxisOptions): readonly Label[] {
	const count = Math.max(1, Math.min(maxLabels, Math.floor(columns / (xAxis.kind === 'epoch' ? 8 : 14))));
	const [first, last] = [Math.ceil(range.from), Math.floor(range.to)];
	const {values, toText} = xAxis.kind === 'epoch'
		? {values: [last, first, ...epochTicks(range.from, range.to, count)].filter(value => value >= range.from && value <= range.to), toText: String}
		: readTimes(range, count, xAxis);
	const labels: Label[] = [];
	const isRoundEpoch = (value: number, token: Token) => token === 'dim' && xAxis.kind === 'epoch' && value !== last && value !== first;
	const place = (value: number, text: string, token: Token) => {
		const column = columnOf(value, range, columns);
		if (column === undefined || (isRoundEpoch(value, token) && columns - 1 - column <= nearLast)) {
			return;
		}

		const size = displayWidth(text);
		const start = Math.max(0, Math.min(width - lead - size, column - Math.floor((size - 1) / 2)));
		if (size <= columns && labels.every(other => start > other.end + 1 || start + size < other.start)) {
			labels.push({
				column, text, token, start, end: start + size - 1,
			});
		}
	};

	if (cursor !== undefined) {
		place(cursor, toText(xAxis.kind === 'epoch' ? Math.round(cursor) : cursor), 'accent');
	}

	for (const value of values) {
		place(value, toText(value), 'dim');
	}

	return labels;
}

/** Marks closer than a minute would have the same label without seconds. */
function readTimes({from, to}: AxisRange, count: number, axis: Axis & {readonly kind: 'time'}): {readonly values: readonly number[]; readonly toText: (at: number) => string} {
	const {step, values} = timeTicks(from, to, count, axis.utcOffsetMinutes);
	return {values, toText: at => step < 60_000 ? clockSeconds(at, axis.utcOffsetMinutes) : clockTime(at, axis)};
}

function toLabelCells(labels: readonly Label[], columns: number): readonly Cell[] {
	const cells: Cell[] = Array.from({length: columns}, () => blankCell);
	for (const {start, text, token} of labels) {
		for (const [index, cell] of toCells([[token, text]]).entries()) {
			cells[start + index] = cell;
		}
	}

	return cells;
}
