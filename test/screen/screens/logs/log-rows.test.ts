import fc from 'fast-check';
import {expect, test} from 'vitest';
import {displayWidth} from '../../../../source/format/display-width.ts';
import {countRows, sliceRow, wrapRows} from '../../../../source/screen/screens/logs/log-rows.ts';

const texts = fc.array(fc.constantFrom('a', ' ', '训', 'loss', '🚀', 'é'), {maxLength: 60}).map(parts => parts.join(''));

test('wrapped rows are the whole text, each within the width', () => {
	fc.assert(fc.property(texts, fc.integer({min: 2, max: 30}), (text, columns) => {
		const rows = wrapRows(text, columns);
		expect(rows.map(({start, end}) => text.slice(start, end)).join('')).toBe(text);
		expect(countRows(text, columns)).toBe(rows.length);
		for (const {start, end} of rows) {
			expect(displayWidth(text.slice(start, end))).toBeLessThanOrEqual(columns);
		}
	}));
});

test('a slice never takes more than its columns', () => {
	fc.assert(fc.property(texts, fc.integer({min: 0, max: 80}), fc.integer({min: 1, max: 30}), (text, scrolled, columns) => {
		const {start, end, indent} = sliceRow(text, scrolled, columns);
		expect(indent + displayWidth(text.slice(start, end))).toBeLessThanOrEqual(columns);
	}));
});

test.each([
	['one two three', 8, ['one two ', 'three']],
	['onetwothree', 4, ['onet', 'woth', 'ree']],
	['训练集扫描', 5, ['训练', '集扫', '描']],
	['', 5, ['']],
])('%j in %i columns', (text, columns, expected) => {
	expect(wrapRows(text, columns).map(({start, end}) => text.slice(start, end))).toEqual(expected);
});

test('half of a wide character stays outside', () => {
	expect(sliceRow('训练abc', 1, 4)).toEqual({start: 1, end: 3, indent: 1});
	expect(sliceRow('abc', 9, 4)).toEqual({start: 3, end: 3, indent: 0});
});
