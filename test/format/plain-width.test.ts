import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import fastStringWidth from '../../source/format/string-width.ts';
import {plainWidth} from '../../source/format/plain-width.ts';

describe('plainWidth', () => {
	it.each([
		['', 0], ['epoch 3/100', 11], ['训练中', 6], ['\u{1B}[38;2;1;2;3m█▉\u{1B}[0m', 2], ['⣿⡇', 2], ['“é”…', 4], ['（ＡＢ）', 8],
	])('%j takes %i', (text, columns) => {
		expect(plainWidth(text)).toBe(columns);
	});

	it.each(['⚠\u{FE0F}', 'e\u{301}', '한', '😀', 'a\tb', '\u{1B}]0;title\u{7}', '\u{1B}[2J', '\u{200B}', '\u{AD}', '©'])('leaves %j to the segmenter', text => {
		expect(plainWidth(text)).toBeUndefined();
	});

	it('counts every unit of the Basic Multilingual Plane as string-width does, or not at all', () => {
		for (let code = 0; code < 0x1_00_00; code++) {
			const text = String.fromCodePoint(code);
			const width = plainWidth(text);
			if (width !== undefined && width !== stringWidth(text)) {
				expect(`${code.toString(16)}: ${width}`).toBe(`${code.toString(16)}: ${stringWidth(text)}`);
			}
		}
	});
});

describe('the measure that packages are given', () => {
	const piece = fc.oneof(
		fc.constantFrom('\u{1B}[0m', '\u{1B}[31;1m', '\u{1B}[', '\u{1B}', '█', '训', '。', '⣿', '…', '\u{FE0F}', '\u{200D}', '\u{301}', 'カ', 'ﾞ', 'ア', '👩', '🏽', '각', 'ᄀ', 'ᅡ', '©'),
		fc.string({unit: 'binary', maxLength: 5}),
	);

	it('agrees with string-width on any text, however it is asked', () => {
		fc.assert(fc.property(fc.array(piece, {maxLength: 20}), fc.constantFrom(undefined, {countAnsiEscapeCodes: true}, {ambiguousIsNarrow: false}), (pieces, options) => {
			expect(fastStringWidth(pieces.join(''), options)).toBe(stringWidth(pieces.join(''), options));
		}), {numRuns: 5000});
	});
});
