import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {findLastRun} from '../../source/discover/find-run.ts';
import type {ContainerDetails} from '../../source/engine/container.ts';
import {createContainerFeed, type ContainerFeedOptions} from '../../source/feed/container-feed.ts';
import {findTrainings} from '../../source/training/find-trainings.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {createStore} from '../../source/run/store.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {
	createTrainingContainer,
	trainCommand,
	trainDirectory,
	type TrainerPace,
} from './training-container.ts';
import type {TestContainer, TestContainerOptions} from './test-container.ts';

const epochs = (count: number, ...more: string[]) => [...trainCommand, '--epochs', String(count), ...more];

describeWithEngine('a training whose output is not the container\'s', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<void>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => {
		await bed.close();
	});

	async function start(options: TestContainerOptions & {readonly pace?: TrainerPace}): Promise<TestContainer> {
		const container = await createTrainingContainer(bed, options);
		cleanUps.push(async () => container.remove());
		return container;
	}

	/** As `docker exec -d` does. */
	async function execDetached(container: TestContainer, command: readonly string[]): Promise<void> {
		const exec = await container.container.exec({Cmd: [...command], WorkingDir: trainDirectory});
		await exec.start({Detach: true});
	}

	async function rows(container: TestContainer, run = 'exp'): Promise<number> {
		const bytes = await bed.engine.readFile(container.id, `${trainDirectory}/runs/train/${run}/results.csv`);
		return bytes === undefined ? 0 : new TextDecoder().decode(bytes).trim().split('\n').length - 1;
	}

	async function follow(container: TestContainer, options: ContainerFeedOptions & {readonly isFollowing?: boolean} = {}) {
		const store = createStore();
		const controller = new AbortController();
		const feed = createContainerFeed(bed.engine, await bed.engine.inspectContainer(container.id), options);
		const ended = feed.run(({events}) => {
			store.dispatch(events);
		}, {signal: controller.signal, isFollowing: options.isFollowing ?? true});
		cleanUps.push(async () => {
			controller.abort();
			await ended.catch(() => undefined);
		});
		return {state: (): RunState => store.getState(), status: () => selectStatus(store.getState()), ended};
	}

	test('started by docker exec is shown with its whole history at once, and its end is told', async () => {
		const container = await start({command: ['bash'], hasTerminal: true, pace: {speed: 20, batches: 2, isGated: true}});
		await container.openGate(2 * 3);
		await execDetached(container, epochs(5));
		await until('three epochs', async () => await rows(container) === 3);
		const run = await follow(container);
		await until('the history', () => run.state().history.length === 3, 10_000);
		expect(run.state()).toMatchObject({
			epochs: 5,
			runDirectory: `${trainDirectory}/runs/train/exp`,
			settings: {batch_size: '8'},
			observation: {output: {kind: 'started-elsewhere'}, isRunning: true},
		});
		await until('the status', () => run.status().status === 'training');
		await container.openGate(1000);
		await until('the end', () => run.status().status === 'finished');
		expect(run.state().history.map(({epoch}) => epoch)).toEqual([1, 2, 3, 4, 5]);
		expect(run.state().observation?.isRunning).toBe(false);

		// Whoever comes later finds it all the same, and what was there before it does not count.
		const findLast = {findLastRun: async (details: ContainerDetails, signal: AbortSignal) => findLastRun(bed.engine, details, {now: Date.now(), signal})};
		const unasked = await follow(container, {isFollowing: false});
		const once = await follow(container, {isFollowing: false, ...findLast});
		const later = await follow(container, findLast);
		await Promise.all([unasked.ended, once.ended]);
		expect(unasked.status().status).toBe('idle');
		expect(once.status().status).toBe('finished');
		expect(once.state().locatedRunDirectory ?? once.state().runDirectory).toBe(`${trainDirectory}/runs/train/exp`);
		await until('the last run', () => later.status().status === 'finished');
		await execDetached(container, epochs(2));
		await until('the next run', () => later.state().epochs === 2 && later.status().status === 'finished');
		expect(later.state().runDirectory).toBe(`${trainDirectory}/runs/train/exp2`);
		await container.container.kill();
		const ended = await follow(container, findLast);
		await ended.ended;
		expect(ended.state().runDirectory).toBe(`${trainDirectory}/runs/train/exp2`);
		expect(ended.status().status).toBe('finished');
	});

	test('that is interrupted and resumed by docker exec goes on in the same run', async () => {
		const container = await start({command: ['sleep', '1000'], pace: {speed: 20, batches: 2, isGated: true}});
		await container.openGate(2 * 2);
		await execDetached(container, epochs(4));
		await until('two epochs', async () => await rows(container) === 2);
		const run = await follow(container);
		await until('the history', () => run.state().history.length === 2);
		const [training] = await findTrainings(bed.engine, container.id);
		await bed.engine.exec(container.id, ['kill', '-INT', String(training!.process.pid)]);
		await until('the interrupt', () => run.status().status === 'interrupted');
		await container.openGate(1000);
		await execDetached(container, ['python', 'train.py', '--resume', 'runs/train/exp/weights/last.pt']);
		await until('the end', () => run.status().status === 'finished');
		expect(run.state().history.map(({epoch}) => epoch)).toEqual([1, 2, 3, 4]);
	});

	test('typed elsewhere than in the container\'s working directory is not taken for the run of the same name there', async () => {
		const train = (count: number) => epochs(count).join(' ');
		const container = await start({
			command: ['bash', '-c', `${train(2)}; mkdir /other; cp train.py /other; cd "$PLACE" && ${train(5)}`], environment: {PLACE: '/other'}, hasTerminal: true, pace: {speed: 20, batches: 2, isGated: true},
		});
		await container.openGate(2 * 3);
		const run = await follow(container);
		await until('the place of the second run', () => run.state().locatedRunDirectory === '/other/runs/train/exp');
		await until('three epochs', () => run.state().history.length === 3);
		expect(run.state()).toMatchObject({epochs: 5, runDirectory: 'runs/train/exp'});
		const others = (await bed.engine.readFile(container.id, `${trainDirectory}/runs/train/exp/results.csv`))!;
		expect(new TextDecoder().decode(others).trim().split('\n')).toHaveLength(3);
		await container.openGate(1000);
		await run.ended.catch(() => undefined);
		expect(run.status().status).toBe('finished');
		const later = await follow(container, {isFollowing: false});
		await later.ended;
		expect(later.state().locatedRunDirectory).toBe('/other/runs/train/exp');
		expect(later.state().history).toHaveLength(5);
	});

	test('whose output went to a file is read from the file, bars and table', async () => {
		const container = await start({command: ['bash'], hasTerminal: true, pace: {speed: 20, batches: 2}});
		await execDetached(container, ['bash', '-c', `${epochs(3).join(' ')} > train.log 2>&1`]);
		await until('an epoch', async () => await rows(container) > 0);
		const run = await follow(container);
		await until('the end', () => run.status().status === 'finished');
		expect(run.state().observation?.output).toEqual({kind: 'redirected', path: `${trainDirectory}/train.log`});
		expect(run.state().history.length).toBe(3);
		expect(run.state().classes.map(({name}) => name)).toContain('Vest');
	});

	test('that no log driver keeps is shown with its history, and live from then on', async () => {
		const container = await start({command: epochs(4), pace: {speed: 20, batches: 2, isGated: true}, hostConfig: {LogConfig: {Type: 'none', Config: {}}}});
		await container.openGate(2 * 2);
		await until('two epochs', async () => await rows(container) === 2);
		const once = await follow(container, {isFollowing: false});
		await once.ended;
		expect(once.state().history.length).toBe(2);
		expect(once.status().status).toBe('training');
		const run = await follow(container);
		await until('the history', () => run.state().history.length === 2);
		await container.openGate(2 * 3);
		await until('a bar', () => run.state().progress?.epoch === 3);
		await container.openGate(1000);
		await until('the end', () => run.status().status === 'finished');
		expect(run.state().history.length).toBe(4);
	});

	test('whose log was rotated away at its beginning has its whole history', async () => {
		const container = await start({
			command: epochs(40), hasTerminal: true, pace: {speed: 400, batches: 6, saveSeconds: 0.01}, hostConfig: {LogConfig: {Type: 'json-file', Config: {'max-size': '8k', 'max-file': '1'}}},
		});
		await until('30 epochs', async () => await rows(container) >= 30, 40_000);
		const run = await follow(container);
		await until('the history', () => run.state().history[0]?.epoch === 1 && run.state().history.length >= 30);
		await until('the end', () => run.status().status === 'finished', 40_000);
		expect(run.state().history.map(({epoch}) => epoch)).toEqual(Array.from({length: 40}, (_, index) => index + 1));
	});

	test('beside another one is chosen by its directory', async () => {
		const container = await start({command: ['bash'], hasTerminal: true, pace: {speed: 20, batches: 2, isGated: true}});
		await container.openGate(2 * 2);
		await execDetached(container, epochs(8, '--name', 'first'));
		await until('two epochs', async () => await rows(container, 'first') === 2);
		await execDetached(container, epochs(9, '--name', 'second'));
		await until('two epochs', async () => await rows(container, 'second') === 2);
		const found = await findTrainings(bed.engine, container.id);
		expect(found.map(({runDirectory}) => runDirectory)).toEqual(['first', 'second'].map(name => `${trainDirectory}/runs/train/${name}`));
		for (const {runDirectory, training} of found) {
			const run = await follow(container, {isFollowing: false, runDirectory});
			await run.ended;
			expect(run.state()).toMatchObject({runDirectory, epochs: Number(training.options.epochs), observation: {isRunning: true}});
			expect(run.status().status).toBe('training');
		}
	});
});
