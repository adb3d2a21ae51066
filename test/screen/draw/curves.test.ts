import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {drawBar} from '../../../source/screen/draw/bar.ts';
import {gaugeLimits, gaugeSegments, verdictOf} from '../../../source/screen/draw/gauge.ts';
import {sparkline} from '../../../source/screen/draw/sparkline.ts';
import {createLook} from '../../../source/screen/theme/look.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/screen/theme/glyphs.ts';

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(undefined, NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 5e-324));

describe('sparkline', () => {
	test.each([
		[[0, 1, 2, 3, 4, 5, 6], '▁▂▃▄▅▆▇'],
		[[7, 0], '▇▁'],
		[[3, 3, 3], '▄▄▄'],
		[[0, 0], '▄▄'],
		// Two hundredths more or less are no change.
		[[100, 102, 100, 98], '▄▅▄▃'],
		[[1, NaN, 2], '▁ ▇'],
		[[], ''],
		[[NaN], ' '],
		[[-1e308, 1e308], '▁▇'],
	])('%j', (values, expected) => {
		expect(sparkline(values, 20, unicodeGlyphs)).toBe(expected);
	});

	test('more values than columns: the median of each column, not a picket fence', () => {
		const noisy = Array.from({length: 400}, (_, index) => (index % 2 === 0 ? 1 : 0) + (index / 100));
		expect(new Set(sparkline(noisy, 40, unicodeGlyphs))).toEqual(new Set('▁▂▃▄▅▆▇'));
		expect(sparkline(noisy, 40, unicodeGlyphs)).toBe([...sparkline(noisy, 40, unicodeGlyphs)].toSorted().join(''));
	});

	test('shares are measured from 0 to 100', () => {
		expect(sparkline([0, 50, 51, 100], 9, unicodeGlyphs, 'percent')).toBe('▁▄▄▇');
	});

	test('never wider than asked, for any numbers', () => {
		fc.assert(fc.property(fc.array(anyNumber, {maxLength: 200}), fc.integer({min: 0, max: 50}), (values, width) => {
			expect(displayWidth(sparkline(values, width, asciiGlyphs))).toBeLessThanOrEqual(width);
		}));
	});
});

describe('bars', () => {
	test('the bar of the epochs is a time line', () => {
		expect(drawBar(0.5, 10, unicodeGlyphs, {marks: [{kind: 'resume', share: 0.2}, {kind: 'best', share: 0.4}, {kind: 'patience', share: 1}]})).toEqual([
			['run1', '━━'], ['label', '↻'], ['run1', '━'], ['best', '◆'], ['rest', '────'], ['label', '╎'],
		]);
	});

	test('never wider or narrower than asked', () => {
		fc.assert(fc.property(fc.option(fc.double(), {nil: undefined}), fc.integer({min: 0, max: 50}), fc.array(fc.double({min: -1, max: 2, noNaN: true}), {maxLength: 4}), (fraction, width, shares) => {
			const bar = drawBar(fraction, width, unicodeGlyphs, {marks: shares.map(share => ({kind: 'failure', share}))});
			expect(displayWidth(bar.map(([, text]) => text).join(''))).toBe(width);
		}));
	});
});

describe('gauges', () => {
	test.each([
		['memory', 0.84, undefined],
		['memory', 0.85, 'warning'],
		['memory', 0.95, 'bad'],
		['sharedMemory', 0.7, 'warning'],
		['disk', 0.89, undefined],
		['temperature', 83, 'warning'],
		['temperature', 91, 'bad'],
		['memory', undefined, undefined],
		['memory', NaN, undefined],
	] as const)('%s of %s is %s', (limits, value, expected) => {
		expect(verdictOf(value, limits)).toBe(expected);
	});

	test('bar and figure take the colour of the verdict, and figures end in one column', () => {
		const look = createLook({theme: 'dark', depth: '256', isAscii: false});
		const columns = {label: 5, bar: 6, text: 8};
		expect(gaugeSegments({
			label: 'mem', share: gaugeLimits.memory[1], text: '1.9 GiB', limits: 'memory',
		}, columns, 30, look).map(([token]) => token)).toEqual(['label', 'bad', 'rest', 'text', 'bad']);
		for (const text of ['9 %', '100 %', '1.95 GiB']) {
			expect(displayWidth(gaugeSegments({label: 'busy', share: 1, text}, columns, 30, look).map(([, piece]) => piece).join(''))).toBe(20);
		}

		// A busy GPU is a healthy one.
		expect(gaugeSegments({label: 'busy', share: 1, text: '100 %'}, columns, 30, look)[1]![0]).toBe('machine1');
	});
});
