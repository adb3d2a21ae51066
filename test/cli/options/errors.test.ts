import {describe, expect, it} from 'vitest';
import type {ErrorCode} from '../../../source/domain/user-error.ts';
import {describeError} from '../../../source/words/errors.ts';
import {wordsIn} from '../../../source/words/words.ts';

const codes = Object.keys(wordsIn('en').error) as ErrorCode[];

describe('describeError', () => {
	it.each(codes)('%s has the same placeholders in both languages, and no line feed', code => {
		for (const part of ['message', 'hint'] as const) {
			const [english, chinese] = [wordsIn('en').error[code][part], wordsIn('zh').error[code][part]];
			const placeholders = (text: string) => Array.from(text.matchAll(/\{\w+\}/g), ([placeholder]) => placeholder).toSorted((a, b) => a.localeCompare(b));
			expect(placeholders(chinese)).toEqual(placeholders(english));
			// A text that is nothing but a value is the same in every language.
			expect(chinese === english).toBe(/^\{\w+\}$/.test(english));
			expect(english).not.toContain('\n');
		}
	});

	it('fills in the values and leaves unknown ones out', () => {
		expect(describeError({code: 'option-invalid', values: {option: '--lang', value: 'fr'}}, 'en')).toEqual({
			message: 'The value “fr” of --lang is not valid.', hint: 'Allowed: ',
		});
	});
});
