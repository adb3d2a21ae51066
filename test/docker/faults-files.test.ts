import {
	afterAll,
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {firstEpochs, followRun, type FollowedRun} from './followed-run.ts';
import type {TestContainer, TestContainerOptions} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

vi.setConfig({testTimeout: 90_000});

/** Four batches an epoch; the gate holds the training in the middle of the third one. */
const middleOfThird = 10;
const allBatches = 1000;
const epochs = 6;

describeWithEngine('what happens to the files of a run while it trains', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => bed.close());

	/** A training that is in the middle of its third epoch, and a command in its container. */
	async function train(options: Partial<TestContainerOptions> = {}): Promise<{container: TestContainer; run: FollowedRun; inside(command: string): Promise<void>}> {
		const container = await createTrainingContainer(bed, {command: [...trainCommand, '--epochs', String(epochs)], pace: {speed: 40, saveSeconds: 0.05, isGated: true}, ...options});
		cleanUps.push(async () => container.remove());
		await container.openGate(middleOfThird);
		const run = await followRun(bed.engine, container.id, {waitsForRestart: true});
		cleanUps.push(async () => run.running.stop().catch(() => undefined));
		await until('the third epoch', () => run.state().progress?.epoch === 3, 40_000);
		return {
			container,
			run,
			async inside(command) {
				await bed.engine.exec(container.id, ['/bin/sh', '-c', command]);
			},
		};
	}

	test('results.csv is emptied: what was read of it stays, and each later epoch is there once', async () => {
		const {container, run, inside} = await train();
		const filesRead = () => run.running.events.flatMap(event => event.type === 'history-read' ? [event.records.length] : []);
		await until('results.csv', () => filesRead().at(-1) === 2);
		await inside('head -n 1 runs/train/exp/results.csv >table; cat table >runs/train/exp/results.csv');
		await until('the empty table', () => filesRead().at(-1) === 0);
		expect(run.epochs()).toEqual(firstEpochs(2));
		await container.openGate(allBatches);
		await run.untilStatus('finished', 40_000);
		await until('the new rows', () => filesRead().at(-1) === epochs - 2);
		expect(run.epochs()).toEqual(firstEpochs(epochs));
	});

	test('the run directory is renamed: the training fails of it, and that is told with its words; the history stays', async () => {
		const {container, run, inside} = await train();
		await inside('mv runs/train/exp runs/train/moved');
		await container.openGate(allBatches);
		await run.untilStatus('failed', 40_000);
		expect(run.status().reason).toEqual({code: 'traceback', exception: 'FileNotFoundError', message: '[Errno 2] No such file or directory: \'runs/train/exp/results.csv\''});
		expect(run.epochs().slice(0, 2)).toEqual(firstEpochs(2));
	});

	test('the disk in the container is full: that is what is told, and the history stays', async () => {
		const {container, run, inside} = await train({hostConfig: {Tmpfs: {'/yolov5/runs': 'size=900k'}}});
		// Without an end, as a checkpoint makes room for itself before it is written.
		await inside('while :; do cat /dev/zero; done >>runs/fill 2>/dev/null </dev/null &');
		await container.openGate(allBatches);
		await run.untilStatus('failed', 40_000);
		expect(run.status().reason).toEqual({code: 'traceback', exception: 'OSError', message: '[Errno 28] No space left on device'});
		expect(diagnose({run: run.state()}, 'en').map(({rule}) => rule)).toEqual(['disk-full']);
		expect(run.epochs().slice(0, 2)).toEqual(firstEpochs(2));
	});
});
