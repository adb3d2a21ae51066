import {existsSync} from 'node:fs';
import {
	afterAll,
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import {describeWithEngine, startEngineBed, until} from './engine-fixture.ts';
import {firstEpochs, followRun} from './followed-run.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

vi.setConfig({testTimeout: 120_000});

const middleOfThird = 10;
const allBatches = 1000;

/** With live-restore containers outlive their engine, as on a machine whose Docker is upgraded. */
describeWithEngine('the engine is killed and started again while a training is followed', await startEngineBed(['--live-restore']), bed => {
	const containers: TestContainer[] = [];

	afterEach(async () => {
		for (const container of containers.splice(0)) {
			await container.remove();
		}
	});

	afterAll(async () => bed.close());

	async function train(): Promise<TestContainer> {
		const container = await createTrainingContainer(bed, {command: [...trainCommand, '--epochs', '6'], pace: {speed: 40, saveSeconds: 0.05, isGated: true}});
		containers.push(container);
		await container.openGate(middleOfThird);
		return container;
	}

	test('the container lives on: the connection is told, comes back, and each epoch is there once', async () => {
		const container = await train();
		const run = await followRun(bed.engine, container.id);
		await run.untilEpoch(2, 40_000);
		await bed.kill('SIGKILL');
		await until('the report', () => run.state().connection.kind === 'reconnecting');
		expect(run.status()).toMatchObject({status: 'training', reason: {code: 'reconnecting'}});
		await bed.restart();
		await until('the connection', () => run.state().connection.kind === 'open', 60_000);
		await container.openGate(allBatches);
		await run.untilStatus('finished', 60_000);
		expect(run.epochs()).toEqual(firstEpochs(6));
		const told = run.toldEpochs();
		expect(new Set(told).size).toBe(told.length);
		await run.running.stop();
	});

	test('the container has ended meanwhile: its end is told', async () => {
		const container = await train();
		const {State: {Pid: pid}} = await container.container.inspect();
		const run = await followRun(bed.engine, container.id, {waitsForRestart: true});
		await run.untilEpoch(2, 40_000);
		await bed.kill('SIGKILL');
		await until('the report', () => run.state().connection.kind === 'reconnecting');
		await container.openGate(allBatches);
		await until('the end of the training', () => !existsSync(`/proc/${pid}`), 40_000);
		await bed.restart();
		await until('the end', () => run.state().container?.status === 'exited', 60_000);
		expect(run.status().status).not.toBe('training');
		// What was printed while no engine took it is lost to every reader; results.csv in the container has it.
		await until('every epoch', () => run.epochs().length === 6, 30_000);
		expect(run.epochs()).toEqual(firstEpochs(6));
		const told = run.toldEpochs();
		expect(new Set(told).size).toBe(told.length);
		await run.running.stop();
	});
});
