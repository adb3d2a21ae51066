import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {formatsToMarkdown} from './formats-markdown.ts';

writeFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'formats.md'), formatsToMarkdown());
