import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {documentedLanguages} from '../../docs/documented-languages.ts';
import {readmeFile, withKeys} from '../../docs/readme-keys.ts';
import {keymap} from '../../source/keys/keymap.ts';
import {keyWords} from '../../source/words/keys.ts';

test.each(documentedLanguages)('the keys in the readme are current (%s); npm run docs writes them anew', language => {
	const readme = readFileSync(path.join(import.meta.dirname, '../..', readmeFile(language)), 'utf8');
	expect(readme).toBe(withKeys(readme, language));
	expect(readme).toContain('\n| `q` `Ctrl-C` | ');
	for (const {command} of keymap) {
		expect(readme).toContain(` | ${keyWords(language).meaning[command]} |`);
	}
});

test('a readme without a place for the keys is refused', () => {
	expect(() => withKeys('# yolotop\n', 'en')).toThrow('no place for the keys');
});
