import {metricsOfChart, type MetricChart} from '../../../domain/metric.ts';
import type {RunState} from '../../../domain/run.ts';
import {
	type Resources,
	type ResourceSeries,
	type ResourceSeriesName,
	gpuToKey,
} from '../../../run/resources.ts';
import {selectColumns, type Column, type HistoryColumns} from '../../../run/select-columns.ts';
import {lossToken, metricToken, placeToken} from '../../theme/subjects.ts';
import type {Token} from '../../theme/token.ts';
import type {Words} from '../../../words/words.ts';
import type {Chart, ChartLine} from './chart.ts';

const known = new WeakMap<HistoryColumns, Map<Words['charts'], readonly Chart[]>>();

/** Every chart that the run has figures for. The charts of epochs are the same objects as long as the history is. */
export function listCharts(state: RunState, resources: Resources | undefined, words: Words['charts']): readonly Chart[] {
	const columns = selectColumns(state);
	const byWords = known.get(columns) ?? new Map<Words['charts'], readonly Chart[]>();
	known.set(columns, byWords);
	const ofEpochs = byWords.get(words) ?? epochCharts(columns, words);
	byWords.set(words, ofEpochs);
	return resources === undefined ? ofEpochs : [...ofEpochs, ...resourceCharts(resources, words)];
}

function epochCharts(columns: HistoryColumns, words: Words['charts']): readonly Chart[] {
	const {metrics, maskMetrics, poseMetrics} = columns;
	return [
		...lossCharts(columns, words),
		metricChart('map', words.meanPrecision, metrics),
		metricChart('accuracy', words.accuracy, metrics),
		metricChart('precision-recall', words.precisionRecall, metrics),
		metricChart('map', words.maskMap, maskMetrics, 'mask-'),
		metricChart('precision-recall', words.maskPrecisionRecall, maskMetrics, 'mask-'),
		metricChart('map', words.poseMap, poseMetrics, 'pose-'),
		metricChart('precision-recall', words.posePrecisionRecall, poseMetrics, 'pose-'),
		epochChart({
			id: 'learning-rate', title: words.learningRate, kind: 'rate', lines: columns.learningRates.map((values, index) => toLine(values, `lr${index}`, String(index % 10), index === 0 ? 'run1' : placeToken(index))),
		}),
		epochChart({
			id: 'seconds', title: words.secondsPerEpoch, kind: 'seconds', floor: 0, lines: [toLine(columns.seconds, words.seconds, 's', 'run1')],
		}),
		// On the CPU the column is 0 in every epoch.
		columns.reservedGpuMemoryBytes.some(bytes => bytes !== undefined && bytes > 0)
			? epochChart({
				id: 'gpu-memory', title: words.reservedMemory, kind: 'bytes', floor: 0, lines: [toLine(columns.reservedGpuMemoryBytes, 'GPU_mem', 'm', 'machine1')],
			})
			: undefined,
	].filter(chart => chart !== undefined);
}

function lossCharts({losses, validationLosses}: HistoryColumns, words: Words['charts']): ReadonlyArray<Chart | undefined> {
	const names = [...new Set([...losses.keys(), ...validationLosses.keys()])];
	return names.map(name => epochChart({
		id: `loss-${name}`,
		title: words.loss(name),
		kind: 'loss',
		best: 'lowest',
		lines: [
			toLine(losses.get(name) ?? [], words.train, 't', lossToken(name)),
			toLine(validationLosses.get(name) ?? [], words.validation, 'v', 'label'),
		],
	}));
}

function metricChart(chart: MetricChart, title: string, columns: ReadonlyMap<string, Column>, set = ''): Chart | undefined {
	const metrics = metricsOfChart(chart);
	const {floor, best} = metrics[0]!;
	return epochChart({
		id: `${set}${chart}`, title, kind: 'metric', floor, best, lines: metrics.map(({name, label, mark}) => toLine(columns.get(name) ?? [], label, mark, metricToken(name))),
	});
}

/** A chart without lines that have a value is none. */
function epochChart({lines, ...chart}: Omit<Chart, 'base'>): Chart | undefined {
	const filled = lines.filter(({values}) => values.some(value => value !== undefined));
	return filled.length === 0 ? undefined : {...chart, base: {kind: 'epochs'}, lines: filled};
}

function toLine(values: Column, label: string, mark: string, token: Token): ChartLine {
	return {
		values, label, mark, token,
	};
}

/** The figures of the machine, as far as they have been measured. */
function resourceCharts({series, gpus}: Resources, words: Words['charts']): readonly Chart[] {
	const charts: Chart[] = [];
	const add = (id: ResourceSeriesName, chart: Pick<Chart, 'title' | 'kind' | 'ceiling'>, name: string) => {
		const found = series[id];
		if (found?.whole.points.some(({mean}) => mean !== undefined)) {
			charts.push({
				...chart, id, floor: 0, base: {kind: 'moments', at: momentsOf(found)}, lines: [toLine(valuesOf(found), name, name.slice(0, 1).toLowerCase(), 'machine1')],
			});
		}
	};

	for (const gpu of gpus) {
		const key = gpuToKey(gpu);
		const name = `GPU ${gpu.index ?? ''}`.trim();
		add(`gpu-utilisation:${key}`, {title: words.gpuUtilisation(name), kind: 'percent', ceiling: 100}, name);
		add(`gpu-memory:${key}`, {title: words.gpuMemory(name), kind: 'binary-bytes', ...(gpu.memoryTotalBytes !== undefined && {ceiling: gpu.memoryTotalBytes})}, name);
	}

	add('container-memory', {title: words.containerMemory, kind: 'binary-bytes'}, words.memory);
	add('shared-memory', {title: words.sharedMemory, kind: 'binary-bytes'}, '/dev/shm');
	add('container-cpu', {title: words.containerCpu, kind: 'percent'}, 'CPU');
	return charts;
}

/** The highest reading of a span rather than the mean: what runs out of memory runs out at its peak. */
function valuesOf({whole}: ResourceSeries): Column {
	return whole.points.map(({maximum}) => maximum);
}

function momentsOf({whole}: ResourceSeries): readonly number[] {
	return whole.points.map(({at}) => at);
}
