import {selectBestEpoch} from '../../../run/select-best-epoch.ts';
import {clockTime} from '../../../format/clock-time.ts';
import {
	rangeOf,
	type ChartMark,
	type ChartSeries,
	type AxisRange,
} from '../../draw/chart/series.ts';
import {smooth} from '../../draw/chart/smooth.ts';
import type {Axis} from '../../draw/chart/x-axis.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import type {Chart} from './chart.ts';
import {listCharts} from './chart-list.ts';
import {shownRange} from './charts-ui.ts';
import {
	placeOfEpoch,
	placeValues,
	wholeRange,
	xKindOf,
	type AxisKind,
} from './x-places.ts';

/** The charts that pass the filter, in their order. */
export function visibleCharts({state, ui, resources}: ScreenModel): readonly Chart[] {
	const all = listCharts(state, resources, wordsIn(ui.language).charts);
	const wanted = ui.charts.filter.trim().toLowerCase();
	return wanted === '' ? all : all.filter(({title, id, lines}) => [title, id, ...lines.map(({label}) => label)].some(name => name.toLowerCase().includes(wanted)));
}

/** The chosen chart and its place; undefined when there is none. */
export function chosenChart(model: ScreenModel, charts = visibleCharts(model)): {readonly chart: Chart; readonly index: number} | undefined {
	const index = Math.min(model.ui.charts.focus, charts.length - 1);
	const chart = charts[index];
	return chart && {chart, index};
}

/** A chart with everything that is drawn of it. */
export type ChartView = {
	readonly chart: Chart;
	readonly kind: AxisKind;
	/** In front first: the curves, then the raw values behind smoothed ones. */
	readonly series: readonly ChartSeries[];
	/** Each line of the chart with the raw values, for reading them. */
	readonly lines: ReadonlyArray<{readonly line: Chart['lines'][number]; readonly xs: readonly number[]; readonly ys: ChartSeries['ys']}>;
	readonly whole: AxisRange | undefined;
	readonly range: AxisRange | undefined;
	readonly marks: readonly ChartMark[];
	readonly xAxis: Axis;
};

/** The chart on the axis, with the smoothing, the zoom and the cursor that are chosen. */
export function viewChart(chart: Chart, model: ScreenModel): ChartView {
	const {state, ui: {charts: ui}, now, utcOffsetMinutes} = model;
	const kind = xKindOf(chart, ui.xKind, state);
	const lines = chart.lines.map(line => ({line, ...placeValues(chart, line.values, kind, state)}));
	const curves = lines.map(({line: {label, token}, xs, ys}): ChartSeries => ({
		name: label, token, xs, ys: smooth(ys, ui.smoothing),
	}));
	const faint = ui.smoothing === 0
		? []
		: lines.map(({line: {token}, xs, ys}): ChartSeries => ({
			token, xs, ys, isFaint: true,
		}));
	const whole = wholeRange(state, kind) ?? rangeOf(curves);
	return {
		chart,
		kind,
		series: [...curves, ...faint],
		lines,
		whole,
		range: whole && shownRange(whole, ui),
		marks: marksOf(model, kind),
		xAxis: kind === 'epoch' ? {kind} : {kind, now, utcOffsetMinutes},
	};
}

function marksOf({state}: ScreenModel, kind: AxisKind): readonly ChartMark[] {
	const best = selectBestEpoch(state)?.epoch;
	const marked: ReadonlyArray<readonly [epoch: number | undefined, kind: ChartMark['kind']]> = [...state.resumedAt.map(epoch => [epoch, 'resume'] as const), [best, 'best']];
	return marked.flatMap(([epoch, mark]): readonly ChartMark[] => {
		const x = epoch === undefined ? undefined : placeOfEpoch(state, epoch, kind);
		return x === undefined ? [] : [{x, kind: mark}];
	});
}

/** A place on the x axis in words: the epoch, or the time of day. */
export function placeText(x: number, {xAxis}: ChartView, epochText: (epoch: string) => string): string {
	return xAxis.kind === 'epoch' ? epochText(String(Number(x.toFixed(1)))) : clockTime(x, xAxis);
}
