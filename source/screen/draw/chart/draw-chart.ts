import {displayWidth, padStart} from '../../../format/display-width.ts';
import type {Look} from '../../theme/look.ts';
import type {Segment} from '../line.ts';
import {blankCell, paintCells} from './cells.ts';
import {
	drawBest,
	drawCursor,
	drawNames,
	nameMargin,
} from './draw-over.ts';
import {toCourse} from './path.ts';
import {plotStyles, type PlotStyle} from './plot-style.ts';
import {rowOf} from './row-of.ts';
import {chooseScale, type Scale, type ScaleOptions} from './scale.ts';
import {
	firstAtOrAfter,
	rangeOf,
	type ChartMark,
	type ChartSeries,
	type AxisRange,
} from './series.ts';
import {drawAxis, type Axis} from './x-axis.ts';

export type ChartOptions = Pick<ScaleOptions, 'unit' | 'timeUnits' | 'isLog' | 'floor' | 'ceiling' | 'tops' | 'isPadded'> & {
	readonly width: number;
	readonly height: number;
	readonly look: Look;
	/** The part of the x axis to draw; everything by default. */
	readonly range?: AxisRange;
	readonly xAxis: Axis;
	readonly marks?: readonly ChartMark[];
	/** The x whose values are read. */
	readonly cursor?: number | undefined;
	/** What is read there, written beside the cursor. */
	readonly card?: ReadonlyArray<readonly Segment[]>;
	/** Columns for labels and names that are kept free at least, so that charts below each other have the same x axis. */
	readonly least?: {readonly labels: number; readonly names: number};
	/** Without axes and names, for a small picture whose figures are written beside it. */
	readonly isBare?: boolean;
};

/** Fewer columns than this show no curve. */
const fewestColumns = 4;
/** With fewer columns the names of the curves are for a legend. */
export const fewestColumnsForNames = 36;

/**
Curves over one x axis, the first one as an area, as exactly `height` lines of `width` columns. With room, the x axis and its
labels are below the plot, and the names behind the ends of the curves. Values that are no finite number leave a gap, and `!` on the
axis. Never throws: without room or values the lines are blank.
*/
export function drawChart(series: readonly ChartSeries[], options: ChartOptions): readonly string[] {
	const {width, height, look, range = rangeOf(series), isBare = false, marks = [], cursor} = options;
	const axisRows = isBare || height < 4 ? 0 : (height >= 6 ? 2 : 1);
	const rows = height - axisRows;
	const style = plotStyles[look.chartStyle];
	const scale = range === undefined ? undefined : chooseScale(visibleValues(series, range), {...options, rows, dotsPerRow: style.dotsPerRow});
	const labelWidth = scale === undefined ? 0 : Math.max(options.least?.labels ?? 0, ...scale.ticks.map(({label}) => displayWidth(label)));
	const lead = isBare ? 0 : labelWidth + 1;
	const room = width - lead;
	if (range === undefined || scale === undefined || rows < 1 || room < (isBare ? 1 : fewestColumns)) {
		return Array.from({length: Math.max(0, height)}, () => ' '.repeat(Math.max(0, width)));
	}

	const hasNames = !isBare && room >= fewestColumnsForNames;
	const columns = room - (hasNames ? Math.max(options.least?.names ?? 0, nameMargin(series, range, room)) : 0);
	const curves = series.map(({xs, ys, token, isFaint = false}) => ({token, isFaint, ...toCourse({xs, ys}, {range, columns: columns * style.dotsPerColumn, toHeight: value => scale.toHeight(value)})}));
	const grid = style.plot(curves, {columns, rows}, look).map(cells => [...cells, ...Array.from({length: room - columns}, () => blankCell)]);
	const plot = {
		grid, range, scale, columns, dotsPerRow: style.dotsPerRow, look,
	};
	if (hasNames) {
		drawNames(plot, series);
	}

	drawBest(plot, series, marks);
	if (cursor !== undefined) {
		drawCursor(plot, series, cursor, options.card ?? []);
	}

	const labels = isBare ? undefined : toLabelRows(scale, rows, style);
	return [
		...grid.map((cells, row) => (labels === undefined ? '' : drawTick(labels.get(row) ?? '', labelWidth, look)) + paintCells(cells, look)),
		...drawAxis({
			range, columns, lead, width, rows: axisRows, xAxis: options.xAxis, marks: [...marks, ...toFaults(series, range)], cursor, look,
		}),
	];
}

function drawTick(label: string, width: number, look: Look): string {
	const {chart, vertical} = look.glyphs;
	return look.paint('dim', padStart(label, width)) + look.paint('border', label === '' ? vertical : chart.axis);
}

function * visibleValues(series: readonly ChartSeries[], {from, to}: AxisRange): Generator<number | undefined> {
	for (const {xs, ys} of series) {
		for (let index = firstAtOrAfter(xs, from); index < xs.length && xs[index]! <= to; index++) {
			yield ys[index];
		}
	}
}

/** Where a value was printed as nan or inf: the gap alone may be too narrow to be seen. */
function toFaults(series: readonly ChartSeries[], {from, to}: AxisRange): readonly ChartMark[] {
	const places = new Set<number>();
	for (const {xs, ys} of series) {
		for (let index = firstAtOrAfter(xs, from); index < xs.length && xs[index]! <= to && places.size < 1000; index++) {
			const value = ys[index];
			if (value !== undefined && !Number.isFinite(value)) {
				places.add(xs[index]!);
			}
		}
	}

	return Array.from(places, x => ({x, kind: 'fault'}));
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
