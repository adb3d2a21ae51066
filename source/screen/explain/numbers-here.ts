import {metricsOfChart, shownBoxMetrics} from '../../domain/metric.ts';
import {selectClasses} from '../../run/select-class-tables.ts';
import {selectLossNames} from '../../run/select-series.ts';
import type {ScreenModel} from '../panels/model.ts';
import {chosenChart} from '../screens/charts/chart-view.ts';
import {topOverlay} from '../ui-state.ts';
import {findExplanation, explanationKeys, type ExplanationKey} from '../../words/explain-names.ts';

/** The numbers to explain: those of what is shown first, then all others. */
export type NumberList = {
	readonly keys: readonly ExplanationKey[];
	/** How many of them are on the screen. */
	readonly here: number;
	/** The place of the one that is pointed at. */
	readonly chosen: number;
};

const progress: readonly ExplanationKey[] = ['epoch', 'batchIndex', 'eta', 'speed', 'secondsPerEpoch', 'imagesPerSecond', 'checkpoint', 'gpuMem', 'size', 'instances', 'patience', 'batchSize', 'workers'];
const quality: readonly ExplanationKey[] = shownBoxMetrics([]).map(({name}) => name);
const accuracy: readonly ExplanationKey[] = metricsOfChart('accuracy').map(({name}) => name);
const table: readonly ExplanationKey[] = ['images', 'instances', ...quality];
const gpu: readonly ExplanationKey[] = ['gpuUtilisation', 'gpuMemory', 'temperature', 'power', 'clock', 'fan', 'performanceState', 'throttle'];
const container: readonly ExplanationKey[] = ['containerCpu', 'containerMemory', 'processes', 'diskRate', 'networkRate', 'sharedMemory'];
const machine: readonly ExplanationKey[] = ['hostCpu', 'hostMemory', 'swap'];

/** The numbers of each pane; a pane that is not named is about all of them. */
const ofPanes: Readonly<Partial<Record<string, readonly ExplanationKey[]>>> = {
	advice: ['batchSize', 'workers', 'size', 'sharedMemory', 'gpuMem', 'gpuUtilisation'],
	reading: [...quality, 'instances', 'confidence'],
	doctor: ['sharedMemory', 'gpuMemory', 'containerMemory'],
	diagnoses: ['sharedMemory', 'workers', 'batchSize', 'gpuMem', 'gpuUtilisation', 'containerMemory', 'patience', 'checkpoint'],
};

/** What a chart is about, by the beginning of its id. */
const ofCharts: ReadonlyArray<readonly [id: RegExp, key: ExplanationKey]> = [
	[/^learning-rate-/, 'learningRate'],
	[/^gradient-norm$/, 'gradientNorm'],
	[/^seconds$/, 'secondsPerEpoch'],
	[/^gpu-memory$/, 'gpuMem'],
	[/^gpu-utilisation:/, 'gpuUtilisation'],
	[/^gpu-memory:/, 'gpuMemory'],
	[/^container-memory$/, 'containerMemory'],
	[/^container-cpu$/, 'containerCpu'],
	[/^shared-memory$/, 'sharedMemory'],
];

/** The list with one of the numbers chosen; it comes into the part of the screen when it was not there. */
export function numbersAt(model: ScreenModel, pointed: ExplanationKey | undefined): NumberList {
	const shown = onScreen(model);
	const key = pointed ?? focused(model) ?? shown[0];
	const here = [...new Set(key === undefined || shown.includes(key) ? shown : [key, ...shown])];
	const keys = [...here, ...explanationKeys().filter(other => !here.includes(other))];
	return {keys, here: here.length, chosen: key === undefined ? 0 : Math.max(0, keys.indexOf(key))};
}

/** In the order in which they stand there. */
function onScreen(model: ScreenModel): readonly ExplanationKey[] {
	const {ui, state} = model;
	const overlay = topOverlay(ui);
	if (overlay?.kind === 'pane') {
		return ofPanes[overlay.pane] ?? [];
	}

	const losses = selectLossNames(state).map(name => findExplanation(name)).filter(key => key !== undefined);
	const metrics: readonly ExplanationKey[] = state.task === 'classify' ? accuracy : quality;
	switch (ui.screen) {
		case 'overview': {
			return [...progress, ...losses, 'trainAndVal', ...metrics, 'fitness', ...(selectClasses(state).classes.length === 0 ? [] : table), ...gpu.slice(0, 4), 'sharedMemory'];
		}

		case 'charts': {
			return [...losses, 'trainAndVal', ...metrics, 'learningRate', ...(state.probe === undefined ? [] : ['gradientNorm'] as const), 'secondsPerEpoch', 'gpuMem', 'gpuUtilisation', 'gpuMemory', 'containerMemory', 'sharedMemory', 'containerCpu'];
		}

		case 'classes': {
			return [...table, 'change'];
		}

		case 'logs': {
			return ['epoch', 'gpuMem', ...losses, 'instances', 'size', 'images', ...metrics];
		}

		case 'resources': {
			return [...gpu, ...(model.containerFacts === undefined ? [] : container), ...machine];
		}

		case 'runs': {
			return ['epoch', ...metrics, 'eta', 'batchSize', 'workers', 'size'];
		}

		case 'pictures': {
			return metrics;
		}
	}
}

/** The number of the panel, the chart or the column that is chosen; undefined for the first one. */
function focused(model: ScreenModel): ExplanationKey | undefined {
	const {ui} = model;
	if (topOverlay(ui)?.kind === 'pane') {
		return undefined;
	}

	switch (ui.screen) {
		case 'overview': {
			return ofPanel(model);
		}

		case 'charts': {
			return chartNumber(chosenChart(model)?.chart.id ?? '');
		}

		case 'classes': {
			return findExplanation(ui.classes.sort.replace(/^(?:box|mask|pose)-/, ''));
		}

		case 'logs':
		case 'resources':
		case 'pictures':
		case 'runs': {
			return undefined;
		}
	}
}

function ofPanel({state, ui}: ScreenModel): ExplanationKey | undefined {
	switch (ui.overview.focus) {
		case 'quality': {
			return metricsOfChart(state.task === 'classify' ? 'accuracy' : 'map')[0]?.name;
		}

		case 'losses': {
			return findExplanation(selectLossNames(state)[0] ?? '');
		}

		case 'classes': {
			return quality[0];
		}

		case 'machine':
		case 'lastMinute': {
			return 'gpuUtilisation';
		}

		default: {
			return undefined;
		}
	}
}

/** What a chart is explained under, by its id; undefined for one without a number of the glossary. */
export function chartNumber(id: string): ExplanationKey | undefined {
	return findExplanation(id.replace(/^(?:(?:val-)?loss|masks|pose)-/, '')) ?? ofCharts.find(([form]) => form.test(id))?.[1];
}
