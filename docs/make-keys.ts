import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {loadWords} from '../source/words/words.ts';
import {documentedLanguages} from './documented-languages.ts';
import {readmeFile, withKeys} from './readme-keys.ts';

for (const language of documentedLanguages) {
	await loadWords(language);
	const file = path.join(import.meta.dirname, '..', readmeFile(language));
	writeFileSync(file, withKeys(readFileSync(file, 'utf8'), language));
}
