import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {displayWidth} from '../../../../source/format/display-width.ts';
import {drawChart, type ChartOptions} from '../../../../source/screen/draw/chart/draw-chart.ts';
import type {ChartSeries} from '../../../../source/screen/draw/chart/series.ts';
import {createLook, type ChartStyle} from '../../../../source/screen/theme/look.ts';

const styles: readonly ChartStyle[] = ['braille', 'lines', 'ascii'];
const looks = Object.fromEntries(styles.map(chartStyle => [chartStyle, createLook({
	theme: 'dark', depth: 'none', isAscii: chartStyle === 'ascii', chartStyle,
})])) as Readonly<Record<ChartStyle, ReturnType<typeof createLook>>>;
const anyNumber = fc.oneof(fc.double(), fc.integer({min: -5, max: 5}), fc.constantFrom(undefined, NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 1e300, 5e-324));

function curve(ys: ChartSeries['ys'], mark = 'a'): ChartSeries {
	return {
		mark, token: 'quality1', xs: ys.map((_, index) => index + 1), ys,
	};
}

function draw(series: readonly ChartSeries[], style: ChartStyle, options: Partial<ChartOptions> = {}): readonly string[] {
	return drawChart(series, {
		width: 30, height: 8, look: looks[style], xAxis: {kind: 'epoch'}, ...options,
	});
}

/** The plot alone: without the labels at the left, the marks at the right and the axis below. */
function plotOf(lines: readonly string[]): readonly string[] {
	return lines.slice(0, -2).map(line => line.slice(Math.max(line.indexOf('┤'), line.indexOf('│'), line.indexOf('|')) + 1, -1));
}

describe.each(styles)('in the style %s', style => {
	test('a chart has exactly the asked size for any numbers, and says nothing but characters of one column', () => {
		fc.assert(fc.property(
			fc.array(fc.array(anyNumber, {maxLength: 90}), {maxLength: 4}),
			fc.integer({min: 0, max: 70}),
			fc.integer({min: 0, max: 14}),
			fc.record({
				isLog: fc.boolean(), isTime: fc.boolean(), from: fc.integer({min: -3, max: 40}), span: fc.double({min: 0, max: 60, noNaN: true}), unit: fc.constantFrom('number', 'bytes', 'binary-bytes', 'seconds', 'percent'),
			}),
			(values, width, height, {isLog, isTime, from, span, unit}) => {
				const lines = drawChart(values.map(ys => curve(ys)), {
					width, height, look: looks[style], isLog, unit, range: {from, to: from + span},
					xAxis: isTime ? {kind: 'time', now: 5000, utcOffsetMinutes: 480} : {kind: 'epoch'},
					markers: [{x: 3, character: '*', token: 'good'}, {
						x: 5.5, character: '|', token: 'accent', isCursor: true,
					}],
				});
				expect(lines).toHaveLength(height);
				for (const line of lines) {
					expect(displayWidth(line.replaceAll(/\u{1B}\[[\d;]*m/gu, ''))).toBe(width);
				}
			},
		));
	});

	test('a single spike among ten thousand values is seen, up and down', () => {
		const values = Array.from({length: 10_000}, (_, index) => 1 + (Math.sin(index) * 0.01));
		values[3217] = 9;
		values[8001] = -7;
		const plot = plotOf(draw([curve(values)], style, {height: 12}));
		expect(plot[0]!.trim()).not.toBe('');
		expect(plot.at(-1)!.trim()).not.toBe('');
	});

	test('a value that is no number leaves a gap and a sign on the axis', () => {
		const lines = draw([curve([2, 2, NaN, 2, 2])], style);
		expect(plotOf(lines).join('\n')).toMatch(/\S\s{4,}\S/);
		expect(lines.at(-2)).toContain('!');
		expect(draw([curve([2, 2, undefined, 2, 2])], style).at(-2)).not.toContain('!');
	});

	test('one point, a flat curve and the largest numbers are drawn', () => {
		expect(plotOf(draw([curve([5])], style)).filter(line => line.trim() !== '')).toHaveLength(1);
		expect(plotOf(draw([curve([5, 5, 5])], style)).filter(line => line.trim() !== '')).toHaveLength(1);
		const huge = plotOf(draw([curve([-1e308, 1e308])], style));
		expect([huge[0]!.trim(), huge.at(-1)!.trim()]).not.toContain('');
	});

	test('each curve has its mark at its end', () => {
		const lines = draw([curve([1, 2, 3], 't'), curve([3, 2, 1], 'v')], style);
		expect(lines[0]!.at(-1)).toBe('t');
		expect(lines.at(-3)!.at(-1)).toBe('v');
	});

	test('without numbers it is blank', () => {
		expect(draw([curve([NaN, undefined])], style, {width: 9, height: 2})).toEqual([' '.repeat(9), ' '.repeat(9)]);
		expect(draw([], style, {width: 9, height: 1})).toEqual([' '.repeat(9)]);
	});
});

test('dots: a rise from the lower left to the upper right', () => {
	expect(draw([curve([0, 1])], 'braille', {width: 13, height: 6})).toEqual([
		'1 ┤       ⡠⠊a',
		'  │    ⢀⠔⠉   ',
		'  │  ⣀⠔⠁     ',
		'0 ┤⡠⠊        ',
		'  └┴───────┴ ',
		'   1       2 ',
	]);
});

test('lines: the style of asciichart', () => {
	expect(draw([curve([0, 1])], 'lines', {width: 14, height: 6}).slice(0, 4)).toEqual([
		'1 ┤       ╭──a',
		'  │    ╭──╯   ',
		'  │ ╭──╯      ',
		'0 ┤─╯         ',
	]);
});

test('ASCII: each curve is drawn with its mark', () => {
	expect(draw([curve([0, 1], 't'), curve([1, 0], 'v')], 'ascii', {width: 12, height: 6}).slice(0, 4)).toEqual([
		'1 |vv    ttt',
		'  |  vvtt   ',
		'  |  ttvv   ',
		'0 |tt    vvv',
	]);
});

test('on a logarithmic scale equal factors are equally far apart, and nothing is lost at 0 or below', () => {
	const rowsOf = (ys: readonly number[]) => plotOf(draw([curve(ys)], 'ascii', {height: 13, isLog: true})).flatMap((line, row) => line.includes('a') ? [row] : []);
	expect(rowsOf([1, 1])).toEqual([5]);
	const lines = draw([curve([1, 10, 100])], 'ascii', {height: 13, isLog: true});
	expect(lines.filter(line => /^ *10* \|/.test(line)).map(line => line.trim().split(' ', 1)[0])).toEqual(['100', '10', '1']);
	expect(rowsOf([0, 100, -5, 1])).toContain(10);
	// Without any value above 0 there is no such scale.
	expect(plotOf(draw([curve([-1, -2])], 'ascii', {isLog: true})).join('').trim()).not.toBe('');
});

test('a marked epoch is a thin line, and a curve is never hidden by it', () => {
	const lines = draw([curve([1, 1, 1])], 'ascii', {markers: [{x: 2, character: '*', token: 'good'}]});
	expect(lines.at(-2)).toContain('*');
	expect(lines.filter(line => line.includes(':'))).toHaveLength(5);
});

test('the part that is shown decides the scale', () => {
	const ys = Array.from({length: 100}, (_, index) => index < 50 ? 1000 : index / 1000);
	expect(draw([curve(ys)], 'braille', {range: {from: 60, to: 100}})[0]).not.toContain('1000');
});

test.each([
	['of one row that is not 0', [0.2, 0.9], 5, /0\.5|0\.[02468]/],
	['of memory that is 0 all along', [0, 0, 0], 9, /1G/],
])('the scale %s has marks to read', (_, values, height, mark) => {
	const lines = draw([curve(values)], 'braille', {width: 40, height, unit: values[0] === 0 ? 'bytes' : 'number'});
	expect(lines.filter(line => line.includes('┤')).length).toBeGreaterThanOrEqual(2);
	expect(lines.join('\n')).toMatch(mark);
});
