import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseStack, readStacks} from '../../source/training/python-stacks.ts';

const printed = 'Stack (most recent call first):\n  File "/usr/lib/python3.11/selectors.py", line 415 in select\n  File "/a "b"/安全.py", line 8 in <module>\n';

test('the innermost call first, as faulthandler writes it', () => {
	expect(parseStack(printed)).toEqual([
		{file: '/usr/lib/python3.11/selectors.py', line: 415, function: 'select'},
		{file: '/a "b"/安全.py', line: 8, function: '<module>'},
	]);
	expect(parseStack('Stack (most recent call first):\n  ...\n')).toEqual([]);
});

test('a process without a rank, without an answer, and with a stack', () => {
	const processes = [
		{
			pid: 7, parent: 1, rank: null, state: 'S', answer: 'stack', stack: printed,
		},
		{
			pid: 8, parent: 7, rank: 1, state: 'D', answer: 'silent', stack: null,
		},
		{
			pid: 9, parent: 7, rank: 1, state: 'R', answer: 'moon', stack: null,
		},
	];
	expect(readStacks(JSON.stringify({processes}))!.map(({pid, rank, state, answer, frames}) => [pid, rank, state, answer, frames.length])).toEqual([
		[7, undefined, 'S', 'stack', 2], [8, 1, 'D', 'silent', 0], [9, 1, 'R', 'none', 0],
	]);
});

test('whatever is printed in its place is none', () => {
	fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.json().map(value => `{"processes": ${value}}`)), text => {
		const stacks = readStacks(text);
		expect(stacks === undefined || Array.isArray(stacks)).toBe(true);
	}));
	for (const text of ['', '{}', 'sh: python: not found', '{"processes": 3}']) {
		expect(readStacks(text)).toBeUndefined();
	}
});
