import type {Metrics} from '../domain/metric.ts';
import {maxEpochRecords, type EpochRecord} from '../domain/run.ts';
import {isEqual} from './is-equal.ts';

/** Printed losses have four significant digits (three in classification), results.csv has five. */
const lossTolerance = 0.0006;
const classificationLossTolerance = 0.006;
/** Printed metrics have three significant digits. */
const metricTolerance = 0.006;

/** The last epochs of a history; earlier ones are dropped. */
export const boundHistory = (history: readonly EpochRecord[]): readonly EpochRecord[] => history.length > maxEpochRecords ? history.slice(-maxEpochRecords) : history;

/** Puts the epoch in its place by number; a record of the same epoch is passed to `combine` with the new one. */
export function withEpoch(
	history: readonly EpochRecord[],
	record: EpochRecord,
	combine: (existing: EpochRecord, incoming: EpochRecord) => EpochRecord,
): readonly EpochRecord[] {
	const last = history.at(-1);
	if (last === undefined || last.epoch < record.epoch) {
		return boundHistory([...history, record]);
	}

	const index = history.findIndex(({epoch}) => epoch >= record.epoch);
	const existing = history[index]!;
	if (existing.epoch !== record.epoch) {
		return boundHistory(history.toSpliced(index, 0, record));
	}

	const combined = combine(existing, record);
	return isEqual(existing, combined) ? history : history.with(index, combined);
}

/** Joins two histories; the second one counts where both have an epoch. */
export function joinHistories(earlier: readonly EpochRecord[], later: readonly EpochRecord[]): readonly EpochRecord[] {
	const byEpoch = new Map([...earlier, ...later].map(record => [record.epoch, record]));
	return boundHistory([...byEpoch.values()].toSorted((one, other) => one.epoch - other.epoch));
}

/**
Combines the row of results.csv with what the stream printed of the same epoch: the file has more digits and more columns,
the stream has the times. `isStreamNewer` says which one counts when they are of different runs of the epoch.
*/
export function combineFileAndStream(file: EpochRecord, stream: EpochRecord, isStreamNewer: boolean): EpochRecord {
	if (!isSameEpochRun(file, stream)) {
		return isStreamNewer ? stream : file;
	}

	const hasInventedMetrics = stream.metrics === undefined && isAllZero(file.metrics);
	const {metrics, maskMetrics, poseMetrics, ...rest} = dropUndefined(file);
	return {
		...stream,
		...rest,
		// With --noval YOLOv5 writes zeros into results.csv for what was never measured.
		...(!hasInventedMetrics && dropUndefined({metrics, maskMetrics, poseMetrics})),
	};
}

/** Whether two records of an epoch agree to the printed digits, and so come from the same run of it. */
export function isSameEpochRun(one: EpochRecord, other: EpochRecord): boolean {
	for (const [name, value] of Object.entries(one.losses)) {
		const tolerance = name === 'loss' ? classificationLossTolerance : lossTolerance;
		if (!isClose(value, other.losses[name], tolerance)) {
			return false;
		}
	}

	return other.metrics === undefined
		|| Object.entries(one.metrics ?? {}).every(([name, value]) => isClose(value, other.metrics?.[name as keyof Metrics], metricTolerance));
}

/** An undefined value is no contradiction. */
function isClose(value: number, other: number | undefined, tolerance: number): boolean {
	return other === undefined
		|| Object.is(value, other)
		|| Math.abs(value - other) <= tolerance * Math.max(Math.abs(value), Math.abs(other));
}

function isAllZero(metrics: Metrics | undefined): boolean {
	return metrics !== undefined && Object.values(metrics).every(value => value === 0);
}

function dropUndefined<T extends Record<string, unknown>>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
