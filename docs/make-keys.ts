import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {languages, loadWords} from '../source/words/words.ts';
import {readmeFile, withKeys} from './readme-keys.ts';

for (const language of languages) {
	await loadWords(language);
	const file = path.join(import.meta.dirname, '..', readmeFile(language));
	writeFileSync(file, withKeys(readFileSync(file, 'utf8'), language));
}
