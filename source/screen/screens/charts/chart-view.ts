import {metricDefinitions} from '../../../domain/metric.ts';
import type {ComparedRun} from '../../../domain/run-list.ts';
import {metricSeries} from '../../../run/compare-runs.ts';
import {selectRunMarks} from '../../../run/select-run-marks.ts';
import {clockTime} from '../../../format/clock-time.ts';
import {
	rangeOf,
	type ChartMark,
	type ChartSeries,
	type AxisRange,
} from '../../draw/chart/series.ts';
import {smooth, type Smoothing} from '../../draw/chart/smooth.ts';
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
	return wanted === '' ? all : all.filter(({title, id, label}) => [title, id, label].some(name => name.toLowerCase().includes(wanted)));
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
	/** The same figure of an earlier run. */
	readonly earlier: ChartSeries | undefined;
	readonly whole: AxisRange | undefined;
	readonly range: AxisRange | undefined;
	readonly marks: readonly ChartMark[];
	readonly xAxis: Axis;
};

/** From so many epochs on noise hides where a curve is going. */
const epochsToSmooth = 100;

/** How much the curves are smoothed: as chosen, else by the length of the run. */
export function smoothingOf({state, ui}: Pick<ScreenModel, 'state' | 'ui'>): Smoothing {
	return ui.charts.smoothing ?? (state.history.length >= epochsToSmooth ? 0.6 : 0);
}

/** The chart on the axis, with the smoothing, the zoom and the cursor that are chosen. */
export function viewChart(chart: Chart, model: ScreenModel): ChartView {
	const {state, ui: {charts: ui}, now, utcOffsetMinutes} = model;
	const kind = xKindOf(chart, ui.xKind, state);
	const smoothing = smoothingOf(model);
	const lines = chart.lines.map(line => ({line, ...placeValues(chart, line.values, kind, state)}));
	const curves = lines.map(({line: {label, token}, xs, ys}): ChartSeries => ({
		name: label, token, xs, ys: smooth(ys, smoothing),
	}));
	const [first] = lines;
	const raw: readonly ChartSeries[] = first === undefined || smoothing === 0
		? []
		: [{
			token: first.line.token, xs: first.xs, ys: first.ys, isFaint: true,
		}];
	const earlier = kind === 'epoch' ? earlierSeries(chart, model) : undefined;
	const whole = wholeRange(state, kind) ?? rangeOf(curves);
	// An earlier run that went farther shows where this one is heading, and the end of the patience where it will be over.
	const marks = marksOf(model, kind);
	const ends = [earlier?.xs.at(-1), marks.find(mark => mark.kind === 'patience')?.x].filter(x => x !== undefined);
	const all = whole && {from: whole.from, to: Math.max(whole.to, ...ends)};
	return {
		chart,
		kind,
		series: [...curves, ...(earlier === undefined ? [] : [earlier]), ...raw],
		lines,
		earlier,
		whole: all,
		range: all && shownRange(all, ui),
		marks,
		xAxis: kind === 'epoch' ? {kind} : {kind, now, utcOffsetMinutes},
	};
}

/** The same metric of a run that was compared with this one. */
function earlierSeries({id, group}: Chart, {runList, state}: ScreenModel): ChartSeries | undefined {
	const metric = metricDefinitions.find(({name}) => name === id)?.name;
	const [first] = state.history;
	const isThis = (run: ComparedRun) => JSON.stringify(run.history[0]?.metrics) === JSON.stringify(first?.metrics);
	const run = group === 'quality' && first !== undefined ? runList.compared?.find(one => !isThis(one)) : undefined;
	const points = run === undefined || metric === undefined ? [] : metricSeries(run, metric);
	return points.length === 0
		? undefined
		: {
			name: run!.name, token: 'previous', xs: points.map(({epoch}) => epoch), ys: points.map(({value}) => value),
		};
}

function marksOf({state}: ScreenModel, kind: AxisKind): readonly ChartMark[] {
	return selectRunMarks(state).flatMap(({epoch, kind: mark}): readonly ChartMark[] => {
		const x = placeOfEpoch(state, epoch, kind);
		return x === undefined ? [] : [{x, kind: mark}];
	});
}

/** A place on the x axis in words: the epoch, or the time of day. */
export function placeText(x: number, {xAxis}: ChartView, epochText: (epoch: string) => string): string {
	return xAxis.kind === 'epoch' ? epochText(String(Number(x.toFixed(1)))) : clockTime(x, xAxis);
}
