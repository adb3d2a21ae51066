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
	let present = 0;
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

			sleepers.add({until: present + ms, wake: resolve});
			signal.addEventListener('abort', () => {
				resolve();
			}, {once: true});
		}),
		now: () => present,
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
			present += ms;
			for (const sleeper of sleepers) {
				if (!(sleeper.until <= present)) {
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
