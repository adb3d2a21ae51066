import fc from 'fast-check';
import {expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {
	drawEnds,
	drawLine,
	fitGroups,
	segmentsWidth,
	toDrawable,
	type Segment,
} from '../../../source/screen/draw/line.ts';
import {createLook} from '../../../source/screen/theme/look.ts';

const look = createLook({theme: 'dark', depth: '256', isAscii: false});
const plain = createLook({theme: 'dark', depth: 'none', isAscii: true});
const segments = fc.array(fc.tuple(fc.constantFrom('text' as const, 'dim' as const, 'bad' as const), fc.oneof(fc.string({unit: 'grapheme'}), fc.constantFrom('没有反光背心', 'a\tb', '\u{1B}[31mred', 'x\r\ny', '⚠️'))));

test.each<readonly [readonly Segment[], number, string]>([
	[[['text', 'ab']], 4, 'ab  '],
	[[['text', 'abcd']], 4, 'abcd'],
	[[['text', 'abcde']], 4, 'abc~'],
	[[['text', 'ab'], ['text', 'cdef']], 4, 'abc~'],
	[[['text', 'abcd'], ['text', 'e']], 4, 'abc~'],
	[[['text', 'abcd'], ['text', '']], 4, 'abcd'],
	[[['text', '没有反光']], 5, '没有~'],
	[[['text', '没有反光']], 4, '没~ '],
	[[['text', 'a\nb\u{1B}[31m']], 8, 'a b[31m '],
	[[], 3, ' '.repeat(3)],
	[[['text', 'abc']], 0, ''],
])('%j in %i columns', (given, width, expected) => {
	expect(drawLine(given, width, plain)).toBe(expected);
});

test('a line is always exactly as wide as asked', () => {
	fc.assert(fc.property(segments, fc.integer({min: 0, max: 60}), (given, width) => {
		const line = drawLine(given, width, look);
		expect(displayWidth(line)).toBe(width);
		expect(line).not.toMatch(/[\t\n\r]/);
	}));
});

test('two ends meet the width, and the right one goes first', () => {
	expect(drawEnds([['text', 'left']], [['text', 'right']], 12, plain)).toBe('left   right');
	expect(drawEnds([['text', 'left']], [['text', 'right']], 10, plain)).toBe('left right');
	expect(drawEnds([['text', 'left']], [['text', 'right']], 9, plain)).toBe('left     ');
});

test('groups that do not fit are left out, the first one stays', () => {
	const groups: ReadonlyArray<readonly Segment[]> = [[['text', 'aaaa']], [], [['text', 'bbbbbb']], [['text', 'cc']]];
	const draw = (width: number) => fitGroups(groups, width, ['text', ' - ']).map(([, text]) => text).join('');
	expect(draw(30)).toBe('aaaa - bbbbbb - cc');
	expect(draw(12)).toBe('aaaa - cc');
	expect(draw(2)).toBe('aaaa');
});

test('nothing from outside can move the cursor', () => {
	fc.assert(fc.property(fc.string({unit: 'binary'}), text => {
		expect(toDrawable(text)).not.toMatch(/\p{Control}/u);
	}));
	expect(segmentsWidth([['text', 'a\u{7}b']])).toBe(2);
});
