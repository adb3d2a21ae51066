import {metricsOfChart, type MetricChart} from '../../../domain/metric.ts';
import type {RunState} from '../../../domain/run.ts';
import {
	type Resources,
	type ResourceSeries,
	type ResourceSeriesName,
	gpuToKey,
} from '../../../run/resources.ts';
import {selectColumns, type Column, type HistoryColumns} from '../../../run/select-columns.ts';
import {lossToken, metricToken} from '../../theme/subjects.ts';
import type {Token} from '../../theme/token.ts';
import type {Words} from '../../../words/words.ts';
import type {Chart, ChartLine} from './chart.ts';

const metricKinds: readonly MetricChart[] = ['map', 'accuracy', 'precision-recall'];

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
		...metricCharts('quality', metrics),
		...metricCharts('masks', maskMetrics),
		...metricCharts('pose', poseMetrics),
		...lossCharts(columns, words),
		epochChart({
			id: 'seconds', group: 'speed', label: words.epochTime, title: words.secondsPerEpoch, kind: 'seconds', floor: 0, lines: [toLine(columns.seconds, words.epochTime, 'run1')],
		}),
		// On the CPU the column is 0 in every epoch.
		columns.reservedGpuMemoryBytes.some(bytes => bytes !== undefined && bytes > 0)
			? epochChart({
				id: 'gpu-memory', group: 'speed', label: 'GPU_mem', title: words.reservedMemory, kind: 'bytes', floor: 0, lines: [toLine(columns.reservedGpuMemoryBytes, 'GPU_mem', 'machine1')],
			})
			: undefined,
		...columns.learningRates.map((values, index) => epochChart({
			id: `learning-rate-${index}`, group: 'speed', label: `lr${index}`, title: `${words.learningRate} ${index}`, kind: 'rate', lines: [toLine(values, `lr${index}`, 'run1')],
		})),
		epochChart({
			id: 'gradient-norm', group: 'speed', label: words.gradient, title: words.gradientNorm, kind: 'rate', lines: [toLine(columns.gradientNorm.mean, words.mean, 'run1'), toLine(columns.gradientNorm.max, words.max, 'label')],
		}),
	].filter(chart => chart !== undefined);
}

/** Each metric beside the others of its kind. */
function metricCharts(group: 'quality' | 'masks' | 'pose', columns: ReadonlyMap<string, Column>): ReadonlyArray<Chart | undefined> {
	const set = group === 'quality' ? '' : `${group}-`;
	return metricKinds.flatMap(kind => metricsOfChart(kind).map(({name, label, best}, index, all) => {
		const beside = all.filter((_, place) => place !== index);
		return epochChart({
			id: `${set}${name}`, group, label, title: label, kind: 'metric', floor: 0, best, lines: [{name, label}, ...beside].map(one => toLine(columns.get(one.name) ?? [], one.label, metricToken(one.name))),
		});
	}));
}

function lossCharts({losses, validationLosses}: HistoryColumns, words: Words['charts']): ReadonlyArray<Chart | undefined> {
	const names = [...new Set([...losses.keys(), ...validationLosses.keys()])];
	return (['trainLoss', 'validationLoss'] as const).flatMap(group => names.map(name => {
		const train = toLine(losses.get(name) ?? [], words.train, lossToken(name));
		const validation = toLine(validationLosses.get(name) ?? [], words.validation, 'label');
		return epochChart({
			id: `${group === 'trainLoss' ? '' : 'val-'}loss-${name}`,
			group,
			label: name,
			title: words.loss(name),
			kind: 'loss',
			best: 'lowest',
			lines: group === 'trainLoss' ? [train, validation] : [{...validation, token: lossToken(name)}, {...train, token: 'label'}],
		});
	}));
}

/** A figure without a value is none; what it would be seen beside is left out where it has none. */
function epochChart({lines, ...chart}: Omit<Chart, 'base'>): Chart | undefined {
	const isFilled = ({values}: ChartLine) => values.some(value => value !== undefined);
	return lines[0] !== undefined && isFilled(lines[0]) ? {...chart, base: {kind: 'epochs'}, lines: lines.filter(line => isFilled(line))} : undefined;
}

function toLine(values: Column, label: string, token: Token): ChartLine {
	return {values, label, token};
}

/** The figures of the machine, as far as they have been measured. */
function resourceCharts({series, gpus}: Resources, words: Words['charts']): readonly Chart[] {
	const charts: Chart[] = [];
	const add = (id: ResourceSeriesName, chart: Pick<Chart, 'title' | 'kind' | 'ceiling'>, label: string) => {
		const found = series[id];
		if (found?.whole.points.some(({mean}) => mean !== undefined)) {
			charts.push({
				...chart, id, group: 'machine', label, floor: 0, base: {kind: 'moments', at: momentsOf(found)}, lines: [toLine(valuesOf(found), label, 'machine1')],
			});
		}
	};

	for (const gpu of gpus) {
		const key = gpuToKey(gpu);
		const name = `GPU ${gpu.index ?? ''}`.trim();
		add(`gpu-utilisation:${key}`, {title: words.gpuUtilisation(name), kind: 'percent', ceiling: 100}, name);
		add(`gpu-memory:${key}`, {title: words.gpuMemory(name), kind: 'binary-bytes', ...(gpu.memoryTotalBytes !== undefined && {ceiling: gpu.memoryTotalBytes})}, `${name} mem`);
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
