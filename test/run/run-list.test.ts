import {expect, test} from 'vitest';
import {emptyRunList, type RunDetails} from '../../source/domain/run-list.ts';
import type {RunSummary, TrainingContainerSummary} from '../../source/domain/run-summary.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {
	reduceRunList,
	selectCompared,
	selectRows,
	type RunListEvent,
} from '../../source/run/run-list.ts';

const run = (key: string, more: Partial<RunSummary> = {}): RunSummary => ({
	key, id: {place: key}, directory: key, condition: 'finished', completedEpochs: 3, settings: {}, modifiedAt: 1, ...more,
});

const entry = (name: string, more: Partial<TrainingContainerSummary> = {}): TrainingContainerSummary => ({
	id: name, name, image: 'yolov5', isPaused: false, command: 'python train.py', ...more,
});

const after = (...events: readonly RunListEvent[]) => {
	let list = emptyRunList;
	for (const event of events) {
		list = reduceRunList(list, event);
	}

	return list;
};

const keys = (list: ReturnType<typeof after>) => selectRows(list, runs => runs).map(({key}) => key);

test('each engine has its part; a new survey of one leaves the others', () => {
	const list = after(
		{type: 'part-surveyed', host: 'a', part: {training: [entry('a1')], runs: [run('a1:/r/exp')]}},
		{type: 'part-surveyed', host: 'b', part: {training: [], runs: [run('b1:/r/exp')]}},
		{type: 'part-surveyed', host: 'a', part: {training: [], runs: [run('a1:/r/exp')]}},
	);
	// Somebody may still be asked: only then is it known that there is no more.
	expect([list.isKnown, reduceRunList(list, {type: 'search-ended'}).isKnown]).toEqual([false, true]);
	expect(keys(list)).toEqual(['a1:/r/exp', 'b1:/r/exp']);
});

const refused = {message: 'refused', hint: 'start it'};
const noRoute = {message: 'no route', hint: 'is it on?'};

test('an engine that goes away keeps what it told, with the reason, until it answers again', () => {
	const told: RunListEvent = {type: 'part-surveyed', host: 'a', part: {training: [entry('a1')], runs: []}};
	const away = after(told, {type: 'part-failed', host: 'a', failure: refused}, {
		type: 'part-failed', host: 'b', rowHost: 'b', failure: noRoute,
	});
	expect(keys(away)).toEqual(['a1']);
	expect(away.parts).toMatchObject({
		a: {failure: refused}, b: {
			training: [], runs: [], host: 'b', failure: noRoute,
		},
	});
	expect(reduceRunList(away, told).parts.a).not.toHaveProperty('failure');
});

test('a training is one row with its run, above all others; two in one container are told apart by their runs', () => {
	const [first, second] = [run('box:/r/exp', {condition: 'training'}), run('box:/r/exp2', {condition: 'training'})];
	const list = after({
		type: 'part-surveyed',
		host: '',
		part: {
			training: [entry('box', {run: first}), entry('box', {run: second}), entry('alone', {run: run('alone:/r/exp')}), entry('new')],
			runs: [run('old:/r/exp'), first, second, run('alone:/r/exp')],
		},
	});
	expect(keys(list)).toEqual(['box:/r/exp', 'box:/r/exp2', 'alone', 'new', 'old:/r/exp']);
});

test('a filter leaves out runs, not a training whose run is not known', () => {
	const list = after({type: 'part-surveyed', host: '', part: {training: [entry('new'), entry('box', {run: run('box:/r/exp')})], runs: [run('/r/one'), run('/r/two')]}});
	expect(selectRows(list, runs => runs.filter(({key}) => key === '/r/two')).map(({key}) => key)).toEqual(['new', '/r/two']);
});

const details = (name: string): RunDetails => ({
	run: {
		name, settings: {}, history: [], classes: [],
	}, state: initialRunState,
});

test('what was read of a run is there until sixteen others were read', () => {
	const read = (key: string): RunListEvent => ({type: 'run-read', key, details: details(key)});
	const list = after(read('first'), ...Array.from({length: 15}, (_, index) => read(`exp${index}`)));
	expect(Object.keys(list.details)).toHaveLength(16);
	expect(list.details.first).toEqual(details('first'));
	expect(Object.keys(after(read('first'), ...Array.from({length: 16}, (_, index) => read(`exp${index}`))).details)).not.toContain('first');
});

test('runs can be compared when all of them were read', () => {
	const list = after({type: 'run-read', key: 'a', details: details('a')}, {type: 'run-read', key: 'b', details: {failure: 'gone'}}, {type: 'run-read', key: 'c', details: details('c')});
	expect(selectCompared(list, ['c', 'a'])?.map(({name}) => name)).toEqual(['c', 'a']);
	expect(selectCompared(list, ['a', 'b'])).toBeUndefined();
	expect(selectCompared(list, ['a', 'd'])).toBeUndefined();
});
