import type {RunState} from '../domain/run.ts';
import type {TimeSeries} from '../domain/time-series.ts';
import {gpuToKey, type Resources} from './resources.ts';

/** What of the machine can be told: nothing yet, nothing at all and why, or something. */
export type MachineView = 'measuring' | 'simulated' | 'elsewhere' | 'measured';

/** Whether the figures of the samplers are about the machine that trains: what a file or a pipe tells may come from another one. */
export function selectMachineView({target, process, observation}: RunState, resources: Resources): MachineView {
	const isHere = target?.kind === 'container' || target?.kind === 'process' || (target?.kind === 'directory' && (process?.isRunning === true || observation?.isRunning === true));
	const hasTold = Object.keys(resources.sampledAt).length > 0 || Object.keys(resources.failures).length > 0;
	if (target?.kind === 'demo') {
		return hasTold ? 'measured' : 'simulated';
	}

	return isHere ? (hasTold ? 'measured' : 'measuring') : 'elsewhere';
}

/** Below this a GPU has nothing to do. */
const idleBelowPercent = 10;

/** How busy the busiest GPU was. */
export type GpuLoad = {
	/** 0 to 100, mean of the last minute. */
	readonly percent: number;
	/** Part of the readings in which it had nothing to do, 0 to 1, of `minutes`. */
	readonly idleShare: number;
	readonly minutes: number;
	/** Seconds that the mean is about. */
	readonly seconds: number;
};

const meanWindowMs = 60_000;

/** The load of the GPU that is busiest: another one may belong to somebody else. Undefined before its first reading. */
export function selectGpuLoad({gpus, series}: Resources): GpuLoad | undefined {
	const loads = gpus.flatMap(gpu => loadOf(series[`gpu-utilisation:${gpuToKey(gpu)}`]?.recent) ?? []);
	return loads.toSorted((one, other) => other.percent - one.percent)[0];
}

function loadOf(series: TimeSeries | undefined): GpuLoad | undefined {
	const points = (series?.points ?? []).filter(({mean}) => mean !== undefined);
	const last = points.at(-1);
	if (last === undefined) {
		return undefined;
	}

	const recent = points.filter(({at}) => last.at - at <= meanWindowMs);
	const idle = points.filter(({mean}) => mean! < idleBelowPercent);
	return {
		percent: recent.reduce((sum, {mean}) => sum + mean!, 0) / recent.length,
		idleShare: idle.length / points.length,
		minutes: Math.max(1, Math.round((last.at - points[0]!.at) / 60_000)),
		seconds: (last.at - recent[0]!.at) / 1000,
	};
}

/** The highest reading of a figure since yolotop looks; undefined before the first one. */
export function selectPeak(resources: Resources, name: keyof Resources['series']): number | undefined {
	const peaks = (resources.series[name]?.whole.points ?? []).flatMap(({maximum}) => maximum ?? []);
	return peaks.length === 0 ? undefined : Math.max(...peaks);
}
