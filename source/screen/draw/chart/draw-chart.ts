import {displayWidth, padStart} from '../../../format/display-width.ts';
import type {Look} from '../../theme/look.ts';
import {
	blankCell,
	isBlank,
	paintCells,
	toCells,
	type Cell,
	type CellGrid,
} from './cells.ts';
import {toPath} from './path.ts';
import {plotStyles, type PlotStyle} from './plot-style.ts';
import {rowOf} from './row-of.ts';
import {chooseScale, type Scale, type ScaleOptions} from './scale.ts';
import {
	columnOf,
	firstAtOrAfter,
	rangeOf,
	type ChartMarker,
	type ChartSeries,
	type AxisRange,
} from './series.ts';
import {drawAxis, type Axis} from './x-axis.ts';

export type ChartOptions = Pick<ScaleOptions, 'unit' | 'timeUnits' | 'isLog' | 'floor' | 'ceiling'> & {
	readonly width: number;
	readonly height: number;
	readonly look: Look;
	/** The part of the x axis to draw; everything by default. */
	readonly range?: AxisRange;
	readonly xAxis: Axis;
	readonly markers?: readonly ChartMarker[];
};

/** Fewer columns than this show no curve. */
const fewestColumns = 4;

/**
Curves over one x axis, the first one on top, as exactly `height` lines of `width` columns. With room, the x axis and its
labels are below the plot. Values that are no finite number leave a gap, and `!` on the axis. Never throws: without room or
values the lines are blank.
*/
export function drawChart(series: readonly ChartSeries[], options: ChartOptions): readonly string[] {
	const {width, height, look, range = rangeOf(series)} = options;
	const axisRows = height >= 6 ? 2 : (height >= 4 ? 1 : 0);
	const rows = height - axisRows;
	const style = plotStyles[look.chartStyle];
	const scale = range === undefined ? undefined : chooseScale(visibleValues(series, range), {...options, rows, dotsPerRow: style.dotsPerRow});
	const labelWidth = scale === undefined ? 0 : Math.max(0, ...scale.ticks.map(({label}) => displayWidth(label)));
	// The column at the right edge holds the marks of the curves.
	const columns = width - labelWidth - 2 - 1;
	if (range === undefined || scale === undefined || rows < 1 || columns < fewestColumns) {
		return Array.from({length: Math.max(0, height)}, () => ' '.repeat(Math.max(0, width)));
	}

	const grid = style.plot(series.map(({xs, ys, mark, token, isFaint = false}) => ({
		mark, token, isFaint, path: toPath({xs, ys}, {range, columns: columns * style.dotsPerColumn, toHeight: value => scale.toHeight(value)}),
	})), {columns, rows}, look.glyphs);
	const markers = [...options.markers ?? [], ...toFaults(series, range)];
	drawMarkerLines(grid, markers, {range, look, columns});
	const marks = placeMarks(series, {
		range, scale, rows, style,
	});
	const labels = toLabelRows(scale, rows, style);
	return [
		...grid.map((cells, row) => {
			const label = labels.get(row) ?? '';
			const axis = label === '' ? look.glyphs.vertical : look.glyphs.chart.axis;
			return look.paint('dim', padStart(label, labelWidth)) + paintCells([blankCell, {token: 'border', character: axis}, ...cells, marks.get(row) ?? blankCell], look);
		}),
		...drawAxis({
			range, columns, lead: labelWidth + 1, width, rows: axisRows, xAxis: options.xAxis, markers, look,
		}),
	];
}

function * visibleValues(series: readonly ChartSeries[], {from, to}: AxisRange): Generator<number | undefined> {
	for (const {xs, ys} of series) {
		for (let index = firstAtOrAfter(xs, from); index < xs.length && xs[index]! <= to; index++) {
			yield ys[index];
		}
	}
}

/** Where a value was printed as nan or inf: the gap alone may be too narrow to be seen. */
function toFaults(series: readonly ChartSeries[], {from, to}: AxisRange): readonly ChartMarker[] {
	const places = new Set<number>();
	for (const {xs, ys} of series) {
		for (let index = firstAtOrAfter(xs, from); index < xs.length && xs[index]! <= to && places.size < 1000; index++) {
			const value = ys[index];
			if (value !== undefined && !Number.isFinite(value)) {
				places.add(xs[index]!);
			}
		}
	}

	return Array.from(places, x => ({x, character: '!', token: 'bad'}));
}

type MarkerOptions = {readonly range: AxisRange; readonly look: Look; readonly columns: number};

function drawMarkerLines(grid: CellGrid, markers: readonly ChartMarker[], {range, look, columns}: MarkerOptions): void {
	for (const {x, character, token, isCursor = false} of markers) {
		const column = columnOf(x, range, columns);
		// A fault has no line of its own: many of them would hide the picture.
		if (column === undefined || character === '!') {
			continue;
		}

		for (const cells of grid) {
			if (isBlank(cells[column])) {
				cells[column] = {token: isCursor ? 'accent' : token, character: isCursor ? look.glyphs.vertical : look.glyphs.markerLine};
			}
		}
	}
}

type MarkOptions = {readonly range: AxisRange; readonly scale: Scale; readonly rows: number; readonly style: PlotStyle};

/** The mark of each curve beside its last value; where two would share a row the later one moves to the next free row. */
function placeMarks(series: readonly ChartSeries[], {range, scale, rows, style}: MarkOptions): ReadonlyMap<number, Cell> {
	const marks = new Map<number, Cell>();
	for (const {xs, ys, mark, token, isFaint} of series) {
		const last = lastValue(ys, firstAtOrAfter(xs, range.to) + (xs.at(-1) === range.to ? 1 : 0));
		if (last === undefined || isFaint === true) {
			continue;
		}

		const wanted = rowOf(scale.toHeight(last), rows, style.dotsPerRow);
		const row = [0, 1, -1, 2, -2].map(step => wanted + step).find(candidate => candidate >= 0 && candidate < rows && !marks.has(candidate));
		if (row !== undefined) {
			marks.set(row, toCells(mark, token)[0] ?? blankCell);
		}
	}

	return marks;
}

/** The last number before a place. */
function lastValue(ys: ChartSeries['ys'], end: number): number | undefined {
	for (let index = Math.min(end, ys.length) - 1; index >= 0; index--) {
		const value = ys[index];
		if (value !== undefined && Number.isFinite(value)) {
			return value;
		}
	}

	return undefined;
}

/** Labels by row. Where rows are few, a label that would share one is left out. */
function toLabelRows(scale: Scale, rows: number, style: PlotStyle): ReadonlyMap<number, string> {
	const labels = new Map<number, string>();
	for (const {value, label} of scale.ticks) {
		const row = rowOf(scale.toHeight(value), rows, style.dotsPerRow);
		if (!labels.has(row)) {
			labels.set(row, label);
		}
	}

	return labels;
}
