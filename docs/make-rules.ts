import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {languages, loadWords} from '../source/words/words.ts';
import {rulesFile, rulesToMarkdown} from './rules-markdown.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
for (const language of languages) {
	await loadWords(language);
	writeFileSync(path.join(folder, rulesFile(language)), rulesToMarkdown(language));
}
