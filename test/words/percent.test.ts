import {globSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {percent, percentOf, percentOfWhole} from '../../source/words/percent.ts';

test.each([
	[0, '0 %', '0%'], [0.444, '44 %', '44%'], [0.999, '99 %', '99%'], [0.9999, '99 %', '99%'], [1, '100 %', '100%'], [undefined, '-', '-'], [NaN, '-', '-'], [Infinity, '-', '-'], [-Infinity, '-', '-'],
])('the fraction %s is %s, in Chinese %s', (fraction, english, chinese) => {
	expect([percent(fraction, 'en'), percent(fraction, 'zh')]).toEqual([english, chinese]);
});

test('what is counted in percent may be more than a whole, or of a whole', () => {
	expect([percentOf(237.6, 'en'), percentOf(237.6, 'zh'), percentOf(-3, 'en'), percentOf(undefined, 'zh')]).toEqual(['238 %', '238%', '-3 %', '-']);
	expect([percentOfWhole(238, 400, 'en'), percentOfWhole(238, 400, 'zh', '/'), percentOfWhole(238, undefined, 'zh')]).toEqual(['238 / 400 %', '238/400%', '238%']);
});

/** The code without its comments. */
const codeOf = (file: string): string => readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\/|^\s*\/\/.*$/gmsu, '');

test('nothing but the table of words writes the sign of a percentage', () => {
	// Formats of others are read and imitated in demo/, parse/, training/ and actions/stop; a shell and Python write the sign for other things.
	const files = globSync('source/{checks,plain,screen,conversation,gather,cli}/**/*.{ts,tsx}');
	const written = files.flatMap(file => codeOf(file).split('\n').filter(line => /\} ?%|["'`] %|\d %["'`]/u.test(line)).map(line => `${file}: ${line.trim()}`));
	expect(files.length).toBeGreaterThan(300);
	expect(written).toEqual([]);
});

test.each([['en', /[\d}]%/u], ['zh', /[\d}] %/u]] as const)('every sentence of %s writes a percentage as the figures do', (language, wrong) => {
	const files = globSync(`source/words/${language}/**/*.ts`);
	expect(files.length).toBeGreaterThan(50);
	expect(files.flatMap(file => codeOf(file).split('\n').filter(line => wrong.test(line)))).toEqual([]);
});
