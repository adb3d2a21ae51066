import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {formatsToMarkdown} from '../../docs/formats-markdown.ts';
import {prefixWriters} from '../../source/parse/line-prefix.ts';

test('the page of the formats is current; npm run docs makes it anew', () => {
	expect(readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')).toBe(formatsToMarkdown());
});

test.each(prefixWriters)('the example of $writer has its form', ({example, form}) => {
	expect(form.test(`${example}text`)).toBe(true);
});
