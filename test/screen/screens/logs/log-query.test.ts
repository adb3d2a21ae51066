import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readQuery, type LogQuery} from '../../../../source/screen/screens/logs/log-query.ts';

function query(typed: string): LogQuery {
	const result = readQuery(typed);
	if (result === undefined || 'problem' in result) {
		throw new Error(`no query: ${typed}`);
	}

	return result.query;
}

test.each([
	['epoch', 'Epoch 3', true],
	['Epoch', 'epoch 3', false],
	['a.c', 'abc', false],
	['a.c', 'A.C', true],
	['/a.c/', 'xABCx', true],
	[String.raw`/\S+Error/`, 'RuntimeError', true],
	[String.raw`/\Sx/`, 'AX', true],
	['/A.c/', 'abc', false],
	['!epoch', 'Epoch 3', false],
	['!epoch', 'other', true],
	['!', 'wow!', true],
	['类别', '警告：类别不符', true],
	['/', '', undefined],
	['', '', undefined],
] as const)('%j in %j: %j', (typed, text, expected) => {
	expect(expected === undefined ? readQuery(typed) : query(typed).isWanted(text)).toBe(expected);
});

test('gives every hit, and none for an expression that matches nothing', () => {
	expect(query('ab').hits('ab xAB')).toEqual([{start: 0, end: 2}, {start: 4, end: 6}]);
	expect(query('/x*/').hits('axxb')).toEqual([{start: 1, end: 3}]);
	expect(query('!ab').hits('ab')).toEqual([]);
});

test('says what is wrong with an expression', () => {
	expect(readQuery('/(/')).toMatchObject({problem: expect.stringContaining('group') as string});
});

test('literal text is found where it stands', () => {
	fc.assert(fc.property(fc.string({minLength: 1, maxLength: 8}), fc.string({maxLength: 20}), fc.string({maxLength: 20}), (typed, before, after) => {
		fc.pre(!/^!|^\/.*\/$|^\/$/s.test(typed));
		expect(query(typed).isWanted(before + typed + after)).toBe(true);
	}));
});

test('answers the same twice, although expressions remember a place', () => {
	const found = query('/ab/');
	expect([found.isWanted('ab'), found.isWanted('ab'), found.isWanted('ab')]).toEqual([true, true, true]);
});
