import type {RunState} from '../domain/run.ts';
import {gpuToKey, type Resources} from '../run/resources.ts';
import {isSameDirectory} from '../run/same-directory.ts';
import type {TimeSeries} from '../domain/time-series.ts';
import type {ContainerFacts, Facts, LoadFacts} from './diagnosis-facts.ts';

/** What is known beside the run; everything may be missing. */
export type KnownFacts = {
	readonly run: RunState;
	/** Milliseconds since 1970. */
	readonly now?: number | undefined;
	readonly container?: ContainerFacts | undefined;
	readonly resources?: Resources | undefined;
	readonly outputDisk?: Facts['outputDisk'] | undefined;
};

/** So long back the load of this moment reaches: a few batches more or less do not count then. */
const loadWindowMs = 120_000;
/** Readings that are older say nothing of this moment. */
const staleMs = 120_000;

/**
Everything a rule may look at, from the run, the container and the last readings of the samplers. What no sampler told, or told
too long ago, is left out: a rule then says nothing about it.
*/
export function gatherFacts({run, now, container, resources, outputDisk}: KnownFacts): Facts {
	return {
		run,
		...(now !== undefined && {now}),
		...(container !== undefined && {container: {...container, ...(isLocated(run) && {runDirectory: run.locatedRunDirectory!})}}),
		...(outputDisk !== undefined && {outputDisk}),
		...(resources !== undefined && resourceFacts(resources, run, now)),
		// What a log file tells may come from another machine.
		...(container !== undefined && resources?.gpus.length === 0 && resources.host?.hasGpu === false && {gpus: []}),
	};
}

/** The place of the run before is no place of this one. */
function isLocated({runDirectory, locatedRunDirectory}: RunState): boolean {
	return locatedRunDirectory !== undefined && (runDirectory === undefined || isSameDirectory(runDirectory, locatedRunDirectory));
}

function resourceFacts(resources: Resources, run: RunState, now: number | undefined): Partial<Facts> {
	const {container, sharedMemory, outputDiskFreeBytes: freeBytes, host, gpus, failures, sampledAt} = resources;
	const isFresh = (sampler: keyof Resources['sampledAt']): boolean => sampledAt[sampler] !== undefined && (now === undefined || now - sampledAt[sampler] <= staleMs);
	const {gpu: gpuFailure} = failures;
	const load = loadOf(resources, run);
	return {
		...(sharedMemory !== undefined && isFresh('shared-memory') && {sharedMemory}),
		...(freeBytes !== undefined && isFresh('output-disk') && {outputDisk: {freeBytes}}),
		...(container !== undefined && isFresh('container') && {
			memory: {
				...(container.memoryUsedBytes !== undefined && {usedBytes: container.memoryUsedBytes}),
				...(container.memoryLimitBytes !== undefined && {limitBytes: container.memoryLimitBytes}),
			},
		}),
		...(host !== undefined && isFresh('host') && {host}),
		...(gpus.length > 0 && {gpus}),
		...(gpus.length === 0 && gpuFailure?.code === 'no-devices' && {gpus: []}),
		...(gpuFailure !== undefined && {gpuFailure}),
		...(load !== undefined && {load}),
	};
}

/** Means of the last minutes; undefined while nothing is trained and before two readings of a GPU. */
function loadOf({gpus, series}: Resources, {phase, progress}: RunState): LoadFacts | undefined {
	if (phase.kind !== 'training' || progress?.batchIndex === undefined) {
		return undefined;
	}

	const stretches = gpus.flatMap(gpu => meanOf(series[`gpu-utilisation:${gpuToKey(gpu)}`]?.recent) ?? []);
	// One of several GPUs may belong to somebody else, or to nobody: the busiest one is looked at.
	const [busiest] = stretches.toSorted((one, other) => other.mean - one.mean);
	if (busiest === undefined || busiest.seconds <= 0) {
		return undefined;
	}

	const cpuPercent = meanOf(series['container-cpu']?.recent)?.mean;
	return {seconds: busiest.seconds, gpuPercent: busiest.mean, ...(cpuPercent !== undefined && {cpuPercent})};
}

function meanOf(series: TimeSeries | undefined): {readonly mean: number; readonly seconds: number} | undefined {
	const last = series?.points.at(-1);
	if (series === undefined || last === undefined) {
		return undefined;
	}

	let total = 0;
	let count = 0;
	let first = last.at;
	for (const point of series.points) {
		if (point.mean === undefined || last.at - point.at > loadWindowMs) {
			continue;
		}

		total += point.mean * point.count;
		count += point.count;
		first = Math.min(first, point.at);
	}

	return count === 0 ? undefined : {mean: total / count, seconds: (last.at - first) / 1000};
}
