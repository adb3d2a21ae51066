import {expect, test} from 'vitest';
import {runChecks, sortByLevel, type Check} from '../../source/checks/check.ts';

type Level = 'error' | 'hint';
type Numbers = Check<number, {readonly said: string}, Level, string>;

const checks: readonly Numbers[] = [
	{id: 'small', level: 'hint', find: value => value < 10 ? {said: 'small'} : undefined},
	{
		id: 'negative', level: 'error', supersedes: ['small'], find: value => value < 0 ? {said: 'negative', ...(value > -5 && {level: 'hint', supersedes: []})} : undefined,
	},
	{id: 'digits', level: 'error', find: value => [...String(value)].filter(digit => digit === '7').map(said => ({said}))},
];

const found = (value: number) => sortByLevel(runChecks(checks, value, 'en'), ['error', 'hint']).map(({check, level, said}) => `${level} ${check} ${said}`);

test.each<readonly [number, readonly string[]]>([
	[50, []],
	[5, ['hint small small']],
	[-9, ['error negative negative']],
	[-1, ['hint small small', 'hint negative negative']],
	[7, ['error digits 7', 'hint small small']],
	[77, ['error digits 7', 'error digits 7']],
])('of %i the checks find %j', (value, expected) => {
	expect(found(value)).toEqual(expected);
});
