import {expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import type {Target} from '../../source/domain/target.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {initialResources} from '../../source/run/resources.ts';
import {selectChange, trendOfChange} from '../../source/run/select-change.ts';
import {selectGpuLoad, selectMachineView, selectPeak} from '../../source/run/select-machine.ts';
import {selectRunBefore} from '../../source/run/select-run-before.ts';
import {
	afterSamples,
	fullResources,
	sampled,
	sampledAt,
	sampleGpu,
} from '../screen/fixtures/sample-machine.ts';
import {sampleRecord} from '../screen/fixtures/sample-run.ts';

const container: Target = {kind: 'container', name: 'yolo', id: '1'};
const directory: Target = {kind: 'directory', name: 'exp', path: '/exp'};

test.each<readonly [name: string, state: Partial<RunState>, hasTold: boolean, expected: string]>([
	['a container before the first reading', {target: container}, false, 'measuring'],
	['a container', {target: container}, true, 'measured'],
	['a process', {target: {kind: 'process', name: 'python'}}, true, 'measured'],
	['a log file, which may come from another machine', {target: {kind: 'file', name: 'a.log', path: '/a.log'}}, true, 'elsewhere'],
	['a pipe', {target: {kind: 'stdin', name: '-'}}, false, 'elsewhere'],
	['a directory that nothing here writes', {target: directory}, true, 'elsewhere'],
	['a directory that a process here writes', {target: directory, process: {isRunning: true}}, true, 'measured'],
	['the demo', {target: {kind: 'demo', name: 'demo'}}, false, 'simulated'],
])('what can be told of the machine of %s', (_, state, hasTold, expected) => {
	expect(selectMachineView({...initialRunState, ...state}, hasTold ? fullResources : initialResources)).toBe(expected);
});

test('the load is that of the busiest GPU, over the last minute, with the part in which it had nothing to do', () => {
	expect(selectGpuLoad(initialResources)).toBeUndefined();
	const resources = afterSamples(...Array.from({length: 100}, (_, index) => sampled({
		kind: 'gpu', gpus: [{...sampleGpu, utilisationPercent: index < 50 ? 0 : 80}, {
			...sampleGpu, index: 1, uuid: 'GPU-2', utilisationPercent: 5,
		}],
	}, sampledAt - 200_000 + (index * 2000))));
	expect(selectGpuLoad(resources)).toMatchObject({
		percent: 80, idleShare: 0.5, minutes: 3, seconds: 60,
	});
	expect(selectPeak(resources, 'gpu-utilisation:GPU-2')).toBe(5);
	expect(selectPeak(resources, 'shared-memory')).toBeUndefined();
});

test.each([
	[[0.1], undefined, undefined],
	[[0.1, 0.2], {change: 0.1, epochs: 1}, 'rising'],
	[[0.3, 0.3001], {epochs: 1}, 'flat'],
	[[0, 0], {change: 0}, 'flat'],
	[[0.9, ...Array.from({length: 10}, () => 0.5), 0.4], {epochs: 10, from: 0.5}, 'falling'],
	[[0.1, NaN], undefined, undefined],
])('the change of %j', (values, expected, trend) => {
	const change = selectChange(values.map((value, index) => ({epoch: index + 1, value})));
	expect(change && Object.fromEntries(Object.keys(expected ?? {}).map(key => [key, Number(change[key as 'change'].toFixed(6))]))).toEqual(expected);
	expect(change && trendOfChange(change)).toBe(trend);
});

test('the run before is the latest with the same data and more than one epoch', () => {
	const empty = {
		epochs: 10, resumedAt: [], lastValidation: undefined, classes: [], classTables: undefined, isFinalValidation: false, notices: [], checkpoints: [], earlyStop: undefined,
	};
	const run = (runDirectory: string, data: string, epochs: number) => ({
		...empty, runDirectory, settings: {data}, history: Array.from({length: epochs}, (_, index) => sampleRecord(index + 1)),
	});
	const state: RunState = {...initialRunState, settings: {data: 'a.yaml'}, earlierRuns: [run('runs/train/exp1', 'a.yaml', 5), run('runs/train/exp2/', 'a.yaml', 9), run('runs/train/exp3', 'b.yaml', 9), run('runs/train/exp4', 'a.yaml', 1)]};
	expect(selectRunBefore(state)).toMatchObject({name: 'exp2'});
	expect(selectRunBefore({...state, settings: {}})).toBeUndefined();
});
