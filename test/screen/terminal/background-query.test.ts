import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {colorToBackground, createAnswerFilter} from '../../../source/screen/terminal/background-query.ts';

const answers = ['\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\', '\u{1B}]11;rgb:1e1e/1e1e/1e1e\u{7}'];

describe('the filter', () => {
	test('takes the answer out of the keys, wherever it is cut', () => {
		fc.assert(fc.property(fc.constantFrom(...answers), fc.array(fc.integer({min: 2, max: 60}), {maxLength: 6}), fc.constantFrom('', 'j', 'q', '\u{1B}[A'), fc.constantFrom('', 'k', '\u{1B}[B'), (answer, cuts, before, after) => {
			const text = before + answer + after;
			const filter = createAnswerFilter();
			const places = [...new Set([0, ...cuts.map(cut => before.length + cut).filter(cut => cut < text.length), text.length])].toSorted((a, b) => a - b);
			let keys = '';
			let background: string | undefined;
			for (const [index, place] of places.slice(1).entries()) {
				const answered = filter.push(text.slice(places[index], place));
				keys += answered.keys;
				background = answered.background ?? background;
			}

			expect(keys + filter.flush()).toBe(before + after);
			expect(background).toBe(answer === answers[0] ? 'light' : 'dark');
		}));
	});

	test('cut right behind its Escape the rest of the answer is no text', () => {
		const filter = createAnswerFilter();
		expect(filter.push('\u{1B}').keys).toBe('\u{1B}');
		expect(filter.push(']11;rgb:0000/0000/0000\u{7}')).toEqual({keys: '', background: 'dark'});
	});

	test('lets everything else through at once, Escape and Alt too', () => {
		const filter = createAnswerFilter();
		for (const keys of ['q', '\u{1B}', '\u{1B}[A', '\u{1B}x', '猫', ']11;', '\u{1B}[200~]11;\u{1B}[201~']) {
			expect(filter.push(keys)).toEqual({keys});
		}

		expect(filter.isHolding()).toBe(false);
	});

	test('gives back what only looked like the beginning of an answer', () => {
		const filter = createAnswerFilter();
		expect(filter.push('\u{1B}]').keys).toBe('');
		expect(filter.isHolding()).toBe(true);
		expect(filter.flush()).toBe('\u{1B}]');
		expect(filter.flush()).toBe('');
	});
});

test.each([
	['rgb:ffff/ffff/ffff', 'light'],
	['rgb:fd/f6/e3', 'light'],
	['rgb:0000/2b2b/3636', 'dark'],
	['rgba:0/0/0/ffff', 'dark'],
	['#ffffff', undefined],
	['', undefined],
])('%s is %s', (text, expected) => {
	expect(colorToBackground(text)).toBe(expected);
});
