import {
	leadingMetric,
	metricDefinitions,
	metricLabel,
	metricsOfChart,
	type MetricName,
} from '../../../domain/metric.ts';
import {isComplete} from '../../../domain/run-status.ts';
import {metric, signedMetric} from '../../../format/number.ts';
import {selectBestEpoch} from '../../../run/select-best-epoch.ts';
import {selectChange, trendOfChange} from '../../../run/select-change.ts';
import {selectColumns} from '../../../run/select-columns.ts';
import {selectRunBefore} from '../../../run/select-run-before.ts';
import {selectLastValidation} from '../../../run/select-quality.ts';
import {selectMetricSeries} from '../../../run/select-series.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {qualityScale} from '../../draw/chart/scale.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../../draw/line.ts';
import {metricToken} from '../../theme/subjects.ts';
import type {Token} from '../../theme/token.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';

type Group = readonly Segment[];

/** With less a chart has no room for its axis. */
const compactColumns = 44;
const compactRows = 6;
/** Less than this is no change in three decimals. */
const leastChange = 0.0005;

/** The quality of the model: the last values, the best epoch, how it changes, and the curves. */
export function drawQuality(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, words} = model;
	const validation = selectLastValidation(state);
	if (validation === undefined) {
		return [drawLine([['dim', words.waiting.metrics]], columns, look)];
	}

	const lead = leadingMetric(validation.metrics);
	if (columns < compactColumns || rows < compactRows) {
		return drawCompact(model, lead.name, {columns, rows});
	}

	const lines = [drawLine(fitGroups(valueGroups(model, columns), columns, ['text', '  ']), columns, look), drawLine(fitGroups(bestGroups(model, lead.name), columns, ['faint', ` ${look.glyphs.dot} `]), columns, look)];
	const chartRows = rows - lines.length;
	return chartRows < 3 || state.history.length < 2
		? lines.slice(0, rows)
		: [...lines, ...drawQualityChart(model, {columns, rows: chartRows})];
}

/** One row of the leading metric with change and best, and its area below. */
function drawCompact(model: ScreenModel, lead: MetricName, {columns, rows}: Size): readonly string[] {
	const {state, look, ui} = model;
	const words = wordsIn(ui.language).overview;
	const series = selectMetricSeries(state, lead);
	const change = selectChange(series);
	const best = selectBestEpoch(state);
	const short = (value: number | undefined) => metric(value).replace(/^0(?=\.)/, '');
	const {metrics} = selectLastValidation(state)!;
	const {better, worse} = look.glyphs;
	const groups: readonly Group[] = [
		[[metricToken(lead), `${metricLabel(lead)} `], ['strong', metric(metrics[lead])]],
		change === undefined || Math.abs(change.change) < leastChange ? [] : [[toneOf(change.change), `${change.change > 0 ? better : worse}${short(Math.abs(change.change))}`]],
		best === undefined ? [] : [['best', `${look.glyphs.best} `], ['text', words.bestShort(metric(best.metrics?.[lead]), String(best.epoch))]],
	];
	return [
		drawLine(fitGroups(groups, columns, ['text', ' ']), columns, look),
		...drawChart([{token: metricToken(lead), xs: series.map(({epoch}) => epoch), ys: series.map(({value}) => value)}], {
			width: columns, height: rows - 1, look, ...qualityScale, isBare: true, xAxis: {kind: 'epoch'}, marks: best === undefined ? [] : [{kind: 'best', x: best.epoch}],
		}),
	];
}

/** The leading metric as an area, the one above it as a line, and an earlier run of the same data as a groove that goes on past this one. */
function drawQualityChart({state, look}: ScreenModel, {columns, rows}: Size): readonly string[] {
	const lead = leadingMetric(selectLastValidation(state)?.metrics);
	const {epochs, metrics} = selectColumns(state);
	const before = selectRunBefore(state);
	const best = selectBestEpoch(state)?.epoch;
	return drawChart([
		...metricsOfChart(lead.chart).map(({name, label}) => ({
			name: label, token: metricToken(name), xs: epochs, ys: metrics.get(name) ?? [],
		})),
		...(before === undefined
			? []
			: [{
				name: before.name, token: 'previous' as const, xs: before.history.map(({epoch}) => epoch), ys: before.history.map(record => record.metrics?.[lead.name]),
			}]),
	], {
		width: columns,
		height: rows,
		look,
		...qualityScale,
		xAxis: {kind: 'epoch'},
		marks: [...state.resumedAt.map(x => ({kind: 'resume' as const, x})), ...(best === undefined ? [] : [{kind: 'best' as const, x: best}])],
	});
}

/** Every value of the last validation, the leading one first; without room no zero before the point. */
function valueGroups(model: ScreenModel, columns: number): readonly Group[] {
	const {state, words} = model;
	const {metrics, maskMetrics, poseMetrics} = selectLastValidation(state)!;
	const lead = leadingMetric(metrics).name;
	const rank = ({name}: {readonly name: MetricName}) => name === lead ? 0 : (name === 'map50' || name === 'top5' ? 1 : 2);
	const shown = metricDefinitions.filter(({name}) => metrics[name] !== undefined).toSorted((one, other) => rank(one) - rank(other));
	const second = ([[words.mask, maskMetrics], [words.pose, poseMetrics]] as const).flatMap(([name, values]): readonly Group[] => values === undefined ? [] : [[['label', `${name} ${leadingMetric(values).label} `], ['strong', metric(values[leadingMetric(values).name])]]]);
	const make = (show: (value: number | undefined) => string): readonly Group[] => [
		...shown.map(({name, label}, index): Group => [[metricToken(name), `${label} `], [index === 0 ? 'strong' : 'text', show(metrics[name])]]),
		...second,
	];
	const full = make(metric);
	const width = full.reduce((sum, group) => sum + segmentsWidth(group) + 2, -2);
	return width <= columns ? full : make(value => metric(value).replace(/^0(?=\.)/, ''));
}

/** The best epoch, the change over the last ones, and against an earlier run of the same data. */
function bestGroups(model: ScreenModel, lead: MetricName): readonly Group[] {
	const {state, look, ui, words: screen} = model;
	const words = wordsIn(ui.language).overview;
	const best = selectBestEpoch(state);
	const series = selectMetricSeries(state, lead);
	const change = selectChange(series);
	const before = selectRunBefore(state);
	const against = before?.history.find(({epoch}) => epoch === series.at(-1)?.epoch)?.metrics?.[lead];
	const last = series.at(-1)?.value;
	return [
		best === undefined ? [] : [['best', `${look.glyphs.best} `], ['text', words.best(metric(best.metrics?.[lead]), String(best.epoch))]],
		change === undefined || state.isFinalValidation ? [] : changeSegments(change.change, text => words.changeInEpochs(text, String(change.epochs))),
		against === undefined || last === undefined ? [] : changeSegments(last - against, text => words.against(text, before!.name)),
		state.isFinalValidation ? [['dim', screen.finalValidation]] : [],
	];
}

/** The figure in the colour of its verdict, the words around it dim. */
function changeSegments(change: number, say: (text: string) => string): Group {
	const figure = signedMetric(change);
	const [lead = '', trail = ''] = say(figure).split(figure);
	return [['dim', lead], [toneOf(change), figure], ['dim', trail]];
}

function toneOf(change: number): Token {
	return Math.abs(change) < leastChange ? 'text' : (change > 0 ? 'good' : 'warning');
}

/** In the title: whether it gets better. */
export function qualityTrend({state, now, look: {glyphs}, ui}: ScreenModel): Group {
	const words = wordsIn(ui.language).overview;
	const change = selectChange(selectMetricSeries(state, leadingMetric(selectLastValidation(state)?.metrics).name));
	if (isComplete(selectStatus(state, now).status)) {
		return [];
	}

	switch (change && trendOfChange(change)) {
		case 'rising': {
			return [['good', `${glyphs.better} ${words.improving}`]];
		}

		case 'falling': {
			return [['warning', `${glyphs.worse} ${words.worsening}`]];
		}

		case 'flat': {
			return [['dim', `${glyphs.flat} ${words.steady}`]];
		}

		case undefined: {
			return [];
		}
	}
}
