import {describe, expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {
	batchBytes,
	cacheMemory,
	enoughSharedMemory,
	loaderSettings,
	minimumSharedMemory,
	recommendedSharedMemory,
} from '../../source/checks/shared-memory.ts';
import {advise} from '../../source/checks/advice/advise.ts';
import {smallerMemory} from '../../source/checks/advice/smaller-memory.ts';
import {initialRunState} from '../../source/run/initial-state.ts';

const image = 3 * 640 * 640;
const settings = {batch: '16', workers: '8', imgsz: '640'};
const run = (version: string, more: Partial<RunState> = {}): RunState => ({
	...initialRunState, framework: {name: 'ultralytics', version}, settings, ...more,
});
const need = (state: RunState) => minimumSharedMemory(loaderSettings(state)!);

describe('what the workers hold in /dev/shm', () => {
	test.each([
		['8.0.141', 2],
		['8.3.103', 2],
		['8.3.195', 4],
		['8.4.50', 4],
		['10.0.0', 4],
	])('of Ultralytics %s: %d batches each', (version, batches) => {
		expect(need(run(version))).toBe(8 * batches * 16 * image);
	});

	test('of YOLOv5 and of an unknown version: two batches each', () => {
		expect(need({...run('v7.0'), framework: {name: 'yolov5', version: 'v7.0'}})).toBe(8 * 2 * 16 * image);
		expect(need({...run('x'), framework: {name: 'ultralytics'}})).toBe(8 * 2 * 16 * image);
	});

	test('of several processes: the batch is divided, the workers are announced together', () => {
		const state = run('8.4.50', {settings: {...settings, device: '0,1'}, dataLoaderWorkers: 16});
		expect(batchBytes(loaderSettings(state)!)).toBe(8 * image);
		expect(need(state)).toBe(16 * 4 * 8 * image);
	});
});

/*
Peaks of /dev/shm with the data loader of PyTorch 1.13 on Linux, sampled every 2 ms over two epochs: a loader for the training and one for the
validation that never end, as both frameworks have them, read more slowly than their workers load.
*/
test.each([
	{
		batch: 4, workers: 2, size: 320, prefetch: 2, validationWorkers: 4, cacheMebibytes: 0, peak: 33_492_992,
	},
	{
		batch: 4, workers: 2, size: 320, prefetch: 4, validationWorkers: 4, cacheMebibytes: 0, peak: 63_496_192,
	},
	{
		batch: 8, workers: 1, size: 320, prefetch: 2, validationWorkers: 2, cacheMebibytes: 0, peak: 34_828_288,
	},
	{
		batch: 4, workers: 3, size: 256, prefetch: 4, validationWorkers: 6, cacheMebibytes: 64, peak: 128_479_232,
	},
	{
		batch: 4, workers: 2, size: 320, prefetch: 2, validationWorkers: 2, cacheMebibytes: 0, peak: 19_898_368,
	},
	{
		batch: 16, workers: 2, size: 128, prefetch: 2, validationWorkers: 4, cacheMebibytes: 0, peak: 27_820_032,
	},
])('the peak of a real data loader lies between the least and enough, close to enough: %j', ({batch, workers, size, prefetch, validationWorkers, cacheMebibytes, peak}) => {
	const loader = {
		batchSize: batch, workers, imageSize: size, prefetch, validationWorkers, cacheBytes: cacheMebibytes * (2 ** 20),
	};
	expect(peak).toBeGreaterThan(minimumSharedMemory(loader));
	expect(peak).toBeLessThanOrEqual(enoughSharedMemory(loader));
	expect(peak).toBeGreaterThan(0.75 * enoughSharedMemory(loader));
	expect(recommendedSharedMemory(loader)).toBeGreaterThan(peak);
});

describe('what both loaders hold at most', () => {
	const enough = (state: RunState) => enoughSharedMemory(loaderSettings(state)!);
	const padded = 3 * (672 ** 2);
	test.each<readonly [string, RunState, number]>([
		['twice the workers and the batch for the validation', run('8.3.103'), (((8 * 2) + 1) * 16 * image) + (((16 * 2) + 2) * 32 * padded)],
		['no more workers than processors, which the announced ones tell', run('8.3.103', {dataLoaderWorkers: 4}), (((4 * 2) + 1) * 16 * image) + (((4 * 2) + 2) * 32 * padded)],
		['a batch of the validation is no larger than its images', run('8.3.103', {scans: {val: {images: 5}}}), (((8 * 2) + 1) * 16 * image) + (((16 * 2) + 2) * 5 * padded)],
		['images of a classification are numbers of 32 bits', run('8.3.103', {task: 'classify'}), 4 * ((((8 * 2) + 1) * 16 * image) + (((8 * 2) + 2) * 32 * padded))],
		['the first of several processes alone validates', run('8.3.103', {settings: {...settings, device: '0,1'}, dataLoaderWorkers: 16}), (((16 * 2) + 2) * 8 * image) + (((16 * 2) + 2) * 16 * padded)],
		['nothing without workers', run('8.3.103', {settings: {...settings, workers: '0'}}), 0],
	])('%s', (_name, state, bytes) => {
		expect(enough(state)).toBe(bytes);
	});
});

describe('memory of cached images', () => {
	const cachedBytes = {train: 2 ** 30, val: 2 ** 29};
	const bytes = (2 ** 30) + (2 ** 29);
	test.each<readonly [string, RunState, ReturnType<typeof cacheMemory>]>([
		['once where workers are forked', run('8.4.50', {python: '3.12.3', cachedBytes}), {bytes, perWorkerBytes: 0}],
		['once more for each worker that is not forked', run('8.4.50', {python: '3.14.0', cachedBytes}), {bytes, perWorkerBytes: bytes}],
		['once where workers share it', run('8.4.150', {python: '3.14.0', cachedBytes}), {bytes, perWorkerBytes: 0}],
		['once for each process', run('8.4.50', {python: '3.12.3', cachedBytes, settings: {...settings, device: '0,1'}}), {bytes: 2 * bytes, perWorkerBytes: 0}],
		['none without a cache', run('8.4.50'), {bytes: 0, perWorkerBytes: 0}],
	])('%s', (_name, state, memory) => {
		expect(cacheMemory(state)).toEqual(memory);
	});

	test('leaves less for workers, and is the first thing to give up where memory is short', () => {
		const workers = (state: RunState) => advise({host: {memoryTotalBytes: 12 * (2 ** 30), cpuCount: 16}, gpus: [{memoryTotalBytes: 24 * (2 ** 30)}], run: state}, 'en').recommendations.find(({name}) => name === 'workers')!.value;
		expect(workers(run('8.4.50', {cachedBytes: {train: 5 * (2 ** 30)}}))).toBeLessThan(workers(run('8.4.50')));
		expect(smallerMemory(run('8.4.50', {cachedBytes})).options).toBe('workers=4 batch=8 cache=disk');
		expect(smallerMemory(run('8.4.50')).options).toBe('workers=4 batch=8');
	});
});

describe('cached images are in /dev/shm', () => {
	const cachedBytes = {train: 2 ** 30, val: 2 ** 29};
	const without = need(run('8.4.150'));
	test.each<readonly [string, RunState, number]>([
		['where workers are not forked', run('8.4.150', {python: '3.14.0', cachedBytes}), (2 ** 30) + (2 ** 29)],
		['once for each process', run('8.4.150', {python: '3.14.0', cachedBytes, settings: {...settings, device: '0,1', batch: '32'}}), 2 * ((2 ** 30) + (2 ** 29))],
		['but not where they are forked', run('8.4.150', {python: '3.12.3', cachedBytes}), 0],
		['nor before', run('8.4.50', {python: '3.14.0', cachedBytes}), 0],
		['nor without workers', run('8.4.150', {python: '3.14.0', cachedBytes, dataLoaderWorkers: 0}), -without],
	])('%s', (_name, state, bytes) => {
		expect(need(state)).toBe(without + bytes);
	});
});
