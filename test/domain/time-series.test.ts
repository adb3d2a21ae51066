import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {appendToSeries, createTimeSeries, type TimeSeries} from '../../source/domain/time-series.ts';

const readings = (series: TimeSeries, values: ReadonlyArray<readonly [number, number | undefined]>): TimeSeries => {
	let result = series;
	for (const [at, value] of values) {
		result = appendToSeries(result, at, value);
	}

	return result;
};

describe('createTimeSeries and appendToSeries', () => {
	test('readings of one span share a point that keeps minimum, maximum and mean', () => {
		const series = readings(createTimeSeries({capacity: 10, overflow: 'drop', spanMs: 1000}), [[0, 10], [300, 90], [900, 20], [1000, 5]]);
		expect(series.points).toEqual([
			{
				at: 0, minimum: 10, maximum: 90, mean: 40, count: 3,
			},
			{
				at: 1000, minimum: 5, maximum: 5, mean: 5, count: 1,
			},
		]);
	});

	test('drop forgets the oldest', () => {
		const series = readings(createTimeSeries({capacity: 3, overflow: 'drop', spanMs: 1}), [[1, 1], [2, 2], [3, 3], [4, 4]]);
		expect(series.points.map(point => point.mean)).toEqual([2, 3, 4]);
	});

	test('halve keeps the whole past and every spike', () => {
		const values = Array.from({length: 1000}, (_, index) => [index * 1000, index === 137 ? 100 : 1] as const);
		const series = readings(createTimeSeries({capacity: 50, overflow: 'halve', spanMs: 1000}), values);
		expect(series.points.length).toBeLessThanOrEqual(50);
		expect(series.points.length).toBeGreaterThan(20);
		expect(series.points[0]!.at).toBe(0);
		expect(Math.max(...series.points.map(point => point.maximum!))).toBe(100);
		expect(series.points.reduce((sum, point) => sum + point.count, 0)).toBe(1000);
	});

	test('halve changes nothing up to its capacity, and then doubles the span and joins what now shares one', () => {
		const full = readings(createTimeSeries({capacity: 4, overflow: 'halve', spanMs: 10}), [[0, 1], [10, 3], [20, 5], [30, undefined]]);
		expect(full).toMatchObject({spanMs: 10, points: [{at: 0}, {at: 10}, {at: 20}, {at: 30}]});
		const halved = appendToSeries(full, 40, 9);
		expect(halved).toEqual({
			capacity: 4,
			overflow: 'halve',
			spanMs: 20,
			points: [
				{
					at: 0, minimum: 1, maximum: 3, mean: 2, count: 2,
				},
				{
					at: 20, minimum: 5, maximum: 5, mean: 5, count: 1,
				},
				{
					at: 40, minimum: 9, maximum: 9, mean: 9, count: 1,
				},
			],
		});
	});

	test.each([[NaN], [Infinity], [-Infinity]])('a reading at %s, which is no time, is left out', at => {
		const series = appendToSeries(createTimeSeries({capacity: 5, overflow: 'drop', spanMs: 1}), 1, 4);
		expect(appendToSeries(series, at, 5)).toEqual(series);
	});

	test.each([[undefined], [NaN], [Infinity]])('%s is a gap, not a zero', value => {
		const series = readings(createTimeSeries({capacity: 5, overflow: 'drop', spanMs: 1}), [[1, 4], [2, value], [3, 6]]);
		expect(series.points[1]).toEqual({at: 2, count: 0});
	});

	test('a gap inside a span does not hide its readings', () => {
		const series = readings(createTimeSeries({capacity: 5, overflow: 'drop', spanMs: 100}), [[1, undefined], [2, 6], [3, undefined]]);
		expect(series.points).toEqual([{
			at: 1, minimum: 6, maximum: 6, mean: 6, count: 1,
		}]);
	});

	test('a clock that was set back adds to the last span', () => {
		const series = readings(createTimeSeries({capacity: 5, overflow: 'drop', spanMs: 10}), [[1000, 1], [10, 3], [1010, 5]]);
		expect(series.points.map(point => [point.at, point.mean])).toEqual([[1000, 2], [1010, 5]]);
	});

	test('is bounded, ordered and does not throw for any readings', () => {
		fc.assert(fc.property(
			fc.integer({min: -5, max: 40}),
			fc.constantFrom('halve' as const, 'drop' as const),
			fc.array(fc.tuple(fc.double(), fc.oneof(fc.double(), fc.constant(undefined))), {maxLength: 200}),
			(capacity, overflow, values) => {
				const series = readings(createTimeSeries({capacity, overflow, spanMs: 1000}), values);
				expect(series.points.length).toBeLessThanOrEqual(Math.max(2, capacity));
				expect(series.points.every((point, index) => index === 0 || point.at > series.points[index - 1]!.at)).toBe(true);
			},
		));
	});
});
