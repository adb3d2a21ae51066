import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	epochTicks,
	linearTicks,
	logTicks,
	niceStep,
	timeTicks,
} from '../../../../source/screen/draw/chart/ticks.ts';
import {
	scaleUnit,
	tickLabel,
	tickLabels,
	widestLabel,
} from '../../../../source/screen/draw/chart/unit.ts';
import {wordsIn} from '../../../../source/words/words.ts';

test.each([
	[0.3, 0.5],
	[0.1, 0.1],
	[1.2, 2],
	[2e-9, 2e-9],
	[6, 10],
	[0, 1],
	[Infinity, 1],
])('the step for %d is %d', (rough, step) => {
	expect(niceStep(rough)).toBe(step);
});

describe('marks', () => {
	test('of a linear scale are round', () => {
		expect(linearTicks(0.038, 0.111, 4)).toEqual({step: 0.02, values: [0.04, 0.06, 0.08, 0.1]});
		expect(linearTicks(0.1, 0.7, 6).values).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
	});

	test.each([
		[1, 3, 5, [1, 2, 3]],
		[1, 100, 5, [20, 40, 60, 80, 100]],
		[1, 64, 5, [20, 40, 60]],
		[1, 100, 4, [25, 50, 75, 100]],
		[1, 300, 4, [100, 200, 300]],
		[1, 10_000, 5, [2000, 4000, 6000, 8000, 10_000]],
		[37, 41, 5, [37, 38, 39, 40, 41]],
		[1, 9, 1, [5]],
		[1, 1, 1, [1]],
	])('of epochs from %d to %d, at most %d, are round and equally far apart', (low, high, count, expected) => {
		expect(epochTicks(low, high, count)).toEqual(expected);
	});

	test('of a logarithmic scale are powers of ten, with room also between them', () => {
		expect(logTicks(1e-6, 1, 3)).toEqual([1e-6, 1e-4, 1e-2, 1]);
		expect(logTicks(1, 30, 6)).toEqual([1, 2, 5, 10, 20]);
		expect(logTicks(3, 4, 4).length).toBeGreaterThanOrEqual(2);
	});

	test('of a clock are round times there', () => {
		const at = Date.UTC(2026, 0, 1, 3, 50);
		expect(timeTicks(at, at + (45 * 60_000), 4, 330).values.map(value => new Date(value + (330 * 60_000)).getUTCMinutes() % 15)).toEqual([0, 0, 0]);
	});

	test('are never many, whatever the numbers', () => {
		// Scales whose ends differ by less than the smallest ordinary number are made flat before.
		const end = fc.double({min: -1e300, max: 1e300, noNaN: true}).filter(value => value === 0 || Math.abs(value) > 1e-290);
		fc.assert(fc.property(end, end, fc.integer({min: 1, max: 8}), (one, other, count) => {
			const [low, high] = one < other ? [one, other] : [other, one];
			expect(linearTicks(low, high, count).values.length).toBeLessThanOrEqual(count + 2);
			expect(timeTicks(low, high, count, 60).values.length).toBeLessThanOrEqual(201);
			if (low > 0 && Number.isFinite(high)) {
				expect(logTicks(low, high, count).length).toBeLessThanOrEqual(Math.max(4, (count * 4) + 2));
			}
		}), {examples: [[-9.999999999999995e299, -9.999999999999992e299, 6]]});
	});
});

describe('the labels', () => {
	test.each([
		[[0.05], 0.05, ['0.05']],
		[[0.05, 0.1], 0.05, ['0.05', '0.10']],
		[[5e-6, 1e-5], 5e-6, ['0.5e-5', '1.0e-5']],
		[[4e-4, 6e-4], 2e-4, ['0.0004', '0.0006']],
		[[8_000_000, 12_000_000], 4e6, ['0.8e7', '1.2e7']],
		[[320, 340], 20, ['320', '340']],
		[[0, 2e-8], 1e-8, ['0', '2e-8']],
		[[-0.2, 0, 0.2], 0.2, ['-0.2', '0', '0.2']],
		[[0.9951, 0.9953], 1e-4, ['0.9951', '0.9953']],
		[[1_000_002, 1_000_004], 2, ['1000002', '1000004']],
		[[0.025, 0.05], 0.025, ['0.025', '0.050']],
		[[5e-324], 5e-324, ['5e-324']],
		[[1e300], 1e299, ['1.0e300']],
	])('of %j at steps of %d are %j', (values, step, expected) => {
		expect(tickLabels(values, step)).toEqual(expected);
	});

	test.each([
		['bytes', 1.03e9, '1.03G'],
		['binary-bytes', 16 * (1024 ** 3), '16Gi'],
		['seconds', 34, '34s'],
		['seconds', 600, '10m'],
		['percent', 80, '80'],
	] as const)('%s: %d alone is %s', (kind, value, expected) => {
		expect(tickLabel(value, scaleUnit(kind, value), 3)).toBe(expected);
	});

	test.each([[2, '2秒'], [600, '10分'], [36_000, '10小时']])('speak Chinese of time: %d s alone are %s', (value, expected) => {
		expect(tickLabel(value, scaleUnit('seconds', value, wordsIn('zh').durationUnits), 3)).toBe(expected);
	});

	test('are short for any number', () => {
		fc.assert(fc.property(fc.double(), value => {
			expect(tickLabel(value).length).toBeLessThanOrEqual(widestLabel);
		}));
	});
});
