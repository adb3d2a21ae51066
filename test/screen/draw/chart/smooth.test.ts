import fc from 'fast-check';
import {expect, test} from 'vitest';
import {smooth} from '../../../../source/screen/draw/chart/smooth.ts';

test('without smoothing the values are the same object', () => {
	const values = [1, 2];
	expect(smooth(values, 0)).toBe(values);
});

test('a constant stays the constant from the first value on', () => {
	for (const value of smooth([4, 4, 4, 4], 0.9)) {
		expect(value).toBeCloseTo(4, 12);
	}
});

test('gaps stay gaps and do not count', () => {
	const [first, gap, nan, last] = smooth([1, undefined, NaN, 3], 0.6);
	expect([first, gap, nan]).toEqual([1, undefined, NaN]);
	// (0.6 * 0.4 * 1 + 0.4 * 3) / (1 - 0.36)
	expect(last).toBeCloseTo(2.25, 12);
});

test('never leaves the range of the values', () => {
	fc.assert(fc.property(fc.array(fc.double({min: -1e6, max: 1e6, noNaN: true}), {minLength: 1}), values => {
		for (const value of smooth(values, 0.9)) {
			expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-3);
			expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-3);
		}
	}));
});
