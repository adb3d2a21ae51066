import {clockSeconds, clockTime} from '../../../format/clock-time.ts';
import {displayWidth} from '../../../format/display-width.ts';
import type {Look} from '../../theme/look.ts';
import {
	blankCell,
	paintCells,
	toCells,
	type Cell,
} from './cells.ts';
import {columnOf, type ChartMarker, type AxisRange} from './series.ts';
import {timeTicks, wholeTicks} from './ticks.ts';

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
	readonly markers: readonly ChartMarker[];
	readonly look: Look;
};

/** A text below its place; `start` and `end` are the columns that it takes. */
type Label = {readonly column: number; readonly text: string; readonly start: number; readonly end: number};

/** The lines below a plot: the axis with the characters of the markers, and the labels. */
export function drawAxis(options: AxisOptions): readonly string[] {
	const {columns, lead, width, rows, markers, look, range} = options;
	if (rows === 0) {
		return [];
	}

	const labels = placeLabels(options);
	const axis: Cell[] = Array.from({length: columns}, (_, column) => ({token: 'border', character: labels.some(label => label.column === column) ? look.glyphs.axisTick : look.glyphs.horizontal}));
	// The later one counts: first the faults, which are many, then what a person looks for.
	for (const {x, character, token} of markers.toSorted((one, other) => Number(other.character === '!') - Number(one.character === '!'))) {
		const column = columnOf(x, range, columns);
		if (column !== undefined) {
			axis[column] = {token, character};
		}
	}

	const margin = toCells(' '.repeat(lead), 'text');
	const line = [...margin, {token: 'border' as const, character: look.glyphs.chart.axisCorner}, ...axis, blankCell];
	const text = paintCells([...margin, blankCell, ...toLabelCells(labels, columns + 1)], look);
	return rows === 1 ? [text] : [paintCells(line.slice(0, width), look), text];
}

/** As many labels as fit with a blank between them, each centred below its place. */
function placeLabels({range, columns, xAxis}: AxisOptions): readonly Label[] {
	const count = Math.max(1, Math.floor(columns / (xAxis.kind === 'epoch' ? 10 : 14)));
	const {values, toText} = xAxis.kind === 'epoch'
		? {values: wholeTicks(range.from, range.to, count).values, toText: String}
		: readTimes(range, count, xAxis);
	// The ends tell how far the picture goes: they come first, then what fits between.
	const wanted = [...(xAxis.kind === 'epoch' ? [Math.ceil(range.from), Math.floor(range.to)].filter(value => value >= range.from && value <= range.to) : []), ...values];
	const labels: Label[] = [];
	for (const value of wanted) {
		const column = columnOf(value, range, columns);
		if (column === undefined) {
			continue;
		}

		const text = toText(value);
		const size = displayWidth(text);
		const start = Math.max(0, Math.min(columns + 1 - size, column - Math.floor((size - 1) / 2)));
		if (size <= columns && labels.every(other => start > other.end + 1 || start + size < other.start)) {
			labels.push({
				column, text, start, end: start + size - 1,
			});
		}
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
	for (const {start, text} of labels) {
		for (const [index, cell] of toCells(text, 'dim').entries()) {
			cells[start + index] = cell;
		}
	}

	return cells;
}
