import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
	wrap,
} from '../../source/format/display-width.ts';

test.each([['', 0], ['abc', 3], ['安全帽', 6], ['é', 1], ['e\u{301}', 1], ['👷', 2], ['a安b', 4]])('%s is %s columns wide', (text, width) => {
	expect(displayWidth(text)).toBe(width);
});

test.each([
	['abcdef', 4, 'abc…'], ['abcd', 4, 'abcd'], ['安全帽', 5, '安全…'], ['安全帽', 4, '安…'], ['安全帽', 6, '安全帽'], ['abc', 1, '…'], ['abc', 0, ''],
])('%s cut to %s columns is %s', (text, columns, cut) => {
	expect(truncate(text, columns)).toBe(cut);
});

test('pads to the exact width on either side', () => {
	expect(padEnd('安全', 6)).toBe('安全  ');
	expect(padStart('安全', 6)).toBe('  安全');
	expect(padStart('12345', 4)).toBe('123…');
});

test.each([
	['one two three', 7, 3, ['one two', 'three']],
	['one two three', 8, 3, ['one two', 'three']],
	['one two three', 5, 2, ['one', 'two …']],
	['onetwothree', 4, 9, ['onet', 'woth', 'ree']],
	['找不到文件', 4, 9, ['找不', '到文', '件']],
	['the last one is 31 s old', 18, 9, ['the last one is', '31 s old']],
	['31 small ones', 8, 9, ['31 small', 'ones']],
	['检查点写完。然后继续', 10, 9, ['检查点写', '完。然后继', '续']],
	['先解释（面板）的数值', 8, 9, ['先解释', '（面板）', '的数值']],
	['无法写入：ENOSPC。', 14, 9, ['无法写入：', 'ENOSPC。']],
	['', 4, 2, ['']],
	['abc', 0, 3, ['']],
])('%s wrapped at %s in %s lines', (text, columns, maxLines, lines) => {
	expect(wrap(text, columns, maxLines)).toEqual(lines);
});

test('padding is exact for any text and any width', () => {
	fc.assert(fc.property(fc.string({unit: 'grapheme'}), fc.nat(40), (text, columns) => {
		const plain = text.replaceAll(/\p{Control}/gu, '');
		expect(displayWidth(padEnd(plain, columns))).toBe(columns);
		expect(displayWidth(padStart(plain, columns))).toBe(columns);
	}));
});

test('cuts where the segmenter would, whatever stands there', () => {
	const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
	const piece = fc.constantFrom('a', ' ', '训', '⚠', '\u{FE0F}', '\u{200D}', '\u{301}', '🚀', '👩', '🏽', '🇨', '🇳', 'é', '█', '각', 'ᄀ', 'ᅡ');
	fc.assert(fc.property(fc.array(piece, {maxLength: 12}), fc.integer({min: 1, max: 12}), (pieces, columns) => {
		const text = pieces.join('');
		let expected = '';
		for (const {segment} of segmenter.segment(text)) {
			if (displayWidth(expected) + displayWidth(segment) > columns - 1) {
				break;
			}

			expected += segment;
		}

		expect(truncate(text, columns)).toBe(displayWidth(text) <= columns ? text : `${expected}…`);
	}), {numRuns: 5000, examples: [[['⚠', '\u{FE0F}', '🏽', 'a', 'a'], 2]]});
});
