import {
	leadingMetric,
	metricDefinitions,
	metricLabel,
	metricsOfChart,
	type MetricName,
	type Metrics,
} from '../../domain/metric.ts';
import {metric} from '../../format/number.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectColumns} from '../../run/select-columns.ts';
import {drawChart} from '../draw/chart/draw-chart.ts';
import {qualityScale} from '../draw/chart/scale.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {metricToken} from '../theme/subjects.ts';
import {bestText} from './best-text.ts';
import type {ScreenModel, Size} from './model.ts';
import {qualityGroups} from './quality-change.ts';

/** The quality of the model: the last values, the best epoch and the curves. */
export function drawMetrics(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, look, words} = model;
	const metrics = state.lastValidation?.metrics ?? state.history.at(-1)?.metrics;
	if (metrics === undefined) {
		return [drawLine([['dim', words.waiting.metrics]], columns, look)];
	}

	const lead = leadingMetric(metrics);
	// The leading metric, and the one above it.
	const curves = metricsOfChart(lead.chart).map(({name}) => name);
	const values = chooseValues(drawValues(metrics, curves), columns);
	if (rows < 5) {
		return [values, [['good', bestText(model)] satisfies Segment]].slice(0, rows).map(line => drawLine(line, columns, look));
	}

	const {epochs, metrics: columnsByName} = selectColumns(state);
	const best = selectBestEpoch(state)?.epoch;
	const chart = drawChart(curves.map(name => ({
		name: metricLabel(name), token: metricToken(name), xs: epochs, ys: columnsByName.get(name) ?? [],
	})), {
		width: columns, height: rows - 2, look, ...qualityScale, xAxis: {kind: 'epoch'}, marks: best === undefined ? [] : [{kind: 'best', x: best}],
	});
	return [
		drawLine(values, columns, look),
		drawLine(drawSecondLine(model, lead.name, columns), columns, look),
		...chart,
	];
}

/** A figure and how long it stays when there is no room for all: lowest longest. */
type Value = {readonly rank: number; readonly segments: readonly Segment[]};

/** As many figures as fit, in the order of the frameworks. */
function chooseValues(values: readonly Value[], columns: number): readonly Segment[] {
	const gap: Segment = ['text', '  '];
	let room = columns + gap[1].length;
	const kept = new Set<Value>();
	for (const value of values.toSorted((one, other) => one.rank - other.rank)) {
		const width = segmentsWidth(value.segments) + gap[1].length;
		if (!(width <= room)) {
			continue;
		}

		kept.add(value);
		room -= width;
	}

	return fitGroups(values.filter(value => kept.has(value)).map(({segments}) => segments), columns, gap);
}

function drawValues(metrics: Metrics, ranked: readonly MetricName[]): readonly Value[] {
	return metricDefinitions
		.filter(({name}) => metrics[name] !== undefined)
		.map(({name, label}) => {
			const rank = ranked.indexOf(name);
			return {rank: rank === -1 ? ranked.length : rank, segments: [[metricToken(name), `${label} `], ['strong', metric(metrics[name])]]};
		});
}

/** Segmentation and pose have a second set of metrics. */
function drawOtherSets({state: {lastValidation}, words}: ScreenModel): ReadonlyArray<readonly Segment[]> {
	return ([[words.mask, lastValidation?.maskMetrics], [words.pose, lastValidation?.poseMetrics]] as const).map(([name, metrics]): readonly Segment[] => metrics === undefined
		? []
		: [['label', name], ...metricsOfChart('map').toReversed().flatMap((row): readonly Segment[] => [['label', ` ${row.label} `], [row.isLead === true ? 'strong' : 'text', metric(metrics[row.name])]])]);
}

function drawSecondLine(model: ScreenModel, lead: MetricName, columns: number): readonly Segment[] {
	const {state, words, look} = model;
	return fitGroups([
		...drawOtherSets(model),
		...qualityGroups(model, lead),
		state.isFinalValidation ? [['dim', words.finalValidation]] : [],
	], columns, ['dim', ` ${look.glyphs.dot} `]);
}
