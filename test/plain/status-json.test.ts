import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {ValidationRow} from '../../source/domain/validation.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {replay} from '../run/events.ts';

const now = 5_000_000;
const vest: ValidationRow = {
	name: 'Vest', images: 47, instances: 113, metrics: {
		precision: 0.844, recall: 0.867, map50: 0.902, map50To95: 0.487,
	},
};
const all: ValidationRow = {
	name: 'all', images: 47, instances: 267, metrics: {
		precision: 0.618, recall: 0.486, map50: 0.496, map50To95: 0.26,
	},
};
const events: readonly RunEvent[] = [
	{type: 'target-described', target: {kind: 'container', name: 'yolo', id: '3f2a9c0d1e2f4a5b6c7d'}},
	{type: 'framework-detected', framework: {name: 'yolov5', version: 'v7.0-0-g915bbf294'}, devices: []},
	{type: 'task-detected', task: 'detect'},
	{type: 'run-directory-announced', path: 'runs/train/exp12'},
	{
		type: 'epoch-completed', epochs: 100, record: {
			epoch: 43, losses: {box: 0.11, obj: 0.03, cls: 0.05}, metrics: all.metrics, seconds: 34.1,
		},
	},
	{type: 'validation-reported', scope: 'epoch', row: all},
	{type: 'class-reported', scope: 'epoch', row: vest},
	{
		type: 'epoch-progressed', progress: {
			epoch: 44, epochs: 100, epochLabel: '43/99', batchIndex: 11, batchesPerEpoch: 55, imageSize: 640, instances: 7, reservedGpuMemoryBytes: 1_030_000_000,
			losses: {box: 0.04366, obj: 0.02842, cls: 0.00566}, elapsedMs: 4100,
		},
	},
	{type: 'notice-printed', text: 'NMS time limit exceeded'},
	{type: 'notice-printed', text: 'NMS time limit exceeded'},
];

test('has the shape of the contract, key by key and in its order', () => {
	const text = JSON.stringify(runToStatusJson(replay(events), now));
	expect(text).toBe(JSON.stringify({
		schema: 1,
		target: {kind: 'container', name: 'yolo', id: '3f2a9c0d1e2f'},
		framework: {
			name: 'yolov5', version: 'v7.0-0-g915bbf294', task: 'detect', variant: null,
		},
		status: 'training',
		statusReason: null,
		runDirectory: 'runs/train/exp12',
		epoch: 44,
		epochs: 100,
		epochLabel: '43/99',
		batchIndex: 11,
		batchesPerEpoch: 55,
		imageSize: 640,
		instances: 7,
		reservedGpuMemoryBytes: 1_030_000_000,
		losses: {box: 0.04366, obj: 0.02842, cls: 0.00566},
		metrics: {
			precision: 0.618, recall: 0.486, map50: 0.496, map50To95: 0.26,
		},
		maskMetrics: null,
		best: {epoch: 43, map50: 0.496, map50To95: 0.26},
		classes: [{
			name: 'Vest', images: 47, instances: 113, precision: 0.844, recall: 0.867, map50: 0.902, map50To95: 0.487,
		}],
		history: [{
			epoch: 43,
			losses: {box: 0.11, obj: 0.03, cls: 0.05},
			metrics: {
				precision: 0.618, recall: 0.486, map50: 0.496, map50To95: 0.26,
			},
			seconds: 34.1,
		}],
		secondsPerEpoch: 34.1,
		etaSeconds: 1940,
		learningRate: null,
		gradientNorm: null,
		classHistory: [{
			epoch: 44,
			classes: [{
				name: 'Vest', images: 47, instances: 113, precision: 0.844, recall: 0.867, map50: 0.902, map50To95: 0.487,
			}],
		}],
		confusionMatrix: null,
		probe: null,
		iteration: null,
		ranks: null,
		writer: null,
		diagnoses: [],
		notices: [{text: 'NMS time limit exceeded', count: 2}],
	}));
});

test('what is not known is null, a list is empty', () => {
	expect(runToStatusJson(initialRunState, now)).toStrictEqual({
		schema: 1,
		target: null,
		framework: null,
		status: 'idle',
		statusReason: null,
		runDirectory: null,
		epoch: null,
		epochs: null,
		epochLabel: null,
		batchIndex: null,
		batchesPerEpoch: null,
		imageSize: null,
		instances: null,
		reservedGpuMemoryBytes: null,
		losses: {},
		metrics: null,
		maskMetrics: null,
		best: null,
		classes: [],
		history: [],
		secondsPerEpoch: null,
		etaSeconds: null,
		learningRate: null,
		gradientNorm: null,
		classHistory: null,
		confusionMatrix: null,
		probe: null,
		iteration: null,
		ranks: null,
		writer: null,
		diagnoses: [],
		notices: [],
	});
});

test('nan and inf are null, and a column that the terminal cut off is null too', () => {
	const json = runToStatusJson(replay([{
		type: 'epoch-completed', record: {epoch: 1, losses: {box: NaN, obj: Infinity}, metrics: {precision: 0.5, recall: NaN, map50: 0.1}},
	}]), now);
	expect(json.history).toStrictEqual([{
		epoch: 1,
		losses: {box: null, obj: null},
		metrics: {
			precision: 0.5, recall: null, map50: 0.1, map50To95: null,
		},
		seconds: null,
	}]);
});

test('segmentation has a mask set beside the box set', () => {
	const set = {map50: 0.4, map50To95: 0.2};
	const json = runToStatusJson(replay([
		{type: 'validation-reported', scope: 'final', row: {...all, maskMetrics: set}},
		{type: 'class-reported', scope: 'final', row: {...vest, maskMetrics: set}},
	]), now);
	const mask = {
		precision: null, recall: null, map50: 0.4, map50To95: 0.2,
	};
	expect(json).toMatchObject({maskMetrics: mask, classes: [{name: 'Vest', map50: 0.902, mask}]});
});

test('classification has top1 and top5', () => {
	const metrics = {top1: 0.7, top5: 0.9};
	const json = runToStatusJson(replay([
		{type: 'epoch-completed', record: {epoch: 1, losses: {loss: 0.1}, metrics}},
		{type: 'validation-reported', scope: 'epoch', row: {name: 'all', metrics}},
	]), now);
	expect(json).toMatchObject({metrics, best: {epoch: 1, ...metrics}, history: [{epoch: 1, losses: {loss: 0.1}, metrics}]});
});

test('a run directory without output shows its last epoch', () => {
	const json = runToStatusJson(replay([
		{type: 'target-described', target: {kind: 'directory', name: 'exp', path: '/runs/train/exp'}},
		{type: 'history-read', records: [{epoch: 1, losses: {box: 0.2}, metrics: all.metrics}, {epoch: 2, losses: {box: 0.1}, metrics: vest.metrics}]},
	]), now);
	expect(json).toMatchObject({
		target: {kind: 'directory', name: 'exp', path: '/runs/train/exp'}, epoch: 2, losses: {box: 0.1}, metrics: vest.metrics, best: {epoch: 2},
	});
});

test('the reason of a failure is told', () => {
	const json = runToStatusJson(replay([{type: 'traceback-printed', traceback: {exception: 'ModuleNotFoundError', message: 'No module named \'torch\'', frames: []}}]), now);
	expect(json).toMatchObject({status: 'failed', statusReason: 'ModuleNotFoundError: No module named \'torch\''});
});
