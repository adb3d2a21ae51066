import {expect, test} from 'vitest';
import type {ContainerReading} from '../../source/feed/container-reading.ts';
import {createHiddenSearch} from '../../source/feed/hidden-search.ts';

function create({isAny = false, isLogCut = false} = {}) {
	let asked = 0;
	const reading = {
		details: {}, trainings: {}, watch: {state: () => ({status: 'exited'})}, output: {signs: {isAny: () => isAny}},
	} as unknown as ContainerReading;
	const {seekLastRun} = createHiddenSearch(reading, {
		isLogCut: () => isLogCut,
		async findLastRun() {
			asked++;
			return '/r/exp';
		},
	});
	return {seekLastRun, asked: () => asked};
}

test('the last run is looked for once, and again where the search was called off', async () => {
	const {seekLastRun, asked} = create();
	await expect(seekLastRun(AbortSignal.abort(new Error('called off')))).rejects.toThrow('called off');
	expect(await seekLastRun(new AbortController().signal)).toEqual({kind: 'files', runDirectory: '/r/exp'});
	expect(await seekLastRun(new AbortController().signal)).toBeUndefined();
	expect(asked()).toBe(2);
});

test.each([
	['tells of a training', {isAny: true}],
	['could not be read to its end', {isLogCut: true}],
])('no last run is looked for where the output %s', async (_, options) => {
	const {seekLastRun, asked} = create(options);
	expect([await seekLastRun(new AbortController().signal), asked()]).toEqual([undefined, 0]);
});
