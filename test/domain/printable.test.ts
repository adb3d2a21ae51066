import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	toJsonText,
	toPainted,
	toPrintable,
	toPrintableLines,
} from '../../source/domain/printable.ts';

const range = (first: number, last: number) => Array.from({length: last - first + 1}, (_, index) => first + index);

/** By number, not by the properties that the program goes by. */
const hidden = [
	...range(0x00, 0x08), ...range(0x0B, 0x1F), ...range(0x7F, 0x9F), 0xAD, 0x06_1C, ...range(0x20_0B, 0x20_0F), ...range(0x20_28, 0x20_2E), ...range(0x20_60, 0x20_6F), 0xFE_FF, ...range(0xFF_F9, 0xFF_FB), ...range(0xE_00_00, 0xE_00_7F), 0xD8_00, 0xDF_FF,
].map(code => String.fromCodePoint(code));

describe('a hidden character', () => {
	test.each(hidden.map(character => [character.codePointAt(0)!.toString(16), character]))('U+%s is left out of lines', (_code, character) => {
		const isBreak = character === '\r';
		expect(toPrintable(`a${character}b`)).toBe(isBreak ? 'a b' : 'ab');
		expect(toPrintableLines(`a${character}b\n`)).toBe('ab\n');
		expect(toPainted(`\u{1B}[31ma${character}b\u{1B}[0m`)).toBe(`\u{1B}[31m${isBreak ? 'a b' : 'ab'}\u{1B}[0m`);
	});

	test.each(hidden.map(character => [character.codePointAt(0)!.toString(16), character]))('U+%s is escaped in JSON and read back', (_code, character) => {
		const text = toJsonText({[character]: [`a${character}b`]}, 2);
		expect(text).toMatch(/^[\n\u{20}-\u{7E}]*$/u);
		expect(JSON.parse(text)).toEqual({[character]: [`a${character}b`]});
	});
});

test.each([
	['WARNING ⚠️ 3 images', 'WARNING ⚠️ 3 images'],
	['🚀 YOLOv5 👩‍💻 👩🏽‍💻 ❤️‍🔥', '🚀 YOLOv5 👩‍💻 👩🏽‍💻 ❤️‍🔥'],
	['a\u{200D}b', 'ab'],
	['👩\u{200D}b', '👩b'],
	['训练 é ñ \u{301} ─ █', '训练 é ñ \u{301} ─ █'],
])('%j is printed as %j', (text, expected) => {
	expect(toPrintable(text)).toBe(expected);
});

test('ends of lines and tabs stay in lines, and become blanks in one', () => {
	expect(toPrintableLines('a\tb\r\nc\n')).toBe('a\tb\r\nc\n');
	expect(toPrintableLines('50%\rdone\r')).toBe('50%done');
	expect(toPrintable('a\tb\r\nc')).toBe('a b c');
});

test('what a sequence was in the middle of is not swallowed', () => {
	expect(toPrintableLines('a\u{1B}]0;title\nnext line\n')).toBe('a]0;title\nnext line\n');
	expect(toPainted('\u{1B}[2Ja\u{1B}[1;31mb\u{1B}[0m\n')).toBe('[2Ja\u{1B}[1;31mb\u{1B}[0m ');
});

test('any value comes back from JSON as JSON has it', () => {
	fc.assert(fc.property(fc.jsonValue({stringUnit: 'binary'}), value => {
		const asJson = JSON.stringify(value);
		expect(JSON.parse(toJsonText(value))).toEqual(JSON.parse(asJson));
	}));
});
