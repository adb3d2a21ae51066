import type {MetricName} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';

/** Seconds of an epoch: the median of those that say their time; undefined where none does. */
export function medianEpochSeconds(history: readonly EpochRecord[]): number | undefined {
	const known = history.flatMap(({seconds}) => seconds === undefined || !(seconds > 0) ? [] : [seconds]).toSorted((one, other) => one - other);
	return known[Math.floor(known.length / 2)];
}

/** Seconds from the start until a metric first reached a value; undefined where it never did, or an epoch before it does not say its time. */
export function secondsTo(history: readonly EpochRecord[], metric: MetricName, value: number): number | undefined {
	const place = history.findIndex(({metrics}) => (metrics?.[metric] ?? -Infinity) >= value);
	if (place === -1 || history[0]!.epoch !== 1) {
		return undefined;
	}

	const times = history.slice(0, place + 1).map(({seconds}) => seconds);
	return times.every(seconds => seconds !== undefined && Number.isFinite(seconds)) ? times.reduce<number>((sum, seconds) => sum + seconds!, 0) : undefined;
}
