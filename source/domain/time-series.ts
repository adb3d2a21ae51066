/**
The readings of one span of time. Minimum and maximum keep a spike that the mean would hide. All three are undefined in a
span in which the source said that it does not know.
*/
export type SeriesPoint = {
	/** Time of the first reading, in milliseconds since 1970. */
	readonly at: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly mean?: number;
	/** Readings that were a number. */
	readonly count: number;
};

/**
A bounded history. It never holds more than `capacity` points: when it is full, `halve` doubles the span of each point, so
that the whole past stays visible more and more coarsely; `drop` forgets the oldest, so that the recent past stays sharp.
*/
export type TimeSeries = {
	readonly capacity: number;
	readonly overflow: 'halve' | 'drop';
	/** Readings within this span share one point. */
	readonly spanMs: number;
	/** By time, oldest first. */
	readonly points: readonly SeriesPoint[];
};

/** An empty series. */
export function createTimeSeries({capacity, overflow, spanMs}: Pick<TimeSeries, 'capacity' | 'overflow' | 'spanMs'>): TimeSeries {
	return {
		capacity: Math.max(2, Math.floor(capacity)), overflow, spanMs: Math.max(1, spanMs), points: [],
	};
}

/**
The series with one more reading. A value that is no finite number is a gap. A reading that is older than the last one (the
clock was set back) counts for the last span.
*/
export function appendToSeries(series: TimeSeries, at: number, value: number | undefined): TimeSeries {
	if (!Number.isFinite(at)) {
		return series;
	}

	const point: SeriesPoint = value === undefined || !Number.isFinite(value)
		? {at, count: 0}
		: {
			at, minimum: value, maximum: value, mean: value, count: 1,
		};
	const last = series.points.at(-1);
	const isSameSpan = last !== undefined && spanOf(at, series.spanMs) <= spanOf(last.at, series.spanMs);
	return fit({...series, points: isSameSpan ? [...series.points.slice(0, -1), join(last, point)] : [...series.points, point]});
}

function fit(series: TimeSeries): TimeSeries {
	if (series.overflow === 'drop') {
		return {...series, points: series.points.slice(-series.capacity)};
	}

	let {points, spanMs} = series;
	while (points.length > series.capacity) {
		spanMs *= 2;
		points = joinSpans(points, spanMs);
	}

	return {...series, points, spanMs};
}

function joinSpans(points: readonly SeriesPoint[], spanMs: number): readonly SeriesPoint[] {
	const joined: SeriesPoint[] = [];
	for (const point of points) {
		const last = joined.at(-1);
		if (last !== undefined && spanOf(point.at, spanMs) === spanOf(last.at, spanMs)) {
			joined[joined.length - 1] = join(last, point);
		} else {
			joined.push(point);
		}
	}

	return joined;
}

function join(one: SeriesPoint, other: SeriesPoint): SeriesPoint {
	if (!hasReadings(one)) {
		return {...other, at: one.at};
	}

	if (!hasReadings(other)) {
		return one;
	}

	const count = one.count + other.count;
	return {
		at: one.at,
		minimum: Math.min(one.minimum, other.minimum),
		maximum: Math.max(one.maximum, other.maximum),
		mean: one.mean + ((other.mean - one.mean) * (other.count / count)),
		count,
	};
}

function hasReadings(point: SeriesPoint): point is Required<SeriesPoint> {
	return point.count > 0;
}

function spanOf(at: number, spanMs: number): number {
	return Math.floor(at / spanMs);
}
