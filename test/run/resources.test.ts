import {describe, expect, test} from 'vitest';
import type {GpuSample, ResourceEvent} from '../../source/domain/sample.ts';
import {initialResources, reduceResources, type Resources} from '../../source/run/resources.ts';

const after = (...events: readonly ResourceEvent[]): Resources => {
	let state = initialResources;
	for (const event of events) {
		state = reduceResources(state, event);
	}

	return state;
};

const gpuSampled = (at: number, ...gpus: readonly GpuSample[]): ResourceEvent => ({type: 'sampled', at, sample: {kind: 'gpu', gpus}});

describe('reduceResources', () => {
	test('keeps the last reading and a history of each figure', () => {
		const state = after(
			{type: 'sampled', at: 1000, sample: {kind: 'container', container: {memoryUsedBytes: 5}}},
			{type: 'sampled', at: 4000, sample: {kind: 'container', container: {memoryUsedBytes: 7, cpuPercent: 150}}},
		);
		expect(state.container).toEqual({memoryUsedBytes: 7, cpuPercent: 150});
		expect(state.sampledAt).toEqual({container: 4000});
		expect(state.series['container-memory']!.recent.points.map(point => point.mean)).toEqual([5, 7]);
		expect(state.series['container-cpu']!.recent.points.map(point => point.mean)).toEqual([undefined, 150]);
	});

	test('a failure keeps the last reading and goes away with the next one', () => {
		const reading: ResourceEvent = {type: 'sampled', at: 1, sample: {kind: 'shared-memory', sharedMemory: {usedBytes: 1, sizeBytes: 2}}};
		const failed = after(reading, {type: 'sampler-failed', sampler: 'shared-memory', failure: {code: 'no-answer'}});
		expect(failed.sharedMemory).toEqual({usedBytes: 1, sizeBytes: 2});
		expect(failed.failures).toEqual({'shared-memory': {code: 'no-answer'}});
		expect(reduceResources(failed, reading).failures).toEqual({});
	});

	test('GPUs are merged by uuid and sorted by index', () => {
		const state = after(
			gpuSampled(1, {index: 1, uuid: 'b', utilisationPercent: 10}),
			gpuSampled(2, {index: 0, uuid: 'a', utilisationPercent: 20}),
			gpuSampled(3, {index: 1, uuid: 'b', utilisationPercent: 30}),
		);
		expect(state.gpus.map(gpu => gpu.utilisationPercent)).toEqual([20, 30]);
		expect(Object.keys(state.series)).toContain('gpu-utilisation:b');
	});

	test('used memory of the host is what is not available', () => {
		const state = after({type: 'sampled', at: 1, sample: {kind: 'host', host: {memoryTotalBytes: 100, memoryAvailableBytes: 30}}});
		expect(state.series['host-memory']!.whole.points[0]!.mean).toBe(70);
	});

	test('is bounded when a driver names a new GPU each time', () => {
		let state = initialResources;
		for (let index = 0; index < 500; index++) {
			state = reduceResources(state, gpuSampled(index * 1000, {index, uuid: `GPU-${index}`, temperatureCelsius: 40}));
		}

		expect(state.gpus.length).toBe(32);
		expect(Object.keys(state.series).length).toBe(32 * 4);
		expect(structuredClone(state)).toEqual(state);
	});
});

describe('the end of a training', () => {
	const before: ResourceEvent = {type: 'sampled', at: 1000, sample: {kind: 'shared-memory', sharedMemory: {usedBytes: 60, sizeBytes: 64}}};
	const later: ResourceEvent = {type: 'sampled', at: 9000, sample: {kind: 'shared-memory', sharedMemory: {usedBytes: 0, sizeBytes: 64}}};

	test('what was told until then is kept beside what comes, and the first end counts', () => {
		const state = after(before, {type: 'training-left'}, later, {type: 'training-left'});
		expect(state.sharedMemory).toEqual({usedBytes: 0, sizeBytes: 64});
		expect(state.atEnd?.sharedMemory).toEqual({usedBytes: 60, sizeBytes: 64});
		expect(state.atEnd?.series['shared-memory']?.recent.points).toHaveLength(1);
	});

	test('it is forgotten when another training has begun', () => {
		expect(after(before, {type: 'training-left'}, {type: 'training-entered'}).atEnd).toBeUndefined();
		const going = after(before);
		expect(reduceResources(going, {type: 'training-entered'})).toBe(going);
	});
});
