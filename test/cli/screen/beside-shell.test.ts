import {expect, test} from 'vitest';
import {createBesideShell} from '../../../source/cli/screen/beside-shell.ts';
import type {RunEvent} from '../../../source/domain/event.ts';
import type {Observation} from '../../../source/domain/observation.ts';
import {createStore} from '../../../source/run/store.ts';
import {selectStatus} from '../../../source/run/select-status.ts';
import type {ContainerTraining} from '../../../source/training/find-trainings.ts';

const directory = '/work/runs/train/exp';

function training(pid: number, output: ContainerTraining['output'] = {kind: 'hidden'}, runDirectory = directory): ContainerTraining {
	return {
		process: {pid}, output, runDirectory, training: {framework: 'yolov5', task: 'detect', options: {epochs: '4'}},
	} as unknown as ContainerTraining;
}

const observing = (pid: number, isRunning = true): Observation => ({output: {kind: 'started-elsewhere'}, isRunning, pid});
const started: RunEvent = {type: 'process-started', tool: 'train', settings: {epochs: '4'}};
const epoch = (number: number): RunEvent => ({type: 'epoch-completed', epochs: 4, record: {epoch: number, losses: {box: number}}});
const bar = (number: number): RunEvent => ({
	type: 'epoch-progressed', progress: {
		epoch: number, epochs: 4, epochLabel: `${number - 1}/3`, batchIndex: 2, batchesPerEpoch: 6, losses: {},
	},
});
const files = (...epochs: readonly number[]): RunEvent => ({type: 'history-read', records: epochs.map(number => ({epoch: number, losses: {box: number}}))});

function openRun(runDirectory?: string) {
	const store = createStore();
	const beside = createBesideShell(store, () => runDirectory);
	return {
		beside,
		state: store.getState,
		status: () => selectStatus(store.getState()).status,
		shell(...events: readonly RunEvent[]) {
			store.dispatch(events);
		},
		feed(...events: readonly RunEvent[]) {
			store.dispatch(beside.ofRun(events));
		},
	};
}

test('while a shell is followed, the feed of the run adds facts and repeats no course', () => {
	const run = openRun();
	run.beside.onFollowed(training(7), true);
	run.shell(started, {type: 'run-directory-announced', path: 'runs/train/exp'}, {type: 'training-started', epochs: 4}, epoch(1), bar(2));
	run.feed(
		started,
		{type: 'training-observed', observation: observing(7)},
		{type: 'run-directory-announced', path: directory},
		{type: 'settings-read', settings: {epochs: '4', batch_size: '8'}, runDirectory: directory},
		{type: 'training-started', epochs: 4},
		files(1),
	);
	run.shell(epoch(2), bar(3));
	run.feed(files(1, 2));
	expect(run.state()).toMatchObject({
		runDirectory: 'runs/train/exp', locatedRunDirectory: directory, phase: {kind: 'training'}, progress: {epoch: 3, batchIndex: 2}, settings: {batch_size: '8'},
	});
	expect(run.state().observation).toBeUndefined();
	expect(run.state().earlierRuns).toBeUndefined();
	expect(run.state().history.map(record => record.epoch)).toEqual([1, 2]);
});

test('after an end that the shell told, what the feed finds out late changes nothing', () => {
	const run = openRun();
	run.beside.onFollowed(training(7), true);
	run.shell(started, {type: 'training-started', epochs: 4}, epoch(1), {type: 'process-interrupted'});
	run.feed({type: 'training-observed', observation: observing(7)});
	run.beside.onFollowed(undefined, false);
	run.feed({type: 'training-started', epochs: 4}, {type: 'training-observed', observation: observing(7, false)}, files(1));
	expect(run.status()).toBe('interrupted');
	expect(run.state().history.map(record => record.epoch)).toEqual([1]);
	// The next training is told by the feed alone.
	run.feed({type: 'training-observed'}, started, {type: 'training-observed', observation: observing(9)}, {type: 'training-started', epochs: 4});
	expect(run.state()).toMatchObject({phase: {kind: 'training'}, observation: {pid: 9}});
});

test.each([
	['its process still runs', observing(7), 'training'],
	['its process is gone', observing(7, false), 'interrupted'],
	['nobody has seen its process', undefined, 'training'],
] as const)('output that stops without an end leaves no old bar: %s', (_, observation, status) => {
	const run = openRun();
	run.beside.onFollowed(training(7), true);
	run.shell(started, {type: 'run-directory-announced', path: directory}, {type: 'training-started', epochs: 4}, epoch(1), bar(2));
	run.feed({type: 'training-observed', ...(observation && {observation})});
	run.beside.onFollowed(undefined, false);
	expect(run.state().progress).toBeUndefined();
	expect(run.state().observation).toMatchObject({output: {kind: 'started-elsewhere'}, pid: 7});
	expect(run.status()).toBe(status);
	run.feed(files(1, 2));
	expect(run.state().history.map(record => record.epoch)).toEqual([1, 2]);
});

test.each([
	['nothing else is shown', {}, true],
	['it is observed already', {observed: observing(7)}, true],
	['another one is observed', {observed: observing(3)}, false],
	['another one that was observed is over', {observed: observing(3, false)}, true],
	['the container itself prints one', {found: [training(3, {kind: 'container'}), training(7)]}, false],
	['another one trains that nothing shows', {found: [training(3), training(7)]}, true],
	['its run was asked for', {runDirectory: directory}, true],
	['another run was asked for', {runDirectory: '/work/runs/train/exp2'}, false],
] as const)('whether a training in a shell is that of the screen: %s', (_, {observed, found = [training(7)], runDirectory}: {observed?: Observation; found?: readonly ContainerTraining[]; runDirectory?: string}, expected) => {
	const run = openRun(runDirectory);
	run.feed({type: 'training-observed', ...(observed && {observation: observed})});
	expect(run.beside.mayFollow(found.at(-1)!, found)).toBe(expected);
});

test('a run that goes on elsewhere forgets its shell', () => {
	const run = openRun();
	run.beside.onFollowed(training(7), true);
	run.beside.forget();
	run.feed(started, {type: 'training-started', epochs: 4});
	expect(run.state().phase.kind).toBe('training');
});

test('a training that is joined in its middle is a run of its own', () => {
	const run = openRun();
	run.feed(started, {type: 'run-directory-announced', path: '/work/runs/train/old'}, epoch(1), epoch(2), {type: 'results-saved'}, {type: 'training-observed', observation: observing(3, false)});
	run.beside.onFollowed(training(7), false);
	run.shell(bar(3));
	expect(run.state()).toMatchObject({
		runDirectory: directory, progress: {epoch: 3}, history: [], epochs: 4, framework: {name: 'yolov5'},
	});
});

test('a training that its files have told of already goes on as that run', () => {
	const run = openRun();
	run.feed(started, {type: 'training-observed', observation: observing(7)}, {type: 'run-directory-announced', path: directory}, files(1, 2));
	run.beside.onFollowed(training(7), false);
	run.shell(bar(3));
	expect(run.state()).toMatchObject({runDirectory: directory, progress: {epoch: 3}});
	expect(run.state().history.map(record => record.epoch)).toEqual([1, 2]);
	expect(run.state().observation).toBeUndefined();
});
