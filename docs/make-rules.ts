import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {loadWords} from '../source/words/words.ts';
import {documentedLanguages} from './documented-languages.ts';
import {rulesFile, rulesToMarkdown} from './rules-markdown.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
for (const language of documentedLanguages) {
	await loadWords(language);
	writeFileSync(path.join(folder, rulesFile(language)), rulesToMarkdown(language));
}
