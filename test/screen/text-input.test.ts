import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	characters,
	createTextInput,
	editText,
	insertText,
	proposeText,
	type TextInput,
} from '../../source/screen/text-input.ts';

/** `|` marks the cursor. */
const parse = (marked: string): TextInput => ({text: marked.replace('|', ''), cursor: characters(marked.slice(0, marked.indexOf('|'))).length});
const print = ({text, cursor}: TextInput) => [...characters(text).slice(0, cursor), '|', ...characters(text).slice(cursor)].join('');

test.each([
	['ab|', 'c', 'abc|'],
	['a|b', '无', 'a无|b'],
	['a|', 'space', 'a |'],
	['a|b', 'backspace', '|b'],
	['|b', 'backspace', '|b'],
	['a|b', 'ctrl+d', 'a|'],
	['头盔|', 'left', '头|盔'],
	['|a', 'left', '|a'],
	['a|b', 'right', 'ab|'],
	['ab|', 'home', '|ab'],
	['|ab', 'ctrl+e', 'ab|'],
	['ab|cd', 'ctrl+u', '|cd'],
	['ab|cd', 'ctrl+k', 'ab|'],
	['one two |', 'ctrl+w', 'one |'],
	['one two|', 'ctrl+w', 'one |'],
	['one|', 'ctrl+w', '|'],
	['a|', 'pageup', 'a|'],
	['👩‍🚒|', 'backspace', '|'],
])('%s and %s give %s', (before, key, result) => {
	expect(print(editText(parse(before), key))).toBe(result);
});

test('whatever is typed or pasted, the cursor stays in the text and nothing controls a terminal', () => {
	const keys = fc.array(fc.oneof(fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}), fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'ctrl+w', 'ctrl+u', 'ctrl+k', 'space')));
	fc.assert(fc.property(fc.string({unit: 'binary'}), keys, (pasted, typed) => {
		let input = insertText(createTextInput(), pasted);
		for (const key of typed) {
			input = editText(input, key);
		}

		expect(input.cursor).toBeGreaterThanOrEqual(0);
		expect(input.cursor).toBeLessThanOrEqual(characters(input.text).length);
		expect(insertText(createTextInput(), pasted).text).not.toMatch(/\p{Control}/u);
	}), {numRuns: 40});
});

test('nobody can fill the memory', () => {
	expect(characters(insertText(createTextInput(), 'x'.repeat(100_000)).text)).toHaveLength(500);
});

test('a proposed text is replaced by the first character, and changed by every other key', () => {
	const type = (...keys: readonly string[]) => {
		let input = proposeText('16');
		for (const key of keys) {
			input = editText(input, key);
		}

		return input.text;
	};

	expect([type('8'), type('8', '0'), type('1', '6'), type('backspace', '2'), type('end', '0'), type('right', '0'), type('home', '2')]).toEqual(['8', '80', '16', '12', '160', '160', '216']);
	expect(insertText(proposeText('16'), '32').text).toBe('32');
});
