import {describe, expect, test} from 'vitest';
import type {Probe} from '../../source/domain/probe.ts';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {selectColumns} from '../../source/run/select-columns.ts';
import {
	leadingRate,
	selectClassHistory,
	selectConfusedPairs,
	selectLearningRate,
	selectProbedHistory,
	selectProbeStatus,
	selectProbeTrouble,
} from '../../source/run/select-probe.ts';

const probe: Probe = {
	status: 'on',
	session: '7-1',
	lastEpoch: 2,
	epochs: [
		{epoch: 1, classes: [], learningRates: [0.3]},
		{
			epoch: 2, classes: [{name: 'Vest', metrics: {map50: 0.5}}], learningRates: [0.2], gradientNorm: {mean: 1, max: 2, notFinite: 0},
		},
	],
};
const history = (count: number) => Array.from({length: count}, (_, index) => ({epoch: index + 1, losses: {}}));
const state = (more: Partial<RunState>): RunState => ({...initialRunState, ...more});

test.each([
	['recorded', {probe, tableEpoch: 2}, 'on'],
	['the row of the table is read before the record', {probe, tableEpoch: 3}, 'on'],
	['printed epochs are ahead of what was read', {probe, tableEpoch: 2, history: history(9)}, 'on'],
	['epochs are added without records: another process trains', {probe, tableEpoch: 4}, 'off'],
	['a process that has just begun', {probe: {status: 'on', session: '8-1', epochs: probe.epochs}, tableEpoch: 50}, 'on'],
	['after its first failure', {probe: {...probe, status: 'failed'}, tableEpoch: 9}, 'failed'],
	['a table without records beside it', {tableEpoch: 2}, 'off'],
	['a table with its first row', {tableEpoch: 1}, undefined],
	['printed epochs before the table is read', {locatedRunDirectory: '/runs/exp', history: history(9)}, undefined],
	['a log', {history: history(9)}, undefined],
] as const)('the probe is told: %s', (_, more, expected) => {
	expect(selectProbeStatus(state(more))).toBe(expected);
});

const completed = (first: number, last: number) => ({
	program: {
		tool: 'train', isUndecided: false, isResumed: false, completed: {first, last},
	},
} as const);
const meant = {container: {status: 'running', hasProbe: true}, ...completed(1, 9)} as const;
const observation = {output: {kind: 'started-elsewhere'}, isRunning: true} as const;

test.each([
	['recorded', {...meant, probe, tableEpoch: 2}, undefined],
	['after its first failure', {...meant, probe: {...probe, status: 'failed'}, tableEpoch: 2}, 'failed'],
	['a failure where nobody knows how it was started', {probe: {...probe, status: 'failed'}, tableEpoch: 2}, 'failed'],
	['nothing is recorded', {...meant, tableEpoch: 2}, 'not-loaded'],
	['the first epoch', {...meant, tableEpoch: 1}, undefined],
	['nothing is read yet', meant, undefined],
	['the epochs of an earlier process', {...meant, ...completed(8, 8), tableEpoch: 8}, undefined],
	['a resume that has completed none', {...meant, program: undefined, tableEpoch: 8}, undefined],
	['nobody meant it', {...meant, container: {status: 'running'}, tableEpoch: 2}, undefined],
	['a training of docker exec in a container that has it', {...meant, observation, tableEpoch: 2}, undefined],
	['a training of docker exec after one that was recorded', {
		...meant, probe, observation, tableEpoch: 9,
	}, undefined],
] as const)('why nothing is recorded: %s', (_, more, expected) => {
	expect(selectProbeTrouble(state(more))).toBe(expected);
});

test.each([
	[undefined, undefined],
	[[], undefined],
	[[0.01], 0.01],
	[[0.07, 0.003, 0.003], 0.003],
	[[0.003, 0.003, 0.07], 0.003],
	[[0.07, 0.003], 0.003],
])('of the learning rates %j the leading one is %j', (rates, expected) => {
	expect(leadingRate(rates)).toBe(expected);
});

test('the table of results counts before the records, which know what it does not have', () => {
	expect(selectLearningRate(state({probe, history: history(2)}))).toBe(0.2);
	expect(selectLearningRate(state({probe, history: [{epoch: 2, losses: {}, learningRates: [0.5]}]}))).toBe(0.5);
	expect(selectProbedHistory(state({probe, history: [{epoch: 2, losses: {}, learningRates: [0.5]}, {epoch: 3, losses: {}}]}))).toEqual([
		{
			epoch: 2, losses: {}, learningRates: [0.5], gradientNorm: {mean: 1, max: 2, notFinite: 0},
		},
		{epoch: 3, losses: {}},
	]);
});

test('the figures of the epochs hold what was recorded, and are computed again only when something is new', () => {
	const run = state({probe, history: history(5)});
	const columns = selectColumns(run);
	expect(columns).toMatchObject({learningRates: [[0.3, 0.2, undefined, undefined, undefined]], gradientNorm: {mean: [undefined, 1, undefined, undefined, undefined], max: [undefined, 2, undefined, undefined, undefined]}});
	expect(selectColumns({...run, exitCode: 0})).toBe(columns);
	expect(selectColumns({...run, probe: {...probe}})).not.toBe(columns);
	expect(selectColumns({...run, history: history(2)}).epochs).toEqual([1, 2]);
	expect(selectColumns(state({history: history(2)}))).toMatchObject({learningRates: [], gradientNorm: {mean: [undefined, undefined]}});
});

test('tables that were printed stand where none was recorded', () => {
	const table = (epoch: number, scope: 'epoch' | 'final' = 'epoch') => ({
		scope, epoch, summary: {name: 'all', metrics: {}}, classes: [{name: 'printed', metrics: {}}],
	});
	const found = selectClassHistory(state({probe, classTables: {current: table(9, 'final'), previous: table(3), best: table(2)}}));
	expect(found.map(({epoch, classes}) => [epoch, classes[0]!.name])).toEqual([[2, 'Vest'], [3, 'printed']]);
});

test('confused pairs come by their share, the background is none', () => {
	const names = ['a', 'b', 'c', 'background'];
	const counts = [[6, 1, 0, 4], [2, 9, 1, 0], [0, 0, 1, 0], [2, 0, 2, 0]];
	expect(selectConfusedPairs({epoch: 1, names, counts}).map(({actual, predicted, count, share}) => [actual, predicted, count, share])).toEqual([
		['c', 'b', 1, 0.25],
		['a', 'b', 2, 0.2],
		['b', 'a', 1, 0.1],
	]);
	expect(selectConfusedPairs({epoch: 1, names: ['background'], counts: [[0]]})).toEqual([]);
});

describe('the records of a run', () => {
	const read = (runDirectory: string) => ({type: 'probe-read', probe, runDirectory} as const);

	test('of another directory are not taken', () => {
		expect(reduce(state({runDirectory: 'runs/train/exp'}), read('/w/runs/train/exp')).probe).toBe(probe);
		expect(reduce(state({runDirectory: 'runs/train/exp'}), read('/w/runs/train/exp2')).probe).toBeUndefined();
	});

	test('go with it when another run begins, and come back with a resume', () => {
		const begun = reduce(reduce(state({}), {type: 'run-directory-announced', path: 'runs/train/exp'}), read('runs/train/exp'));
		const next = reduce(reduce(begun, {type: 'process-started', tool: 'train', settings: {}}), {type: 'run-directory-announced', path: 'runs/train/exp2'});
		expect(next.probe).toBeUndefined();
	});
});

test.each([
	['asked to', 2, 9, 'interrupted'],
	['not asked to in time, as it was the last one', 2, 2, 'finished'],
	['asked to, and went on all the same', 5, 9, 'finished'],
])('a training that says that it has ended was %s', (_, trained, epochs, expected) => {
	const asked: Probe = {...probe, answer: {kind: 'stopping', request: '1', epoch: 2}};
	expect(selectStatus(state({
		probe: asked, history: history(trained), phase: {kind: 'finished', isEarlyStop: false}, epochs,
	})).status).toBe(expected);
});

test.each([
	['it ended after the epoch, as asked', 2, 0, 'interrupted'],
	['it went on all the same, and ended later', 5, 0, 'stopped'],
	['it failed', 2, 1, 'failed'],
])('a training that was asked to end: %s', (_, epochs, exitCode, expected) => {
	const asked: Probe = {...probe, answer: {kind: 'stopping', request: '1', epoch: 2}};
	expect(selectStatus(state({
		probe: asked, history: history(epochs), phase: {kind: 'training'}, exitCode, epochs: 9,
	})).status).toBe(expected);
});
