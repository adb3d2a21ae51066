import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {
	afterAll,
	afterEach,
	beforeAll,
	expect,
	test,
	vi,
} from 'vitest';
import {runMain} from '../cli/run-main.ts';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import {createSlowProxy, type SlowProxy} from './slow-proxy.ts';
import {
	measureEpoch,
	measureLoad,
	readStopped,
	resumeForOneRow,
	startRun,
} from './stopped-run.ts';
import type {TestContainer} from './test-container.ts';

vi.setConfig({testTimeout: 240_000});

/** With `STOP_TESTS=all` every pair and twenty moments, which takes ten minutes or more; else what is told apart most. */
const isWhole = process.env.STOP_TESTS === 'all';

const epochSeconds = [0.3, 0.6, 1, 2, 10];
const megabytes = [0.4, 20, 400];
const whole = epochSeconds.flatMap(seconds => megabytes.map((size): readonly [number, number] => [seconds, size]));
const some = [[0.3, 0.4], [0.6, 20]] as const;
const pairs = isWhole ? whole : some;

/** What is left beside the epochs themselves: yolotop's looks, and the end of the process. */
const slackMs = 5000;

const batches = 4;

/** Seconds of an epoch at the trainer's speed 1: its batches and its validation. */
const secondsAtFullSpeed = (batches * 0.5) + 0.3;

describeWithEngine('a stop', await openEngineBed(), bed => {
	const stateDirectory = mkdtempSync(path.join(tmpdir(), 'stops-'));
	const report: string[] = [];
	let container: TestContainer | undefined;
	let link: SlowProxy | undefined;

	afterEach(async () => {
		await container?.remove();
		container = undefined;
		await link?.close();
		link = undefined;
	});

	afterAll(async () => {
		rmSync(stateDirectory, {recursive: true, force: true});
		await bed.close();
		if (isWhole) {
			console.log(report.join('\n'));
		}
	});

	beforeAll(async () => {
		// What a stop is made of is loaded before its time is taken.
		await runMain(['stop', 'no-such-container'], {flags: {host: bed.host, yes: true, now: true}});
	});

	/** Stops, and gives how long it took. The time in which the container is looked up and read is yolotop's own. */
	async function stop(isAfterEpoch: boolean, host = bed.host): Promise<number> {
		const beganAt = performance.now();
		const {exitCode, stderr} = await runMain(['stop', container!.name], {
			flags: {host, yes: true, ...(isAfterEpoch ? {afterEpoch: true} : {now: true})}, environment: {XDG_STATE_HOME: stateDirectory},
		});
		expect([exitCode, stderr]).toEqual([0, expect.stringContaining('The training is stopped.') as string]);
		return performance.now() - beganAt;
	}

	/** Every completed epoch is whole, and the next one comes next. */
	async function expectWhole(): Promise<void> {
		const {rows, last, best, bestByTable} = await readStopped(container!);
		expect(rows).toEqual(rows.map((_, index) => index));
		expect({last, best}).toEqual({last: rows.length, best: bestByTable});
		expect(await resumeForOneRow(bed, container!)).toEqual([...rows, rows.length]);
	}

	test.each(pairs.flatMap(pair => [true, false].map((isAfterEpoch): readonly [number, number, string, boolean] => [...pair, isAfterEpoch ? 'after the epoch' : 'now', isAfterEpoch])))(
		'with epochs of %f s and checkpoints of %f MB, %s: within three epochs and five seconds, with all files whole',
		async (seconds, size, how, isAfterEpoch) => {
			// Half of them as first process, which cannot be frozen.
			const isExec = (epochSeconds.indexOf(seconds) + megabytes.indexOf(size) + (isAfterEpoch ? 1 : 0)) % 2 === 0;
			container = await startRun(bed, {
				isExec, speed: secondsAtFullSpeed / seconds, batches, saveSeconds: 0.05, bestPauseSeconds: size / 400, checkpointBytes: size * 1_000_000,
			}, seconds > 2 ? 1 : 3);
			const epochMs = seconds > 2 ? (seconds * 1000) : await measureEpoch(container);
			const loadMs = await measureLoad(bed, container);
			const took = await stop(isAfterEpoch);
			report.push(`epoch ${seconds} s (measured ${Math.round(epochMs)} ms), ${size} MB, ${how}${isExec ? ', exec' : ''}: ${Math.round(took)} ms`);
			await expectWhole();
			expect(took).toBeLessThan((3 * epochMs) + slackMs + loadMs);
		},
	);

	test.each(Array.from({length: isWhole ? 20 : 2}, (_, index) => index))('at a random moment (%i) of a slow checkpoint of 400 MB, every second one over a slow link', async index => {
		// A fixed series: the golden ratio spreads the moments.
		const moment = ((index + 1) * 0.618) % 1;
		container = await startRun(bed, {
			isExec: index % 4 >= 2, speed: 2, batches, saveSeconds: 1, bestPauseSeconds: 0.7, checkpointBytes: 400_000_000,
		}, 1);
		if (index % 2 === 1) {
			link = await createSlowProxy(bed.socketPath);
		}

		const epochMs = await measureEpoch(container);
		const loadMs = await measureLoad(bed, container);
		await delay(moment * epochMs);
		const isAfterEpoch = index % 3 === 0;
		const took = await stop(isAfterEpoch, link?.host);
		report.push(`random ${index}${link === undefined ? '' : ', slow link'}, ${isAfterEpoch ? 'after the epoch' : 'now'}, at ${moment.toFixed(2)} of ${Math.round(epochMs)} ms: ${Math.round(took)} ms`);
		await expectWhole();
		expect(took).toBeLessThan((3 * epochMs) + slackMs + loadMs);
	});

	test('the way to go on names the run that was named', async () => {
		container = await startRun(bed, {
			isExec: true, speed: 5, batches, saveSeconds: 0.05, bestPauseSeconds: 0, checkpointBytes: 400_000,
		}, 1);
		const target = `${container.name}:runs/train/exp`;
		const {stderr} = await runMain(['stop', target], {flags: {host: bed.host, yes: true, now: true}, environment: {XDG_STATE_HOME: stateDirectory}});
		expect(stderr).toContain(`yolotop resume ${target}\n`);
	});
});
