import type {
	ContainerSample,
	GpuProcess,
	GpuSample,
	HostSample,
	ProcessSample,
	ResourceEvent,
	Sample,
	SamplerFailure,
	SamplerName,
	SharedMemorySample,
} from '../domain/sample.ts';
import {appendToSeries, createTimeSeries, type TimeSeries} from '../domain/time-series.ts';

/** A figure twice: the last minutes sharp, the whole past coarse. */
export type ResourceSeries = {
	/** Ten minutes, two seconds a point. */
	readonly recent: TimeSeries;
	/** From the first reading on, at most 300 points. */
	readonly whole: TimeSeries;
};

/** What has a history. Figures of a GPU have its key behind a colon: `gpu-utilisation:GPU-1b…`. */
export type ResourceSeriesName =
	| 'container-cpu' | 'container-memory' | 'shared-memory' | 'host-cpu' | 'host-memory'
	| `gpu-utilisation:${string}` | `gpu-memory:${string}` | `gpu-temperature:${string}` | `gpu-power:${string}`;

/**
What the samplers have said, beside the state of the run. Serialisable. Every part is undefined or empty until its sampler
has said something, and keeps its last reading when the sampler fails.
*/
export type Resources = {
	readonly container?: ContainerSample;
	readonly sharedMemory?: SharedMemorySample;
	/** Free space where the run is written. */
	readonly outputDiskFreeBytes?: number;
	readonly outputDiskSizeBytes?: number;
	/** By index; at most 32. */
	readonly gpus: readonly GpuSample[];
	/** By the uuid of the GPU; undefined when it was not reported. */
	readonly gpuProcesses?: Readonly<Record<string, readonly GpuProcess[]>>;
	readonly host?: HostSample;
	/** Of the machine, the busiest first. */
	readonly processes?: readonly ProcessSample[];
	/** What yolotop and its nvidia-smi take, 100 is one core. */
	readonly ownPercent?: number;
	/** The samplers that gave nothing at their last try. */
	readonly failures: Readonly<Partial<Record<SamplerName, SamplerFailure>>>;
	/** When each sampler last gave a reading, in milliseconds since 1970. */
	readonly sampledAt: Readonly<Partial<Record<SamplerName, number>>>;
	readonly series: Readonly<Partial<Record<ResourceSeriesName, ResourceSeries>>>;
	/** What had been told when the training ended: the machine without it says nothing about it. Undefined while it goes on. */
	readonly atEnd?: Resources;
};

/** Nothing has been measured yet. */
export const initialResources: Resources = {
	gpus: [], failures: {}, sampledAt: {}, series: {},
};

/** Machines have at most 16; a driver that invents new uuids must not fill the memory. */
const maximumGpus = 32;

/** What names a GPU in Resources and its series. */
export function gpuToKey(gpu: GpuSample): string {
	return gpu.uuid ?? String(gpu.index ?? 0);
}

/** The resources after an event of a sampler. Never throws. */
export function reduceResources(state: Resources, event: ResourceEvent): Resources {
	const {atEnd, ...current} = state;
	if (event.type === 'training-left') {
		return atEnd === undefined ? {...current, atEnd: current} : state;
	}

	if (event.type === 'training-entered') {
		return atEnd === undefined ? state : current;
	}

	if (event.type === 'sampler-failed') {
		return {...state, failures: {...state.failures, [event.sampler]: event.failure}};
	}

	const {sample, at} = event;
	const {[sample.kind]: _, ...failures} = state.failures;
	const next = {...state, ...withReading(state, sample), failures};
	if (at === undefined) {
		return next;
	}

	let {series} = next;
	for (const [name, value] of figuresOf(sample, new Set(next.gpus.map(gpu => gpuToKey(gpu))))) {
		series = {...series, [name]: append(series[name], at, value)};
	}

	return {...next, series, sampledAt: {...state.sampledAt, [sample.kind]: at}};
}

function withReading(state: Resources, sample: Sample): Partial<Resources> {
	switch (sample.kind) {
		case 'container': {
			return {container: sample.container};
		}

		case 'shared-memory': {
			return {sharedMemory: sample.sharedMemory};
		}

		case 'output-disk': {
			return {outputDiskFreeBytes: sample.freeBytes, ...(sample.sizeBytes !== undefined && {outputDiskSizeBytes: sample.sizeBytes})};
		}

		case 'gpu': {
			return {gpus: mergeGpus(state.gpus, sample.gpus)};
		}

		case 'gpu-processes': {
			return {gpuProcesses: sample.processes};
		}

		case 'host': {
			return {host: sample.host};
		}

		case 'processes': {
			return {processes: sample.processes, ...(sample.ownPercent !== undefined && {ownPercent: sample.ownPercent})};
		}
	}
}

function mergeGpus(known: readonly GpuSample[], reported: readonly GpuSample[]): readonly GpuSample[] {
	const merged = known.map(gpu => reported.findLast(other => gpuToKey(other) === gpuToKey(gpu)) ?? gpu);
	for (const gpu of reported) {
		if (merged.length < maximumGpus && merged.every(other => gpuToKey(other) !== gpuToKey(gpu))) {
			merged.push(gpu);
		}
	}

	return merged.toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0));
}

/** The figures of a sample that have a history; undefined is a gap. */
function figuresOf(sample: Sample, keptGpus: ReadonlySet<string>): ReadonlyArray<readonly [ResourceSeriesName, number | undefined]> {
	switch (sample.kind) {
		case 'container': {
			return [['container-cpu', sample.container.cpuPercent], ['container-memory', sample.container.memoryUsedBytes]];
		}

		case 'shared-memory': {
			return [['shared-memory', sample.sharedMemory.usedBytes]];
		}

		case 'gpu': {
			return sample.gpus.filter(gpu => keptGpus.has(gpuToKey(gpu))).flatMap(gpu => [
				[`gpu-utilisation:${gpuToKey(gpu)}`, gpu.utilisationPercent],
				[`gpu-memory:${gpuToKey(gpu)}`, gpu.memoryUsedBytes],
				[`gpu-temperature:${gpuToKey(gpu)}`, gpu.temperatureCelsius],
				[`gpu-power:${gpuToKey(gpu)}`, gpu.powerWatts],
			] as const);
		}

		case 'output-disk':
		case 'processes':
		case 'gpu-processes': {
			return [];
		}

		case 'host': {
			const {memoryTotalBytes: total, memoryAvailableBytes: available} = sample.host;
			return [['host-cpu', sample.host.cpuPercent], ['host-memory', total === undefined || available === undefined ? undefined : total - available]];
		}
	}
}

function append(series: ResourceSeries | undefined, at: number, value: number | undefined): ResourceSeries {
	return {
		recent: appendToSeries(series?.recent ?? createTimeSeries({capacity: 300, overflow: 'drop', spanMs: 2000}), at, value),
		whole: appendToSeries(series?.whole ?? createTimeSeries({capacity: 300, overflow: 'halve', spanMs: 2000}), at, value),
	};
}
