import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {documentedLanguages} from '../../docs/documented-languages.ts';
import {rulesFile, rulesToMarkdown} from '../../docs/rules-markdown.ts';
import {rules} from '../../source/checks/rules/index.ts';
import {ruleMeanings} from '../../source/words/diagnoses/rule-meanings.ts';

test.each(documentedLanguages)('the page of the rules is current (%s); npm run docs makes it anew', language => {
	expect(readFileSync(path.join(import.meta.dirname, '../../docs', rulesFile(language)), 'utf8')).toBe(rulesToMarkdown(language));
});

test.each(documentedLanguages)('it holds every rule once, with words (%s)', language => {
	const lines = rulesToMarkdown(language).split('\n');
	for (const {id} of rules) {
		expect(lines.filter(line => line.startsWith(`| \`${id}\` | `) && line.length > id.length + 20)).toHaveLength(1);
	}
});

test('every rule that has a meaning is in the table', () => {
	expect(rules.map(({id}) => id).toSorted()).toEqual(Object.keys(ruleMeanings('en')).toSorted());
});
