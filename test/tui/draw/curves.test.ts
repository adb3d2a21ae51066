import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {downsample, spread} from '../../../source/tui/draw/downsample.ts';
import {drawChartAxis, drawLineChart} from '../../../source/tui/draw/line-chart.ts';
import {scaleLabel} from '../../../source/tui/draw/scale-label.ts';
import {sparkline} from '../../../source/tui/draw/sparkline.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/tui/theme/glyphs.ts';
import {createLook} from '../../../source/tui/theme/look.ts';

const look = createLook({theme: 'dark', depth: 'none', isAscii: false});
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

test('a short history is stretched, and a gap stays a gap', () => {
	expect(spread([0, 1], 3)).toEqual([0, 0.5, 1]);
	expect(spread([0, NaN, 1], 5)).toEqual([0, NaN, NaN, 1, 1].map((value, index) => index === 3 ? 1 : value));
	expect(spread([4], 5)).toEqual([4]);
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

describe('line chart', () => {
	test('has exactly the asked size for any numbers', () => {
		fc.assert(fc.property(fc.array(fc.array(anyNumber, {maxLength: 120}), {maxLength: 3}), fc.integer({min: 0, max: 80}), fc.integer({min: 0, max: 15}), (series, width, height) => {
			const lines = drawLineChart(series.map(values => ({token: 'series1', values})), {width, height, look});
			expect(lines).toHaveLength(height);
			for (const line of lines) {
				expect(displayWidth(line)).toBe(width);
			}
		}));
	});

	test('shows a rise from the lower left to the upper right', () => {
		expect(drawLineChart([{token: 'series1', values: [0, 1]}], {width: 15, height: 3, look})).toEqual([
			'   1.00 ┤   ╭──',
			'   0.50 ┤ ╭─╯  ',
			'   0.00 ┤─╯    ',
		]);
	});

	test('a flat curve runs through the middle, one point is a short line, a gap is left open', () => {
		expect(drawLineChart([{token: 'series1', values: [2, 2, 2]}], {width: 13, height: 3, look})[1]).toBe('   2.00 ┤────');
		expect(drawLineChart([{token: 'series1', values: [2]}], {width: 13, height: 3, look})[1]).toBe('   2.00 ┤─   ');
		expect(drawLineChart([{token: 'series1', values: [2, NaN, NaN, 2]}], {width: 13, height: 3, look})[1]).toBe('   2.00 ┤─  ─');
	});

	test('without numbers it is blank', () => {
		expect(drawLineChart([{token: 'series1', values: [NaN, undefined]}], {width: 12, height: 2, look})).toEqual([' '.repeat(12), ' '.repeat(12)]);
	});

	test('the axis names the ends', () => {
		expect(drawChartAxis('epoch 1', '43', 30, look)).toBe('         epoch 1            43');
		expect(drawChartAxis('epoch 1', '43', 12, look)).toBe(' '.repeat(12));
	});
});

test.each([
	[0.0437, 0.0125, '0.044'],
	[0.00052, 0.0001, '0.0005'],
	[0.5, 0.25, '0.50'],
	[12.4, 2, '12.4'],
	[340, 20, '340'],
	[2_333_333_333, 1e8, '2.3e+9'],
	[1e-7, 1e-8, '1.0e-7'],
	[0, 1e-8, '0'],
	[-0.00001, 0.25, '0.00'],
	[NaN, 1, ''],
])('the label of %d at steps of %d', (value, step, expected) => {
	expect(scaleLabel(value, step)).toBe(expected);
	expect(expected.length).toBeLessThanOrEqual(7);
});
