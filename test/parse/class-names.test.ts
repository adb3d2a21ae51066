import {expect, test} from 'vitest';
import {parseClassNames} from '../../source/parse/class-names.ts';

test.each([
	['a list', 'train: images\nnames: [Vest, helmet, 3]\n', ['Vest', 'helmet', '3']],
	['a list of lines', 'nc: 2\nnames:\n  - 安全帽\n  - "no: vest"\n', ['安全帽', 'no: vest']],
	['a map', 'names:\n  0: Vest\n  1: helmet\n', ['Vest', 'helmet']],
	['a map that leaves an index out', 'names:\n  0: Vest\n  2: helmet\n', undefined],
	['none', 'train: images\n', undefined],
	['an empty list', 'names: []', undefined],
	['a list of lists', 'names: [[a]]', undefined],
	['no YAML', ':\n\t- {', undefined],
	['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nnames: [*b, *b]', undefined],
	['another kind of file', '', undefined],
] as const)('%s', (_, text, names) => {
	expect(parseClassNames(text)).toEqual(names);
});
