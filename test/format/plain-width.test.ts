import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {displayWidth} from '../../source/format/display-width.ts';
import {plainWidth} from '../../source/format/plain-width.ts';

describe('plainWidth', () => {
	it.each([
		['', 0],
		['epoch 3/100', 11],
		['训练中', 6],
		['\u{1B}[38;2;1;2;3m█▉\u{1B}[0m', 2],
		['⣿⡇', 2],
		['“é”…', 4],
		['（ＡＢ）', 8],
		['⚠\u{FE0F} a', 4],
		['⚠ a', 3],
		['YOLOv5 🚀', 9],
		['✅', 2],
	])('%j takes %i', (text, columns) => {
		expect(plainWidth(text)).toBe(columns);
	});

	it.each(['e\u{301}', '한', '👍🏽', '👩\u{200D}🏭', '🇨🇳', '✅\u{FE0F}', '1\u{FE0F}\u{20E3}', '\u{D83D}', 'a\tb', '\u{1B}]0;title\u{7}', '\u{1B}[2J', '\u{200B}', '\u{AD}', '©'])('leaves %j to the segmenter', text => {
		expect(plainWidth(text)).toBeUndefined();
	});

	it.each(['', '\u{FE0F}'])('counts every character as string-width does, or not at all, with %j behind it', selector => {
		const wrong: string[] = [];
		for (let code = 0; code < 0x2_00_00; code++) {
			const text = String.fromCodePoint(code) + selector;
			const width = plainWidth(text);
			if (width !== undefined && width !== stringWidth(text)) {
				wrong.push(`${code.toString(16)}: ${width}, not ${stringWidth(text)}`);
			}
		}

		expect(wrong).toEqual([]);
	});
});

describe('the measure that packages are given', () => {
	const piece = fc.oneof(
		fc.constantFrom('\u{1B}[0m', '\u{1B}[31;1m', '\u{1B}[', '\u{1B}', '█', '训', '。', '⣿', '…', '\u{FE0F}', '\u{200D}', '\u{301}', 'カ', 'ﾞ', 'ア', '👩', '🏽', '⚠', '🚀', '✅', '🇨', '각', 'ᄀ', 'ᅡ', '©'),
		fc.string({unit: 'binary', maxLength: 5}),
	);

	it('agrees with string-width on any text, however it is asked', () => {
		fc.assert(fc.property(fc.array(piece, {maxLength: 20}), fc.constantFrom(undefined, {countAnsiEscapeCodes: true}, {ambiguousIsNarrow: false}), (pieces, options) => {
			expect(displayWidth(pieces.join(''), options)).toBe(stringWidth(pieces.join(''), options));
		}), {numRuns: 5000});
	});
});
