import {optionValue, workersOf} from '../../checks/advice/option-value.ts';
import {metricDefinitions, type MetricName} from '../../domain/metric.ts';
import {toRecord} from '../../domain/record.ts';
import {bytesToBinaryText, bytesToFrameworkText} from '../../format/bytes.ts';
import {
	count,
	lossInColumn,
	metric,
	rate,
} from '../../format/number.ts';
import {selectEarlyStop} from '../../run/select-early-stop.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectGradientNorm, selectProbedHistory} from '../../run/select-probe.ts';
import {selectEpoch} from '../../run/select-progress.ts';
import {selectReservedMemory} from '../../run/select-reserved-memory.ts';
import {selectSecondsPerEpoch} from '../../run/select-seconds-per-epoch.ts';
import {selectThroughput} from '../../run/select-throughput.ts';
import {fineTimeSpan, timeSpan, type ScreenModel} from '../panels/model.ts';
import type {ExplanationKey} from '../../words/explain-names.ts';
import {percentOf} from '../../words/percent.ts';
import type {Language} from '../../words/words.ts';

type Reader = (model: ScreenModel) => string | undefined;

const lossOf = (...names: readonly string[]): Reader => ({state: {progress, history}}) => {
	const losses = progress !== undefined && Object.keys(progress.losses).length > 0 ? progress.losses : history.at(-1)?.losses ?? {};
	const name = names.find(candidate => losses[candidate] !== undefined);
	return name === undefined ? undefined : lossInColumn(losses[name]);
};

const metricOf = (name: MetricName): Reader => ({state: {lastValidation, history}}) => {
	const value = lastValidation?.metrics[name] ?? history.findLast(({metrics}) => metrics !== undefined)?.metrics?.[name];
	return value === undefined ? undefined : metric(value);
};

const both = (first: string | undefined, second: string | undefined): string | undefined => first === undefined ? undefined : `${first}${second === undefined ? '' : ` / ${second}`}`;
const bytes = (value: number | undefined): string | undefined => value === undefined ? undefined : bytesToBinaryText(value);
const whole = (value: number | undefined, unit = ''): string | undefined => value === undefined ? undefined : `${Math.round(value)}${unit}`;
const share = (value: number | undefined, language: Language): string | undefined => value === undefined ? undefined : percentOf(value, language);

/** How the present value of a number is read; undefined readers have none. */
const readers: Readonly<Partial<Record<ExplanationKey, Reader>>> = {
	epoch: ({state}) => both(whole(selectEpoch(state)), whole(state.epochs)),
	batchIndex: ({state: {progress}}) => both(whole(progress?.batchIndex), whole(progress?.batchesPerEpoch)),
	secondsPerEpoch(model) {
		const seconds = selectSecondsPerEpoch(model.state);
		return seconds === undefined ? undefined : fineTimeSpan(model, seconds * 1000);
	},
	eta(model) {
		const eta = selectEta(model.state, model.now);
		return eta === undefined ? undefined : timeSpan(model, eta.leftMs);
	},
	speed({state}) {
		const {iterationsPerSecond} = selectThroughput(state);
		return iterationsPerSecond === undefined ? undefined : rate(iterationsPerSecond);
	},
	imagesPerSecond: ({state}) => whole(selectThroughput(state).imagesPerSecond),
	patience({state}) {
		const countdown = selectEarlyStop(state);
		return countdown === undefined ? undefined : `${countdown.used} / ${countdown.patience}`;
	},
	size: ({state}) => whole(state.progress?.imageSize ?? optionValue(state, 'imageSize'), ' px'),
	batchSize: ({state}) => whole(optionValue(state, 'batchSize')),
	workers: ({state}) => whole(workersOf(state)),
	learningRate: ({state}) => selectProbedHistory(state).at(-1)?.learningRates?.map(value => metric(value)).join(', '),
	gradientNorm({state}) {
		const norm = selectGradientNorm(state);
		return norm === undefined ? undefined : both(metric(norm.mean), metric(norm.max));
	},
	instances: ({state}) => state.progress?.instances === undefined ? undefined : count(state.progress.instances),
	images: ({state}) => state.lastValidation?.images === undefined ? undefined : count(state.lastValidation.images),
	box: lossOf('box'),
	obj: lossOf('obj'),
	cls: lossOf('cls'),
	dfl: lossOf('dfl'),
	seg: lossOf('seg', 'mask'),
	pose: lossOf('pose', 'kobj'),
	...toRecord(metricDefinitions.map(({name}) => name), metricOf),
	gpuMem({state}) {
		const reserved = selectReservedMemory(state);
		return reserved === undefined ? undefined : bytesToFrameworkText(reserved);
	},
	gpuUtilisation: ({resources: {gpus}, ui}) => share(gpus[0]?.utilisationPercent, ui.language),
	gpuMemory: ({resources: {gpus}}) => both(bytes(gpus[0]?.memoryUsedBytes), bytes(gpus[0]?.memoryTotalBytes)),
	temperature: ({resources: {gpus}}) => whole(gpus[0]?.temperatureCelsius, ' °C'),
	power: ({resources: {gpus}}) => both(whole(gpus[0]?.powerWatts, ' W'), whole(gpus[0]?.powerLimitWatts, ' W')),
	clock: ({resources: {gpus}}) => both(whole(gpus[0]?.smClockMhz, ' MHz'), whole(gpus[0]?.maxSmClockMhz, ' MHz')),
	fan: ({resources: {gpus}, ui}) => share(gpus[0]?.fanPercent, ui.language),
	performanceState: ({resources: {gpus}}) => gpus[0]?.performanceState,
	containerCpu: ({resources: {container}, ui}) => share(container?.cpuPercent, ui.language),
	containerMemory: ({resources: {container}}) => both(bytes(container?.memoryUsedBytes), bytes(container?.memoryLimitBytes)),
	sharedMemory: ({resources: {sharedMemory}}) => both(bytes(sharedMemory?.usedBytes), bytes(sharedMemory?.sizeBytes)),
	processes: ({resources: {container}}) => whole(container?.pids),
	hostCpu: ({resources: {host}, ui}) => share(host?.cpuPercent, ui.language),
	hostMemory({resources: {host}}) {
		const {memoryTotalBytes: total, memoryAvailableBytes: available} = host ?? {};
		return total === undefined || available === undefined ? undefined : both(bytes(total - available), bytes(total));
	},
};

/** What a number is at the moment, as a person reads it; undefined when it is not known. Of several GPUs the first. */
export function presentValue(key: ExplanationKey, model: ScreenModel): string | undefined {
	return readers[key]?.(model);
}
