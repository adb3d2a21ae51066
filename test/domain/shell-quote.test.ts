import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {quoteWord} from '../../source/domain/shell-quote.ts';

test.each([
	['runs/train/exp', 'runs/train/exp'],
	['', '\'\''],
	['my data', '\'my data\''],
	['it\'s', String.raw`'it'\''s'`],
	['a\nb\tc\r', String.raw`$'a\nb\tc\r'`],
	['it\'s \\ \u{1B}[31m', String.raw`$'it\'s \\ \033[31m'`],
	['a\u{202E}b\u{200B}', String.raw`$'a\342\200\256b\342\200\213'`],
	['训练\u{85}', String.raw`$'训练\302\205'`],
])('%j is quoted as %s, and a shell reads the same word', (word, expected) => {
	expect(quoteWord(word)).toBe(expected);
	expect(spawnSync('bash', ['-c', `printf %s ${expected}`], {encoding: 'utf8'}).stdout).toBe(word);
});
