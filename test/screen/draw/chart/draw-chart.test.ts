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

function curve(ys: ChartSeries['ys'], name?: string): ChartSeries {
	return {
		name, token: 'quality1', xs: ys.map((_, index) => index + 1), ys,
	};
}

function draw(series: readonly ChartSeries[], style: ChartStyle, options: Partial<ChartOptions> = {}): readonly string[] {
	// Without colours only bold is left, which takes no column.
	return drawChart(series, {
		width: 30, height: 8, look: looks[style], xAxis: {kind: 'epoch'}, ...options,
	}).map(line => line.replaceAll(/\u{1B}\[\d*m/gu, ''));
}

/** The plot alone: without the labels at the left and the axis below. */
function plotOf(lines: readonly string[]): readonly string[] {
	return lines.slice(0, -2).map(line => line.slice(Math.max(line.indexOf('┤'), line.indexOf('│'), line.indexOf('|')) + 1));
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
				const lines = drawChart(values.map((ys, index) => curve(ys, index % 2 === 0 ? '验证 val' : undefined)), {
					width, height, look: looks[style], isLog, unit, range: {from, to: from + span},
					xAxis: isTime ? {kind: 'time', now: 5000, utcOffsetMinutes: 480} : {kind: 'epoch'},
					marks: [{x: 3, kind: 'best'}, {x: 4, kind: 'resume'}], cursor: 5.5, card: [[['tab', ' 轮次 5 ']], [['text', 'mAP']]], isBare: from % 2 === 0,
				});
				expect(lines).toHaveLength(height);
				for (const line of lines) {
					expect(displayWidth(line.replaceAll(/\u{1B}\[[\d;]*m/gu, ''))).toBe(width);
				}
			},
		), {
			// The cursor's card cuts a name of wide characters.
			examples: [[[[0]], 40, 3, {
				isLog: false, isTime: false, from: 1, span: 45, unit: 'seconds',
			}]],
		});
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

	test('each curve has its name behind its end, where there is room for names', () => {
		const named = [curve([1, 2, 3], 'train'), curve([3, 2, 1], 'val')];
		const lines = draw(named, style, {width: 50});
		expect(lines[0]).toMatch(/train$/);
		expect(lines.at(-3)).toMatch(/val +$/);
		expect(draw(named, style, {width: 30}).join('')).not.toContain('train');
	});

	test('names that would meet are a row apart', () => {
		const lines = draw([curve([1, 2, 3], 'one'), curve([1, 2, 2.9], 'other')], style, {width: 50});
		expect(lines.filter(line => line.includes('one') || line.includes('other'))).toHaveLength(2);
	});

	test('the best epoch is marked on the curve, what happened on the axis', () => {
		const {best, events} = looks[style].glyphs;
		const lines = draw([curve([1, 5, 2, 3])], style, {marks: [{x: 2, kind: 'best'}, {x: 3, kind: 'resume'}, {x: 9, kind: 'failure'}]});
		expect(lines.findIndex(line => line.includes(best))).toBe(0);
		expect(lines.at(-2)).toContain(events.resume);
		expect(lines.at(-2)).not.toContain(events.failure);
	});

	test('the cursor goes through what is blank, is a point on each curve, and has its epoch below and its card beside it', () => {
		const {axisCursor, curveCursor, vertical} = looks[style].glyphs;
		const lines = draw([curve([1, 2, 3, 4, 5]), curve([5, 4, 3, 2, 1.5])], style, {
			width: 40, height: 12, cursor: 2, card: [[['text', 'epoch 2']], [['text', 'mAP 0.2']]],
		});
		const column = lines.at(-2)!.indexOf(axisCursor);
		expect(lines.at(-1)![column]).toBe('2');
		expect(lines.slice(0, -2).filter(line => line[column] === curveCursor)).toHaveLength(2);
		expect(lines.slice(0, -2).filter(line => line[column] === vertical).length).toBeGreaterThan(4);
		expect(lines.findIndex(line => line.includes('mAP 0.2')) - lines.findIndex(line => line.includes('epoch 2'))).toBe(1);
	});

	test('a bare chart is nothing but curves', () => {
		const lines = draw([curve([1, 2, 3], 'name')], style, {width: 50, height: 3, isBare: true});
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatch(/\S$/);
		expect(lines.join('')).not.toMatch(/[\d┤]|name/);
	});

	test('without numbers it is blank', () => {
		expect(draw([curve([NaN, undefined])], style, {width: 9, height: 2})).toEqual([' '.repeat(9), ' '.repeat(9)]);
		expect(draw([], style, {width: 9, height: 1})).toEqual([' '.repeat(9)]);
	});
});

test('dots: a rise from the lower left to the upper right', () => {
	expect(draw([curve([0, 1])], 'braille', {width: 10, height: 6})).toEqual([
		'1┤      ⡠⠊',
		' │    ⡠⠊  ',
		' │  ⡠⠊    ',
		'0┤⡠⠊      ',
		' └┴──────┴',
		'  1      2',
	]);
});

const colored = createLook({theme: 'dark', depth: '256', isAscii: false});

/** The colours of each cell of a line, and its characters. */
function cellsOf(line: string): ReadonlyArray<readonly [color: string, character: string]> {
	return [...line.matchAll(/(?:\u{1B}\[([\d;]*)m)?([^\u{1B}]+)(?:\u{1B}\[0m)?/gu)].flatMap(([, color = '', text = '']) => [...text].map(character => [color, character] as const));
}

test('the first curve is an area: its cells in its colour, those below darker to the bottom, others a groove in it', () => {
	const lines = drawChart([curve([1, 1, 1, 1]), {...curve([0.5, 0.5, 0.5, 0.5]), token: 'previous'}], {
		width: 12, height: 12, look: colored, floor: 0, ceiling: 1, xAxis: {kind: 'epoch'}, isBare: true,
	});
	const columns = lines.map(line => cellsOf(line)[5]!);
	expect(columns.map(([color]) => color)).toEqual(['38;5;117', '38;5;38', '38;5;38', '38;5;38', '38;5;31', '38;5;31', '38;5;243', '38;5;31', '38;5;24', '38;5;24', '38;5;24', '38;5;24'].map((color, row) => row === 6 || row === 5 ? columns[row]![0] : color));
	expect(columns.filter(([color]) => color === '38;5;243')).toHaveLength(1);
	expect(columns.filter(([, character]) => character === '⣿')).toHaveLength(11);
});

test('a curve is whole: every column between its ends has a dot, without gaps and dashes', () => {
	for (const token of ['quality1', 'quality2', 'loss1', 'previous'] as const) {
		const lines = drawChart([curve([0, 1]), {...curve([1, 2, 1, 5, 1]), token}], {
			width: 40, height: 10, look: colored, xAxis: {kind: 'epoch'}, isBare: true, range: {from: 1, to: 5},
		});
		const drawn = lines.map(line => cellsOf(line).map(([, character]) => character));
		expect(Array.from({length: 40}, (_, column) => drawn.some(row => row[column] !== ' ')).every(Boolean)).toBe(true);
	}
});

test('more epochs than dots: a line of medians, and how far the values reach as a dark band above it', () => {
	const noisy = Array.from({length: 800}, (_, index) => [0.4, 0.5, 0.6][index % 3]);
	const lines = drawChart([curve(noisy)], {
		width: 20, height: 20, look: colored, floor: 0, ceiling: 1, xAxis: {kind: 'epoch'}, isBare: true,
	});
	const column = lines.map(line => cellsOf(line)[10]!);
	expect(column.filter(([color]) => color === '38;5;117')).toHaveLength(1);
	expect(column.findIndex(([color]) => color === '38;5;117')).toBeCloseTo(10, -0.5);
	expect(column.slice(0, 7).every(([, character]) => character === ' ')).toBe(true);
	expect(column[8]![1]).toBe('⣿');
});

test('without colours there is no area: the first curve is thick, an earlier run is dotted', () => {
	const [thick] = drawChart([curve([1, 1]), {...curve([0, 0]), token: 'previous'}], {
		width: 12, height: 3, look: looks.braille, xAxis: {kind: 'epoch'}, isBare: true,
	});
	expect(thick).toBe('⠛'.repeat(12));
	const dotted = drawChart([curve([1, 1]), {...curve([0, 0]), token: 'previous'}], {
		width: 12, height: 3, look: looks.braille, xAxis: {kind: 'epoch'}, isBare: true,
	}).at(-1)!;
	expect(new Set(dotted)).toEqual(new Set(['⡀', '⢀', ' ']));
});

test('lines: the style of asciichart', () => {
	expect(draw([curve([0, 1])], 'lines', {width: 11, height: 6}).slice(0, 4)).toEqual([
		'1┤      ╭──',
		' │   ╭──╯  ',
		' │ ╭─╯     ',
		'0┤─╯       ',
	]);
});

test('ASCII: each curve is drawn with a character of its own, an earlier run with dots', () => {
	expect(draw([curve([0, 1]), curve([1, 0])], 'ascii', {width: 10, height: 6}).slice(0, 4)).toEqual([
		'1|++    **',
		' |  ++**  ',
		' |  **++  ',
		'0|**    ++',
	]);
	expect(draw([curve([0, 1]), {...curve([1, 1]), token: 'previous'}], 'ascii', {width: 10, height: 6})[0]).toBe('1|......**');
});

test('on a logarithmic scale equal factors are equally far apart, and nothing is lost at 0 or below', () => {
	const rowsOf = (ys: readonly number[]) => plotOf(draw([curve(ys)], 'ascii', {height: 13, isLog: true})).flatMap((line, row) => line.includes('*') ? [row] : []);
	expect(rowsOf([1, 1])).toEqual([5]);
	const lines = draw([curve([1, 10, 100])], 'ascii', {height: 13, isLog: true});
	expect(lines.filter(line => /^ *10*\|/.test(line)).map(line => line.trim().split('|', 1)[0])).toEqual(['100', '10', '1']);
	expect(rowsOf([0, 100, -5, 1])).toContain(10);
	// Without any value above 0 there is no such scale.
	expect(plotOf(draw([curve([-1, -2])], 'ascii', {isLog: true})).join('').trim()).not.toBe('');
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
