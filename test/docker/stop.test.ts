import {Buffer} from 'node:buffer';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {
	afterAll,
	afterEach,
	describe,
	expect,
	test,
	vi,
} from 'vitest';
import {createActionJournal} from '../../source/actions/action-journal.ts';
import {createContainerActions, type ContainerActions} from '../../source/actions/actions.ts';
import type {ActionProgress} from '../../source/domain/action.ts';
import {findTrainings} from '../../source/training/find-trainings.ts';
import {createContainerAccess} from '../../source/actions/stop/container-access.ts';
import {connectEngine} from '../../source/engine/connect.ts';
import {noJobs} from '../../source/cluster/job-writers.ts';
import {createContainerFeed} from '../../source/feed/container-feed.ts';
import {createStore} from '../../source/run/store.ts';
import {createCuttingProxy} from './cutting-proxy.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import type {TestContainer, TestContainerOptions} from './test-container.ts';
import {createTrainingContainer, trainCommand, type TrainerPace} from './training-container.ts';

// Whole trainings; a busy machine needs several times as long.
vi.setConfig({testTimeout: 90_000});

const training = [...trainCommand, '--epochs', '6'];

/** The ways in which a training is started; each has its own first process. */
const starts: ReadonlyArray<readonly [string, TestContainerOptions & {readonly isExec?: boolean}]> = [
	['python', {command: training}],
	['bash that waits', {command: ['bash', '-c', `${training.join(' ')}; echo ended`]}],
	['bash -c that becomes python', {command: ['bash', '-c', training.join(' ')]}],
	['docker-init', {command: training, hostConfig: Object.fromEntries([['Init', true]])}],
	['another program, training by docker exec', {command: ['sleep', '1000'], isExec: true}],
];

/** Four batches an epoch; the gate holds the training in the middle of the second epoch. */
const middleOfSecond = 6;
const middleOfThird = 10;

describeWithEngine('ending a training', await openEngineBed(), bed => {
	let cleanUp: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		await Promise.all(cleanUp.map(async clean => clean()));
		cleanUp = [];
	});

	afterAll(async () => bed.close());

	async function start({isExec, trainings = 0, ...options}: TestContainerOptions & {readonly isExec?: boolean; /** That run before anybody looks. */ readonly trainings?: number}, pace: TrainerPace = {}) {
		const container = await createTrainingContainer(bed, {
			...options, pace: {
				speed: 20, saveSeconds: 0.4, isGated: true, ...pace,
			},
		});
		await container.openGate(middleOfSecond);
		if (isExec) {
			const exec = await container.container.exec(Object.fromEntries([['Cmd', training]]));
			await exec.start({Detach: true});
		}

		await until('the trainings', async () => {
			const found = trainings === 0 ? [] : await findTrainings(bed.engine, container.id);
			return found.length === trainings;
		});
		const store = createStore();
		const reading = new AbortController();
		const details = await bed.engine.inspectContainer(container.id);
		const feed = createContainerFeed(bed.engine, details, {name: details.name}).run(({events}) => {
			store.dispatch(events);
		}, {signal: reading.signal, isFollowing: true});
		const journal = createActionJournal();
		const actions = createContainerActions({
			engine: bed.engine,
			container: details,
			getState: store.getState,
			journal,
			findJob: noJobs,
			clock: {
				now: Date.now,
				async wait(ms, signal) {
					await delay(ms, undefined, {signal});
				},
			},
			isReadOnly: false,
		});
		cleanUp.push(async () => {
			reading.abort();
			await feed;
			await container.remove();
		});
		await until('the second epoch', async () => (await container.readCount('gate.at')) === middleOfSecond);
		await until('its first row', () => store.getState().history.length === 1);
		return {
			container, store, journal, actions,
		};
	}

	/** Whether a process of the training is left. */
	async function isTraining({id}: TestContainer): Promise<boolean> {
		const processes = await bed.engine.topProcesses(id);
		return processes.some(({command}) => command.startsWith('python'));
	}

	async function breakTable(container: TestContainer): Promise<void> {
		await bed.engine.exec(container.id, ['/bin/sh', '-c', 'rm runs/train/exp/results.csv && mkdir runs/train/exp/results.csv']);
		await container.openGate(1000);
	}

	const perform = async (actions: ContainerActions, action: Parameters<ContainerActions['perform']>[0], onProgress?: (progress: ActionProgress) => void, signal = AbortSignal.timeout(50_000)) => actions.perform(action, {trigger: 'test', signal, onProgress});

	describe.each(starts)('with %s as first process', (_, options) => {
		test('after the epoch: its checkpoint is whole, and the training is gone', async () => {
			const {container, actions, journal} = await start(options);
			const result = await perform(actions, 'stop-after-epoch', ({kind}) => {
				if (kind === 'waiting-for-epoch') {
					void container.openGate(middleOfThird);
				}
			});
			expect(result).toEqual({kind: 'stopped', completedEpochs: 2, canResume: true});
			expect(await isTraining(container)).toBe(false);
			expect(journal.entries()).toMatchObject([{action: 'stop-after-epoch', outcome: {kind: 'succeeded'}}]);
			expect(journal.entries()[0]!.dockerCommand).toMatch(/^docker (?:kill --signal INT|exec \S+ kill -INT \d+)/);
		});

		test('now: in the middle of the epoch, with the checkpoint of the epoch before', async () => {
			const {container, actions} = await start(options);
			expect(await actions.describeStop(AbortSignal.timeout(5000))).toMatchObject({
				epoch: 2, epochsToRepeat: 1, hasCheckpoint: true, isInterruptIgnored: false,
			});
			// The gate stays shut: a stop that waited for the epoch would never end.
			expect(await perform(actions, 'stop-now')).toEqual({kind: 'stopped', completedEpochs: 1, canResume: true});
			expect(await isTraining(container)).toBe(false);
		});
	});

	test('the training that is shown is ended, not an older one that writes to a directory of the same name elsewhere', async () => {
		const words = training.join(' ');
		const {container, store, actions} = await start({trainings: 2, command: ['bash', '-c', `mkdir /older && cp train.py /older && cd /older && (${words} >/dev/null 2>&1 &) && sleep 2; cd "$OLDPWD" && ${words}`]});
		await until('its place', () => store.getState().locatedRunDirectory === '/yolov5/runs/train/exp');
		expect(await perform(actions, 'stop-now')).toMatchObject({kind: 'stopped', completedEpochs: 1});
		await until('what was printed last', async () => !(await isTraining(container)) || store.getState().phase.kind === 'interrupted');
		expect(store.getState().phase.kind).toBe('interrupted');
	});

	test('a background job that ignores the interrupt is told apart; by force it ends, but never in the middle of a checkpoint', async () => {
		const {container, actions, store} = await start({command: ['bash', '-c', `${training.join(' ')} & wait; sleep 1000`]}, {saveSeconds: 2.5});
		expect(await actions.describeStop(AbortSignal.timeout(20_000))).toMatchObject({isInterruptIgnored: true});
		await expect(perform(actions, 'stop-now')).rejects.toMatchObject({code: 'interrupt-ignored', values: {name: container.name}});
		expect(await isTraining(container)).toBe(true);
		// The row of the second epoch is written right before last.pt.
		await container.openGate(middleOfThird);
		await until('the second row', () => store.getState().history.length === 2);
		const progress: string[] = [];
		expect(await perform(actions, 'kill', ({kind}) => {
			progress.push(kind);
		})).toEqual({kind: 'stopped', completedEpochs: 2, canResume: true});
		expect(progress).toContain('waiting-for-checkpoint');
		// The workers of its data loader notice a moment later that it is gone.
		await until('its workers are gone', async () => !(await isTraining(container)));
	});

	test('the last epoch is let finish, and one that has failed is told as such; nothing is sent', async () => {
		const finishing = await start({command: [...trainCommand, '--epochs', '2']}, {saveSeconds: 0.05});
		expect(await perform(finishing.actions, 'stop-after-epoch', ({kind}) => {
			if (kind === 'letting-finish') {
				void finishing.container.openGate(1000);
			}
		})).toMatchObject({
			kind: 'ended', status: 'finished', canResume: false, runDirectory: '/yolov5/runs/train/exp',
		});
		expect(finishing.journal.entries()).toMatchObject([{dockerCommand: '', outcome: {kind: 'overtaken'}}]);

		const failing = await start({command: training});
		expect(await perform(failing.actions, 'stop-after-epoch', ({kind}) => {
			if (kind === 'waiting-for-epoch') {
				// Its next row cannot be written.
				void breakTable(failing.container);
			}
		})).toMatchObject({
			kind: 'ended', status: 'failed', reason: {code: 'traceback', exception: 'IsADirectoryError'}, canResume: true,
		});
	});

	test('a paused training is not stopped; it goes on, and a restart interrupts it well before', async () => {
		const {container, actions, store} = await start({command: training});
		await perform(actions, 'pause');
		await until('the pause', () => store.getState().container?.status === 'paused');
		await expect(perform(actions, 'stop-now')).rejects.toMatchObject({code: 'container-is-paused'});
		await perform(actions, 'unpause');
		await perform(actions, 'restart');
		// The same command begins a new run beside the old one, whose checkpoint is whole.
		await until('the new run', async () => bed.engine.statFile(container.id, '/yolov5/runs/train/exp2/opt.yaml'));
		await perform(actions, 'remove');
		await expect(bed.engine.inspectContainer(container.id)).rejects.toMatchObject({code: 'container-not-found'});
	});

	test('an action that waits is taken back, and the training goes on', async () => {
		const {container, actions, journal} = await start({command: training});
		const taken = new AbortController();
		expect(await perform(actions, 'stop-after-epoch', ({kind}) => {
			if (kind === 'waiting-for-epoch') {
				taken.abort();
			}
		}, taken.signal)).toEqual({kind: 'cancelled'});
		expect(await isTraining(container)).toBe(true);
		expect(journal.entries()).toMatchObject([{outcome: {kind: 'cancelled'}}]);
	});

	test('an action that is taken back after its signal was sent says so: the training is ending', async () => {
		const {container, actions, journal} = await start({command: training});
		const taken = new AbortController();
		expect(await perform(actions, 'stop-now', ({kind}) => {
			if (kind === 'waiting-for-end') {
				taken.abort();
			}
		}, taken.signal)).toEqual({kind: 'ending'});
		expect(journal.entries()).toMatchObject([{outcome: {kind: 'ending'}}]);
		await until('the end', async () => !(await isTraining(container)) || undefined);
	});

	test('a yolotop that vanishes while its stop waits sends nothing, and leaves nothing behind', async () => {
		const {container, store} = await start({command: training});
		const link = await createCuttingProxy(bed.socketPath);
		const engine = await connectEngine({host: `unix://${link.socketPath}`});
		cleanUp.push(async () => {
			engine.close();
			await link.close();
		});
		const hasGuard = async (): Promise<boolean> => {
			const processes = await bed.engine.topProcesses(container.id);
			return processes.some(({command}) => command.includes('-I -S'));
		};

		const access = createContainerAccess({engine, container: {id: container.id, name: container.name}, getState: store.getState});
		const found = await access.find(AbortSignal.timeout(20_000));
		const sending = Promise.allSettled([access.sendAtRest(found, 'SIGINT', {
			signal: AbortSignal.timeout(60_000), isAfterEpoch: true, isUnsaved: false, onLook: () => undefined, onSend: () => undefined,
		})]);
		await until('the guard', hasGuard);
		await link.goAway();
		const [outcome] = await sending;
		expect(outcome).not.toMatchObject({value: {end: 'sent'}});
		await until('its end', async () => !(await hasGuard()));
		// Epochs go by in which it could have sent.
		await container.openGate(middleOfThird + 4);
		await until('the third row', () => store.getState().history.length === 3);
		expect(await isTraining(container)).toBe(true);
	});

	test('the results are copied out of a container that has ended', async () => {
		const {container, actions} = await start({command: training});
		await perform(actions, 'stop-now');
		const destination = await mkdtemp(path.join(tmpdir(), 'copy-'));
		try {
			const copied = await actions.copyOut({destination}, {trigger: 'test', signal: AbortSignal.timeout(20_000)});
			expect(copied).toMatchObject({kind: 'copied', directory: path.join(destination, 'exp'), skipped: []});
			const inside = await bed.engine.readFile(container.id, '/yolov5/runs/train/exp/weights/last.pt');
			expect(Buffer.compare(await readFile(path.join(destination, 'exp/weights/last.pt')), inside!)).toBe(0);
			expect(await actions.copyOut({source: '/yolov5/runs', destination}, {trigger: 'test', signal: AbortSignal.timeout(20_000)})).toMatchObject({directory: path.join(destination, 'runs')});
			await expect(actions.copyOut({source: '/none', destination}, {trigger: 'test', signal: AbortSignal.timeout(20_000)})).rejects.toMatchObject({code: 'path-not-in-container'});
		} finally {
			await rm(destination, {recursive: true, force: true});
		}
	});
});
