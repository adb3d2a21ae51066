import {expect, test} from 'vitest';
import {createPausableClock} from '../../source/demo/pausable-clock.ts';

/** A clock that moves when it is told to; whoever waits is woken when its time has come. */
function createManualClock() {
	let time = 0;
	let waiting: Array<{readonly at: number; readonly wake: () => void}> = [];
	return {
		now: () => time,
		wait: async (ms: number) => new Promise<void>(resolve => {
			waiting.push({at: time + ms, wake: resolve});
		}),
		async advance(ms: number) {
			time += ms;
			const due = waiting.filter(({at}) => at <= time);
			waiting = waiting.filter(({at}) => at > time);
			for (const {wake} of due) {
				wake();
			}

			// Whoever was woken goes on before the next step.
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		},
	};
}

test('a wait is as much longer as the clock was stopped', async () => {
	const manual = createManualClock();
	const clock = createPausableClock(manual);
	let isOver = false;
	const waiting = clock.wait(100, new AbortController().signal).then(() => {
		isOver = true;
	});
	await manual.advance(60);
	clock.pause();
	clock.pause();
	await manual.advance(1000);
	expect([isOver, clock.now()]).toEqual([false, 60]);
	clock.resume();
	await manual.advance(39);
	expect([isOver, clock.now()]).toEqual([false, 99]);
	await manual.advance(1);
	await waiting;
	expect(clock.now()).toBe(100);
});

test('a wait of a clock that is stopped ends with its signal', async () => {
	const clock = createPausableClock(createManualClock());
	const stop = new AbortController();
	clock.pause();
	const waiting = clock.wait(1, stop.signal);
	stop.abort();
	await expect(waiting).rejects.toMatchObject({name: 'AbortError'});
});
