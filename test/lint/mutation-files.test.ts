import {existsSync, globSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import mutation from '../mutation/vitest.config.ts';

const {mutate} = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as {readonly mutate: readonly string[]};

test.each(mutate)('%s, whose changes have to be noticed, exists', file => {
	expect(existsSync(file)).toBe(true);
});

test.each(mutation.test!.include!)('%s, which has to notice them, is there', pattern => {
	expect(globSync(pattern)).not.toEqual([]);
});
