import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {languages} from '../source/text/language.ts';
import {readmeFile, withKeys} from './readme-keys.ts';

for (const language of languages) {
	const file = path.join(import.meta.dirname, '..', readmeFile(language));
	writeFileSync(file, withKeys(readFileSync(file, 'utf8'), language));
}
