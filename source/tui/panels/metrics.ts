import {metricDefinitions, type MetricName, type Metrics} from '../../domain/metric.ts';
import type {RunState} from '../../domain/run.ts';
import {metric} from '../../format/number.ts';
import {selectMetricSeries, selectTrend} from '../../run/select-series.ts';
import {drawChartAxis, drawLineChart} from '../draw/line-chart.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import type {Token} from '../theme/theme.ts';
import {bestText, leadingMetric} from './best-text.ts';
import type {ScreenModel, Size} from './model.ts';

/** The two curves of a chart: the leading metric and the one above it. */
const pairs: Readonly<Record<'map50To95' | 'top1', readonly [MetricName, MetricName]>> = {
	map50To95: ['map50To95', 'map50'],
	top1: ['top1', 'top5'],
};

/** The quality of the model: the last values, the best epoch and the curves. */
export function drawMetrics(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, words} = model;
	const metrics = state.lastValidation?.metrics ?? state.history.at(-1)?.metrics;
	if (metrics === undefined) {
		return [drawLine([['dim', words.waiting.metrics]], columns, look)];
	}

	const lead = leadingMetric(metrics);
	const [main, above] = pairs[lead === 'top1' ? 'top1' : 'map50To95'];
	const values = chooseValues([...drawValues(model, metrics, {main, above}), ...drawOtherSets(model)], columns);
	if (rows < 5) {
		return [values, [['good', bestText(model)] satisfies Segment]].slice(0, rows).map(line => drawLine(line, columns, look));
	}

	const first = state.history[0]?.epoch;
	const last = state.history.at(-1)?.epoch;
	const hasAxis = rows >= 7 && first !== undefined && last !== undefined && last > first;
	const chart = drawLineChart([
		{token: 'series1', values: byEpoch(state, main)},
		{token: 'series2', values: byEpoch(state, above)},
	], {
		width: columns, height: rows - 2 - (hasAxis ? 1 : 0), look, floor: 0,
	});
	return [
		drawLine(values, columns, look),
		drawLine(drawSecondLine(model, lead), columns, look),
		...chart,
		...(hasAxis ? [drawChartAxis(words.epochNumber(first), last.toString(), columns, look)] : []),
	];
}

/** One value for each epoch; an epoch without validation leaves a gap. */
function byEpoch({history}: RunState, name: MetricName): ReadonlyArray<number | undefined> {
	return history.map(({metrics}) => metrics?.[name]);
}

/** A figure and whether it stays when there is no room for all. */
type Value = {readonly isLeading: boolean; readonly segments: readonly Segment[]};

/** As many figures as fit, the leading one always, in the order of the frameworks. */
function chooseValues(values: readonly Value[], columns: number): readonly Segment[] {
	const gap: Segment = ['text', '  '];
	let room = columns;
	const kept = new Set(values.toSorted((one, other) => Number(other.isLeading) - Number(one.isLeading)).filter(({segments}) => {
		const width = segmentsWidth(segments) + gap[1].length;
		const isFitting = width - gap[1].length <= room;
		room -= isFitting ? width : 0;
		return isFitting;
	}));
	return fitGroups(values.filter(value => kept.has(value)).map(({segments}) => segments), columns, gap);
}

function drawValues({look}: ScreenModel, metrics: Metrics, {main, above}: {readonly main: MetricName; readonly above: MetricName}): readonly Value[] {
	return metricDefinitions
		.filter(({name}) => metrics[name] !== undefined)
		.map(({name, label}) => {
			const token: Token = name === main ? 'series1' : (name === above ? 'series2' : 'label');
			const mark = name === main || name === above ? `${look.glyphs.horizontal} ` : '';
			return {isLeading: name === main, segments: [[token, `${mark}${label} `], ['strong', metric(metrics[name])]]};
		});
}

/** Segmentation and pose have a second set of metrics. */
function drawOtherSets({state: {lastValidation}, words}: ScreenModel): readonly Value[] {
	return ([[words.mask, lastValidation?.maskMetrics], [words.pose, lastValidation?.poseMetrics]] as const).flatMap(([name, metrics]): readonly Value[] => metrics === undefined
		? []
		: [{isLeading: false, segments: [['label', `${name} mAP50-95 `], ['strong', metric(metrics.map50To95)]]}, {isLeading: false, segments: [['label', `${name} mAP50 `], ['text', metric(metrics.map50)]]}]);
}

function drawSecondLine(model: ScreenModel, lead: MetricName): readonly Segment[] {
	const {state, words, look} = model;
	const trend = selectTrend(selectMetricSeries(state, lead));
	const {up, down, flat} = look.glyphs;
	const signs = {rising: up, falling: down, flat};
	const isColorless = look.depth === 'none';
	return fitGroups([
		[['good', bestText(model)]],
		trend === undefined ? [] : [[trend === 'falling' ? 'warning' : 'text', `${signs[trend]} ${words.trend[trend]}`]],
		state.isFinalValidation ? [['dim', words.finalValidation]] : [],
		isColorless ? [['dim', `mAP50: ${words.upper}`]] : [],
	], 200, ['dim', ` ${look.glyphs.dot} `]);
}
