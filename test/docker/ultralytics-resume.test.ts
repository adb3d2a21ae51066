import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Buffer} from 'node:buffer';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {parseSettingsFile} from '../../source/parse/settings-file.ts';
import {runMain, type RunOptions} from '../cli/run-main.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	until,
} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';
import {trainerEnvironment} from './training-container.ts';

const runDirectory = '/work/runs/detect/train';
const training = ['yolo', 'detect', 'train', 'data=my.yaml', 'model=yolov8n.yaml', 'epochs=4', 'batch=8', 'imgsz=128', 'workers=1', 'device=cpu'];

describeWithEngine('a run of Ultralytics', await openEngineBed(), bed => {
	const stateDirectory = mkdtempSync(path.join(tmpdir(), 'resume-'));
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => {
		rmSync(stateDirectory, {recursive: true, force: true});
		await bed.close();
	});

	async function create(command: readonly string[], saveSeconds = 0.05): Promise<TestContainer> {
		const container = await createTestContainer(bed, {
			command,
			hasTerminal: true,
			workingDirectory: '/work',
			binds: [`${path.join(programs, 'ultralytics-trainer.py')}:/usr/local/bin/yolo:ro`],
			environment: trainerEnvironment({
				speed: 20, batches: 2, saveSeconds, isGated: true,
			}),
		});
		cleanUps.push(async () => container.remove(), async () => bed.docker.getContainer(`${container.name}-resume`).remove({force: true, v: true}).catch(() => undefined));
		return container;
	}

	const run = async (words: readonly string[], flags: Readonly<Record<string, unknown>>, options: RunOptions = {}) => runMain(words, {
		flags: {host: bed.host, ...flags}, environment: {XDG_STATE_HOME: stateDirectory}, signal: AbortSignal.timeout(60_000), ...options,
	});

	async function statusOf(name: string) {
		const {stdout} = await run(['status', name], {json: true});
		return JSON.parse(stdout) as {readonly status: string; readonly epoch: number; readonly history: ReadonlyArray<{readonly epoch: number}>};
	}

	/** Two whole epochs; the third waits for the gate. */
	async function trainTwo(container: TestContainer): Promise<void> {
		await container.openGate(4);
		await until('two epochs', async () => await container.readCount('gate.at') === 4);
	}

	test('is interrupted and goes on with the next epoch and another batch size, each epoch once', async () => {
		const container = await create(training);
		await trainTwo(container);
		expect(await run(['stop', container.name], {now: true, yes: true})).toMatchObject({exitCode: 0});
		expect(await statusOf(container.name)).toMatchObject({status: 'interrupted', history: [{epoch: 1}, {epoch: 2}]});
		await container.openGate(1000);

		const {exitCode, stdout, stderr} = await run(['resume', container.name], {yes: true, batchSize: ['4']});
		expect(stderr).toContain('3 of 4');
		expect(stderr).toContain('resume=True');
		expect(exitCode).toBe(0);
		for (const epoch of [1, 2, 3, 4]) {
			expect(stdout.split('\n').filter(line => line.startsWith(`${epoch}/4 `))).toHaveLength(1);
		}

		const name = `${container.name}-resume`;
		expect(await statusOf(name)).toMatchObject({status: 'finished', epoch: 4, history: [{epoch: 1}, {epoch: 2}, {epoch: 3}, {epoch: 4}]});
		const settings = Buffer.from(await bed.engine.readFile(name, `${runDirectory}/args.yaml`) ?? []).toString('utf8');
		expect(parseSettingsFile(settings)).toMatchObject({batch: '4', workers: '1', epochs: '4'});
	}, 60_000);

	test('is stopped after the epoch in progress and goes on with the next one, each epoch once', async () => {
		const container = await create(training, 0.2);
		// The first epoch whole, the second half.
		await container.openGate(3);
		await until('the second epoch', async () => await container.readCount('gate.at') === 3);
		const stopped = await run(['stop', container.name], {afterEpoch: true}, {
			onError(piece) {
				// The interrupt falls into the third, half of which can be trained.
				if (piece.includes('epoch 2')) {
					void container.openGate(5);
				}
			},
		});
		expect(stopped).toMatchObject({exitCode: 0});
		expect(stopped.stderr).toContain('last.pt is whole and holds 2 epochs');
		expect(await statusOf(container.name)).toMatchObject({status: 'interrupted', history: [{epoch: 1}, {epoch: 2}]});
		await container.openGate(1000);
		expect(await run(['resume', container.name], {yes: true})).toMatchObject({exitCode: 0});
		expect(await statusOf(`${container.name}-resume`)).toMatchObject({status: 'finished', history: [{epoch: 1}, {epoch: 2}, {epoch: 3}, {epoch: 4}]});
	}, 60_000);
});
