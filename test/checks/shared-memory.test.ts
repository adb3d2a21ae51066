import {describe, expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {batchBytes, loaderSettings, minimumSharedMemory} from '../../source/checks/shared-memory.ts';
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
