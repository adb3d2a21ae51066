import {once} from 'node:events';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import type {Io} from '../../source/cli/io.ts';
import {monitorRun, type MonitoredRun} from '../../source/cli/screen/monitored-run.ts';
import type {ExecTerminal} from '../../source/engine/exec.ts';
import {createContainerFeed} from '../../source/feed/container-feed.ts';
import {createContainerTrainings} from '../../source/feed/container-trainings.ts';
import {createShellFeed, findShellTerminal} from '../../source/feed/shell-feed.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {
	createTrainingContainer,
	trainCommand,
	trainDirectory,
	type TrainerPace,
} from './training-container.ts';
import type {TestContainer} from './test-container.ts';

const trainer = (epochs: number, ...more: string[]) => [...trainCommand, '--epochs', String(epochs), ...more].join(' ');

describeWithEngine('what is typed into a shell beside the feed of a run', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});
	afterAll(async () => {
		await bed.close();
	});

	async function start(command: readonly string[], pace: TrainerPace): Promise<{readonly container: TestContainer; readonly run: MonitoredRun}> {
		const container = await createTrainingContainer(bed, {command, pace});
		cleanUps.push(async () => container.remove());
		const details = await bed.engine.inspectContainer(container.id);
		const leaving = new AbortController();
		const run = monitorRun({
			feed: createContainerFeed(bed.engine, details, {waitsForRestart: true}), container: {engine: bed.engine, details}, close: () => undefined,
		}, {signal: leaving.signal, now: Date.now} as Io);
		cleanUps.push(async () => {
			leaving.abort();
			await run.close();
		});
		return {container, run};
	}

	async function openShell(container: TestContainer, run: MonitoredRun): Promise<ExecTerminal> {
		const terminal = await bed.engine.openTerminal(container.id, ['/bin/bash'], {columns: 120, rows: 30});
		cleanUps.push(async () => terminal.stream.destroy());
		const details = await bed.engine.inspectContainer(container.id);
		const place = findShellTerminal(bed.engine, details, '/bin/bash', new AbortController().signal);
		expect(await place).toMatch(/^\/dev\/pts\/\d+$/);
		run.readShell(listener => createShellFeed({
			target: run.target().feed.target, output: terminal.stream, terminal: place, trainings: createContainerTrainings(bed.engine, details), listener,
		}));
		return terminal;
	}

	async function results(container: TestContainer, name = 'exp'): Promise<readonly number[]> {
		const bytes = await bed.engine.readFile(container.id, `${trainDirectory}/runs/train/${name}/results.csv`);
		return bytes === undefined ? [] : new TextDecoder().decode(bytes).trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0]));
	}

	const epochsOf = (run: MonitoredRun) => run.store.getState().history.map(({epoch}) => epoch);

	test('a training is followed from its output, each epoch once; a log and an editor before it say nothing', async () => {
		const {container, run} = await start(['sleep', 'infinity'], {
			speed: 10, batches: 4, saveSeconds: 0.1, isGated: true,
		});
		const {stream} = await openShell(container, run);
		await container.openGate(4);
		stream.write('python train.py --epochs 1 --weights \'\' --batch-size 8 --name old >old.log 2>&1; cat old.log; busybox vi old.log\r');
		await until('the log', () => run.log.lines().some(({text}) => text.includes('Results saved to')), 60_000);
		stream.write(':q\r');
		stream.write('echo d\'\'one\r');
		await until('the prompt', () => run.log.lines().some(({text}) => text.includes('done')));

		stream.write(`${trainer(4, '--name', 'new')}\r`);
		await until('the bar', () => run.store.getState().progress?.batchIndex === 4 && run.store.getState().progress?.epoch === 1, 60_000);
		await container.openGate(4 * 3 + 2);
		await until('the middle of the last epoch', () => run.store.getState().progress?.epoch === 4 && run.store.getState().progress?.batchIndex === 2, 60_000);
		expect(run.store.getState()).toMatchObject({runDirectory: 'runs/train/new', epochs: 4});
		// The files have been found beside it.
		await until('the directory', () => run.store.getState().locatedRunDirectory === `${trainDirectory}/runs/train/new`, 30_000);
		expect(run.store.getState().observation).toBeUndefined();
		expect(epochsOf(run)).toEqual([1, 2, 3]);
		await container.openGate(1000);
		await until('the end', () => selectStatus(run.store.getState()).status === 'finished', 60_000);
		stream.write('exit 3\r');
		await once(stream, 'close');
		expect(epochsOf(run)).toEqual([1, 2, 3, 4]);
		expect(await results(container, 'new')).toEqual([0, 1, 2, 3]);
		for (const {text} of run.log.lines()) {
			expect(text).not.toMatch(/\p{Control}/u);
		}
	}, 240_000);

	test('a shell whose connection is closed goes on with its training, which is followed by its files then', async () => {
		const {container, run} = await start(['sleep', 'infinity'], {
			speed: 10, batches: 4, saveSeconds: 0.1, isGated: true,
		});
		const {stream} = await openShell(container, run);
		await container.openGate(4 + 2);
		stream.write(`${trainer(4)}\r`);
		await until('the bar', () => run.store.getState().progress?.epoch === 2 && run.store.getState().progress?.batchIndex === 2, 60_000);
		stream.destroy();
		await until('no old bar', () => run.store.getState().progress === undefined);
		await container.openGate(4 * 3 + 2);
		await until('the files', () => run.store.getState().observation?.isRunning === true && epochsOf(run).length === 3, 60_000);
		expect(selectStatus(run.store.getState()).status).toBe('training');
		await container.openGate(1000);
		await until('the end', () => selectStatus(run.store.getState()).status === 'finished', 60_000);
		expect(epochsOf(run)).toEqual([1, 2, 3, 4]);
		expect(await results(container)).toEqual([0, 1, 2, 3]);
		const rows = await bed.engine.topProcesses(container.id);
		expect(rows.map(({command}) => command)).toContain('/bin/bash');
	}, 240_000);

	test('a training that the container itself prints stays on the screen beside one in the shell', async () => {
		const {container, run} = await start([...trainCommand, '--epochs', '30'], {
			speed: 10, batches: 4, saveSeconds: 0.1, isGated: true,
		});
		const {stream} = await openShell(container, run);
		await container.openGate(4 + 2);
		await until('the bar', () => run.store.getState().progress?.epoch === 2, 60_000);
		stream.write(`TRAINER_GATE= ${trainer(2, '--name', 'other')}\r`);
		await until('the end of the other one', () => run.log.lines().some(({text}) => text.includes('Results saved to runs/train/other')), 60_000);
		await container.openGate(8 + 2);
		await until('the next epoch', () => run.store.getState().progress?.epoch === 3, 60_000);
		expect(run.store.getState()).toMatchObject({epochs: 30});
		expect(run.store.getState().runDirectory).toMatch(/runs\/train\/exp$/);
		expect(epochsOf(run)).toEqual([1, 2]);
		expect(selectStatus(run.store.getState()).status).toBe('training');
	}, 240_000);
});
