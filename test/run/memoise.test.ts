import {expect, test, vi} from 'vitest';
import {memoise, memoiseByHistory} from '../../source/run/memoise.ts';
import {initialRunState} from '../../source/run/initial-state.ts';

test('the same object and value are computed once, another of either anew', () => {
	const compute = vi.fn(({name}: {readonly name: string}, count: number | undefined) => `${name} ${count}`);
	const of = memoise(compute);
	const [one, other] = [{name: 'one'}, {name: 'other'}];
	expect([of(one, 1), of(one, 1), of(other, 1), of(one, 1)]).toEqual(['one 1', 'one 1', 'other 1', 'one 1']);
	expect(compute).toHaveBeenCalledTimes(2);
	expect([of(one, undefined), of(one, undefined), of(one, 1)]).toEqual(['one undefined', 'one undefined', 'one 1']);
	expect(compute).toHaveBeenCalledTimes(4);
});

test('a selector of the history does not look at anything else of the state', () => {
	const compute = vi.fn((history: readonly unknown[]) => history.length);
	const select = memoiseByHistory(compute);
	expect([select(initialRunState), select({...initialRunState, epochs: 5}), select({...initialRunState, history: [{epoch: 1, losses: {}, metrics: {}}]})]).toEqual([0, 0, 1]);
	expect(compute).toHaveBeenCalledTimes(2);
});
