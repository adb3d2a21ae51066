import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../../../source/screen/draw/chart/row-of.ts';
import {chooseScale, qualityScale, type Scale} from '../../../../source/screen/draw/chart/scale.ts';
import {widestLabel} from '../../../../source/screen/draw/chart/unit.ts';

/** The rows of the labels from the bottom, as a person counts them in the picture. */
function rowsOf(scale: Scale, rows: number, dotsPerRow: number): readonly number[] {
	return scale.ticks.map(({value}) => rowOf(scale.toHeight(value), rows, dotsPerRow));
}

function isEven(rows: readonly number[]): boolean {
	return rows.every((row, index) => index === 0 || rows[index - 1]! - row === rows[0]! - rows[1]!);
}

function labelsOf(values: readonly number[], rows: number, options: Partial<Parameters<typeof chooseScale>[1]> = {}): readonly string[] {
	return chooseScale(values, {rows, dotsPerRow: 4, ...options})!.ticks.map(({label}) => label);
}

// From a learning rate to a count of images.
const size = fc.integer({min: -7, max: 6});
const mantissa = fc.double({min: -10, max: 10, noNaN: true});

describe.each([['dots', 4], ['lines', 1]] as const)('in a plot of %s', (_, dotsPerRow) => {
	test('the marks are equally many rows apart, and the curve reaches from the first row to the last in a small plot', () => {
		fc.assert(fc.property(mantissa, mantissa, size, fc.integer({min: 2, max: 40}), fc.boolean(), (one, other, exponent, rows, isLog) => {
			const values = [one, other].map(value => (isLog ? Math.abs(value) + 0.001 : value) * (10 ** exponent)).toSorted((left, right) => left - right);
			const scale = chooseScale(values, {rows, dotsPerRow, isLog})!;
			const places = rowsOf(scale, rows, dotsPerRow);
			expect(places.length).toBeGreaterThanOrEqual(1);
			// A tall logarithmic scale may set 2, 4 and 6 as it must.
			expect(isEven(places) || (isLog && rows >= 10)).toBe(true);
			expect(new Set(places).size).toBe(places.length);
			if (rows < 8 && scale.ticks.length > 1 && values[1]! - values[0]! > 1e-9) {
				expect(values.map(value => rowOf(scale.toHeight(value), rows, dotsPerRow))).toEqual([rows - 1, 0]);
			}
		}));
	});

	test('a curve that is not flat has two marks at least, which say different numbers in little room', () => {
		fc.assert(fc.property(mantissa, fc.double({min: 0.01, max: 10, noNaN: true}), size, fc.integer({min: 3, max: 40}), (start, length, exponent, rows) => {
			const labels = labelsOf([start, start + length].map(value => value * (10 ** exponent)), rows, {dotsPerRow});
			expect(new Set(labels).size).toBe(labels.length);
			expect(labels.length).toBeGreaterThanOrEqual(2);
			expect(Math.max(...labels.map(label => label.length))).toBeLessThanOrEqual(widestLabel + 5);
		}));
	});
});

test('a quality has three marks at least from eight rows on, each as far from the next, and no curve is cut', () => {
	fc.assert(fc.property(fc.double({min: 0.001, max: 1, noNaN: true}), fc.integer({min: 8, max: 40}), (high, rows) => {
		const scale = chooseScale([0, high], {rows, dotsPerRow: 4, ...qualityScale})!;
		expect(scale.ticks.length).toBeGreaterThanOrEqual(3);
		expect(isEven(rowsOf(scale, rows, 4))).toBe(true);
		expect(scale.high).toBeGreaterThanOrEqual(high);
	}));
});

test.each([
	['a loss', [0.0275, 0.035], 4, {}, ['0.030', '0.035']],
	['a smaller loss', [0.0085, 0.031], 6, {dotsPerRow: 1}, ['0.01', '0.02', '0.03']],
	['a learning rate', [1e-6, 1e-5], 4, {}, ['0.5e-5', '1.0e-5']],
	['a share that turns', [-1, 1], 4, {dotsPerRow: 1}, ['-1', '1']],
	['a quarter', [0.024, 0.0755], 8, {}, ['0.025', '0.050', '0.075']],
	['a share', [0, 100], 6, {unit: 'percent', floor: 0, ceiling: 100}, ['0', '100']],
	['memory', [0, 3.9e9], 6, {unit: 'bytes', floor: 0}, ['0', '2G']],
	['powers of ten', [1e-4, 1], 6, {isLog: true}, ['1e-4', '1']],
	['a factor of three', [0.045, 0.12], 4, {isLog: true}, ['0.05', '0.10']],
	['a flat curve', [0.0312, 0.0312], 6, {}, ['0.0312']],
	['a flat curve on a logarithmic scale', [0.0312, 0.0312], 6, {isLog: true}, ['0.0312']],
] as const)('%s from and to %j over %d rows', (_, values, rows, options, expected) => {
	expect(labelsOf(values, rows, options)).toEqual(expected);
});

test('a tall plot has more marks than a small one', () => {
	const count = (rows: number) => labelsOf([0.0275, 0.035], rows).length;
	expect(count(6)).toBeLessThan(count(12));
	expect(count(20)).toBeGreaterThanOrEqual(4);
});

test('a tall logarithmic scale of less than a power of ten has marks to read between its ends', () => {
	expect(labelsOf([0.039, 0.13], 26, {isLog: true})).toEqual(['0.04', '0.06', '0.08', '0.10', '0.12']);
});

test('a scale that begins at 0 or at its floor is not moved away from it', () => {
	expect(chooseScale([0, 0.37], {rows: 6, dotsPerRow: 4})!.low).toBe(0);
	expect(chooseScale([12, 37], {rows: 6, dotsPerRow: 4, floor: 0})!.low).toBe(0);
	expect(chooseScale([12, 93], {
		rows: 9, dotsPerRow: 4, floor: 0, ceiling: 100,
	})!.high).toBe(100);
});

test('a share that is full all along fills its scale; a constant without an end does not', () => {
	expect(labelsOf([100, 100], 9, {floor: 0, ceiling: 100, unit: 'percent'}).at(-1)).toBe('100');
	expect(chooseScale([100, 100], {rows: 9, dotsPerRow: 4, floor: 0})!.high).toBeGreaterThan(100);
});
