import {setImmediate as nextTurn} from 'node:timers/promises';
import {afterEach, expect, test} from 'vitest';
import type {EngineSurvey} from '../../source/discover/survey-engine.ts';
import {createEngineWatch} from '../../source/discover/watch-engine.ts';
import {createStubEngine, type StubContainer} from './stub-engine.ts';

const shell: StubContainer = {name: 'shell', status: 'running', processes: ['bash']};
const trains: StubContainer = {name: 'trains', status: 'running', processes: ['python train.py --epochs 3']};

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
	for (const stop of stops.splice(0)) {
		await stop();
	}
});

/** A watch with a clock of its own: a tick passes when the test says so. */
function startWatch(stub: ReturnType<typeof createStubEngine>) {
	const stopping = new AbortController();
	const surveys: EngineSurvey[] = [];
	const failures: unknown[] = [];
	const sleepers = new Set<{readonly until: number; readonly wake: () => void}>();
	let current = 0;
	let isWatched = true;
	const ended = createEngineWatch({
		engine: stub.engine,
		isWatched: () => isWatched,
		onSurvey(survey) {
			surveys.push(survey);
		},
		onFailure(error) {
			failures.push(error);
		},
		wait: async (ms, signal) => new Promise<void>(resolve => {
			if (signal.aborted) {
				resolve();
			}

			sleepers.add({until: current + ms, wake: resolve});
			signal.addEventListener('abort', () => {
				resolve();
			}, {once: true});
		}),
		now: () => current,
	}).run(stopping.signal);
	stops.push(async () => {
		stopping.abort();
		await ended;
	});

	/** Until all that can happen without the clock has happened. */
	const settle = async () => {
		for (let turn = 0; turn < 50; turn++) {
			await nextTurn();
		}
	};

	return {
		surveys,
		failures,
		settle,
		async pass(ms: number) {
			current += ms;
			for (const sleeper of sleepers) {
				if (!(sleeper.until <= current)) {
					continue;
				}

				sleepers.delete(sleeper);
				sleeper.wake();
			}

			await settle();
		},
		look(isLooking: boolean) {
			isWatched = isLooking;
		},
	};
}

test('an event that matters is followed by a survey within a second, others are not', async () => {
	const stub = createStubEngine([shell]);
	const watch = startWatch(stub);
	await watch.settle();
	expect(watch.surveys).toHaveLength(1);
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(1);
	stub.tell({action: 'exec_start', detail: 'ls', containerId: 'shell'});
	await watch.settle();
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(1);
	stub.change([shell, trains]);
	stub.tell({action: 'exec_start', detail: 'python train.py --epochs 3', containerId: 'trains'});
	await watch.settle();
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(2);
	expect(watch.surveys[1]!.training.map(({name}) => name)).toEqual(['trains']);
});

test('the end of a program that is no training is followed by no survey: neither its own nor a health check', async () => {
	const stub = createStubEngine([shell, trains]);
	const watch = startWatch(stub);
	await watch.settle();
	stub.tell({
		action: 'exec_start', detail: '/bin/sh -c curl localhost', containerId: 'shell', attributes: {execID: 'e1'},
	});
	stub.tell({action: 'exec_die', containerId: 'shell', attributes: {execID: 'e1'}});
	await watch.settle();
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(1);
	stub.tell({action: 'exec_die', containerId: 'shell', attributes: {execID: 'begun-before'}});
	await watch.settle();
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(2);
});

const settings = 'weights: yolov5n.pt\nepochs: 30\nbatch_size: 4\nimgsz: 640\n';
const header = 'epoch,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95\n';

/** A training with so many rows in its results.csv, 60 s each. */
function trainingAt(name: string, epochs: number): StubContainer {
	const rows = Array.from({length: epochs}, (_, epoch) => `${epoch},0.5,0.4,0.6,0.${epoch + 1}\n`).join('');
	return {
		name, status: 'running', processes: ['python train.py --epochs 30'], files: {
			'/w/runs/train/exp/opt.yaml': {text: settings, modifiedAt: 60_000},
			'/w/runs/train/exp/results.csv': {text: header + rows, modifiedAt: 60_000 * (epochs + 1)},
		},
	};
}

test('between two surveys the lines of all trainings move with their results.csv; nothing runs in a container and only what has grown is read', async () => {
	const stub = createStubEngine([trainingAt('slow', 1), trainingAt('quick', 1)]);
	const watch = startWatch(stub);
	await watch.settle();
	await watch.pass(1000);
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(1);
	const {execs, reads} = {execs: stub.count('exec'), reads: stub.count('read', 'slow')};
	stub.change([trainingAt('slow', 1), trainingAt('quick', 3)]);
	await watch.pass(1000);
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(2);
	const lines = watch.surveys[1]!.training.map(({name, run}) => [name, run?.condition, run?.completedEpochs, run?.epochs, run?.best?.metrics.map50To95, run?.secondsPerEpoch]);
	expect(lines).toEqual([['slow', 'training', 1, 30, 0.1, 60], ['quick', 'training', 3, 30, 0.3, 60]]);
	expect(watch.surveys[1]!.runs.map(({key, completedEpochs}) => [key, completedEpochs])).toContainEqual(['quick:/w/runs/train/exp', 3]);
	expect(stub.count('exec')).toBe(execs);
	expect(stub.count('read', 'slow')).toBe(reads);
	expect(stub.count('list')).toBe(1);
});

test('nothing is asked while nobody looks', async () => {
	const stub = createStubEngine([shell, trains]);
	const watch = startWatch(stub);
	await watch.settle();
	watch.look(false);
	const asked = stub.calls.length;
	for (let second = 0; second < 30; second++) {
		await watch.pass(1000);
	}

	expect(stub.calls.length).toBe(asked);
	watch.look(true);
	await watch.pass(1000);
	expect(watch.surveys).toHaveLength(2);
});

test('an engine that dies is told, and listed again when it answers', async () => {
	const stub = createStubEngine([shell]);
	const watch = startWatch(stub);
	await watch.settle();
	stub.fail(new Error('refused'));
	for (let second = 0; second < 10; second++) {
		await watch.pass(1000);
	}

	expect(watch.failures).toEqual([new Error('refused')]);
	stub.fail(undefined);
	for (let second = 0; second < 10; second++) {
		await watch.pass(1000);
	}

	expect(watch.surveys).toHaveLength(2);
});
