import type {MetricName} from '../domain/metric.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import {memoiseByHistory} from './memoise.ts';

/** One value of an epoch. The value may be NaN or infinite where the framework printed that. */
export type Point = {readonly epoch: number; readonly value: number};

/** Which way a series goes at its end. */
export type Trend = 'rising' | 'falling' | 'flat';

const selectAllSeries = memoiseByHistory(history => collect(history));
const noPoints: readonly Point[] = [];

/** The names of the losses in the order in which the framework prints them. */
export function selectLossNames(state: RunState): readonly string[] {
	return Object.keys(state.progress && Object.keys(state.progress.losses).length > 0 ? state.progress.losses : state.history.at(-1)?.losses ?? {});
}

/** A loss by epoch; epochs without it are left out. The same array as long as the history is the same. */
export function selectLossSeries(state: RunState, name: string): readonly Point[] {
	return selectAllSeries(state).get(`loss ${name}`) ?? noPoints;
}

/** A loss on the validation split by epoch; only where results.csv was read. */
export function selectValidationLossSeries(state: RunState, name: string): readonly Point[] {
	return selectAllSeries(state).get(`validation ${name}`) ?? noPoints;
}

/** A metric by epoch, of the boxes where there are also masks or keypoints. */
export function selectMetricSeries(state: RunState, name: MetricName): readonly Point[] {
	return selectAllSeries(state).get(`box ${name}`) ?? noPoints;
}

/** The end of a series is flat when it changes by less than this part of its size. */
const flatFraction = 0.01;
const trendPoints = 5;
/** How many of the last epochs a trend looks at. */
export const trendEpochs = 2 * trendPoints;

/** Compares the mean of the last epochs with those before; undefined with fewer than four usable points. */
export function selectTrend(points: readonly Point[]): Trend | undefined {
	const share = selectTrendShare(points);
	if (share === undefined || Math.abs(share) <= flatFraction) {
		return share === undefined ? undefined : 'flat';
	}

	return share > 0 ? 'rising' : 'falling';
}

/** How much the mean of the last epochs differs from that of those before, as a part of the larger one; undefined as `selectTrend`. */
export function selectTrendShare(points: readonly Point[]): number | undefined {
	const values = points.slice(-trendEpochs).map(({value}) => value).filter(value => Number.isFinite(value));
	const half = Math.floor(values.length / 2);
	if (half < 2) {
		return undefined;
	}

	const before = mean(values.slice(0, half));
	const after = mean(values.slice(-half));
	const size = Math.max(Math.abs(before), Math.abs(after));
	return size === 0 ? 0 : (after - before) / size;
}

function collect(history: readonly EpochRecord[]): Map<string, Point[]> {
	const series = new Map<string, Point[]>();
	for (const record of history) {
		addPoints(series, record.epoch, 'loss', record.losses);
		addPoints(series, record.epoch, 'validation', record.validationLosses);
		addPoints(series, record.epoch, 'box', record.metrics);
	}

	return series;
}

function addPoints(series: Map<string, Point[]>, epoch: number, kind: string, values: Readonly<Record<string, number | undefined>> = {}): void {
	for (const [name, value] of Object.entries(values)) {
		if (value === undefined) {
			continue;
		}

		const key = `${kind} ${name}`;
		const points = series.get(key);
		if (points === undefined) {
			series.set(key, [{epoch, value}]);
		} else {
			points.push({epoch, value});
		}
	}
}

function mean(values: readonly number[]): number {
	let sum = 0;
	for (const value of values) {
		sum += value;
	}

	return sum / values.length;
}
