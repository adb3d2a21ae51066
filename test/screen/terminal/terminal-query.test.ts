import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {colorToBackground, createAnswerFilter} from '../../../source/screen/terminal/terminal-query.ts';

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

describe('the width', () => {
	const asked = () => {
		const filter = createAnswerFilter();
		filter.expectWidth();
		return filter;
	};

	test.each([[2, false], [3, true]])('an answer of column %i, wherever it is cut, among keys and beside the answer for the background', (column, isWide) => {
		const answer = `\u{1B}[2;${column}R`;
		for (const [before, after] of [['', ''], ['j', 'k'], ['\u{1B}[A', '\u{1B}[2~'], [answers[0]!, 'q'], ['q', answers[1]!]] as const) {
			for (let cut = 1; cut < answer.length; cut++) {
				const filter = asked();
				const first = filter.push(before + answer.slice(0, cut));
				const second = filter.push(answer.slice(cut) + after);
				const keys = first.keys + second.keys + filter.flush();
				const expected = [before, after].filter(text => !text.startsWith('\u{1B}]')).join('');
				// A lone Escape at the end of a chunk is a key that is gone already.
				expect(keys.replace(/\u{1B}(?=$|[\u{1B}kq])/u, ''), `${before} ${cut}`).toBe(expected);
				expect(first.isWide ?? second.isWide, `${before} ${cut}`).toBe(isWide);
			}
		}
	});

	test('one answer only, and none that was not asked for: then they are keys', () => {
		const filter = asked();
		expect(filter.push('\u{1B}[2;3R')).toEqual({keys: '', isWide: true});
		expect(filter.push('\u{1B}[2;3R')).toEqual({keys: '\u{1B}[2;3R'});
		expect(createAnswerFilter().push('\u{1B}[2;2R')).toEqual({keys: '\u{1B}[2;2R'});
	});

	test('F3 with Shift stays a key while the answer is awaited, and so does what only looks like the beginning', () => {
		const filter = asked();
		expect(filter.push('\u{1B}[1;2R').keys).toBe('\u{1B}[1;2R');
		expect(filter.push('\u{1B}[2').keys).toBe('');
		expect(filter.isHolding()).toBe(true);
		expect(filter.push('~').keys).toBe('\u{1B}[2~');
		expect(filter.push('\u{1B}[').keys + filter.flush()).toBe('\u{1B}[');
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
