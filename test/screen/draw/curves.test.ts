import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {downsample} from '../../../source/screen/draw/downsample.ts';
import {sparkline} from '../../../source/screen/draw/sparkline.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/screen/theme/glyphs.ts';

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(undefined, NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 5e-324));

describe('downsample', () => {
	test('keeps a single spike among many values', () => {
		const values = Array.from({length: 5000}, () => 1);
		values[3217] = 9;
		values[801] = -9;
		const kept = downsample(values, 60);
		expect(kept).toHaveLength(60);
		expect(Math.max(...kept)).toBe(9);
		expect(Math.min(...kept)).toBe(-9);
	});

	test('ends with the present value', () => {
		expect(downsample([5, 1, 9, 2, 7, 3], 4).at(-1)).toBe(3);
	});

	test.each([
		[[1, 2, 3], 5, [1, 2, 3]],
		[[1, 2, 3], 0, []],
		[[1, 2, 3], 1, [3]],
		[[1, undefined, Infinity], 3, [1, NaN, NaN]],
	])('%j in %i columns', (values, columns, expected) => {
		expect(downsample(values, columns)).toEqual(expected);
	});
});

describe('sparkline', () => {
	test.each([
		[[0, 1, 2, 3, 4, 5, 6], '▁▂▃▄▅▆▇'],
		[[7, 0], '▇▁'],
		[[3, 3, 3], '▃▃▃'],
		[[1, NaN, 2], '▁ ▇'],
		[[], ''],
		[[NaN], ' '],
		[[-1e308, 1e308], '▁▇'],
	])('%j', (values, expected) => {
		expect(sparkline(values, 20, unicodeGlyphs)).toBe(expected);
	});

	test('never wider than asked, for any numbers', () => {
		fc.assert(fc.property(fc.array(anyNumber, {maxLength: 200}), fc.integer({min: 0, max: 50}), (values, width) => {
			expect(displayWidth(sparkline(values, width, asciiGlyphs))).toBeLessThanOrEqual(width);
		}));
	});
});
