import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {createCheckpointScanner, type CheckpointInspection} from '../../source/training/checkpoint/checkpoint-inspection.ts';
import {createContainerFeed} from '../../source/feed/container-feed.ts';
import {createStore} from '../../source/run/store.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import type {RunState} from '../../source/domain/run.ts';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand, trainDirectory} from './training-container.ts';

describeWithEngine('the trainer of the tests', await openEngineBed(), bed => {
	let container: TestContainer | undefined;

	afterAll(async () => bed.close());

	afterEach(async () => {
		await container?.remove();
		container = undefined;
	});

	async function readRun({id}: TestContainer): Promise<RunState> {
		const store = createStore();
		const details = await bed.engine.inspectContainer(id);
		await createContainerFeed(bed.engine, details, {name: details.name}).run(({events}) => {
			store.dispatch(events);
		}, {signal: AbortSignal.timeout(30_000), isFollowing: true});
		return store.getState();
	}

	async function inspectFile({id}: TestContainer, file: string): Promise<CheckpointInspection> {
		const bytes = await bed.engine.readFile(id, `${trainDirectory}/${file}`);
		const scanner = createCheckpointScanner();
		scanner.push(bytes ?? new Uint8Array());
		return scanner.end();
	}

	test('prints, writes and finishes as YOLOv5 does', async () => {
		container = await createTrainingContainer(bed, {command: [...trainCommand, '--epochs', '3'], pace: {speed: 40, saveSeconds: 0.05}});
		const state = await readRun(container);
		expect(selectStatus(state, Date.now()).status).toBe('finished');
		expect(state.history.map(({epoch}) => epoch)).toEqual([1, 2, 3]);
		expect(state.settings).toMatchObject({workers: '2', epochs: '3'});
		expect(state.runDirectory).toBe('runs/train/exp');
		expect(state.classes.map(({name}) => name)).toEqual(['Vest', 'helmet', 'noHelmet', 'noVest']);
		expect(await inspectFile(container, 'runs/train/exp/weights/last.pt')).toMatchObject({kind: 'whole', isFinished: true});
	});

	test('goes on from a checkpoint with the next epoch, with opt.yaml in force, and refuses a finished run', async () => {
		const script = [
			`${trainCommand.join(' ')} --epochs 5 & pid=$!`,
			'until [ "$(cat /shared/gate.at)" = 8 ]; do sleep 0.05; done 2>/dev/null; kill -KILL $pid; wait; echo 1000 >/shared/gate',
			'sed -i "s/^batch_size: .*/batch_size: 4/" runs/train/exp/opt.yaml',
			'python train.py --resume runs/train/exp/weights/last.pt --batch-size 32 --epochs 9',
			'python train.py --resume runs/train/exp/weights/last.pt',
		].join('\n');
		container = await createTrainingContainer(bed, {command: ['bash', '-c', script], pace: {speed: 40, saveSeconds: 0.05, isGated: true}});
		await container.openGate(8);
		const state = await readRun(container);
		expect(state.history.map(({epoch}) => epoch)).toEqual([1, 2, 3, 4, 5]);
		expect(state.resumedAt.length).toBeGreaterThan(0);
		expect(state.settings.batch_size).toBe('4');
		expect(state.settings).toMatchObject({epochs: '5', resume: 'true'});
		const output = await container.container.logs({stdout: true, stderr: true, tail: 3});
		expect(String(output)).toContain('is finished, nothing to resume.');
	});
});
