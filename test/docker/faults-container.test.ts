import {
	afterAll,
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import type {Engine} from '../../source/engine/engine.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {firstEpochs, followRun, type FollowedRun} from './followed-run.ts';
import {inspectingTooLate} from './late-inspection.ts';
import type {TestContainer, TestContainerOptions} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

// Whole trainings; a busy machine needs several times as long.
vi.setConfig({testTimeout: 90_000});

/** Four batches an epoch; the gate holds the training in the middle of the third one. */
const middleOfThird = 10;
const allBatches = 1000;
const epochs = 6;

describeWithEngine('what happens to a container that trains', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => bed.close());

	/** A training that is in the middle of its third epoch, seen up to there. */
	async function train(...options: Parameters<typeof start>): ReturnType<typeof start> {
		const started = await start(...options);
		await until('the third epoch', () => started.run.state().progress?.epoch === 3);
		return started;
	}

	/** A training that is in the middle of its third epoch or comes to it, seen up to the end of the second one. */
	async function start(options: Partial<TestContainerOptions> = {}, {waitsForRestart = true, engine = bed.engine}: {readonly waitsForRestart?: boolean; readonly engine?: Engine} = {}): Promise<{container: TestContainer; run: FollowedRun}> {
		const container = await createTrainingContainer(bed, {command: [...trainCommand, '--epochs', String(epochs)], pace: {speed: 40, saveSeconds: 0.05, isGated: true}, ...options});
		cleanUps.push(async () => container.remove());
		await container.openGate(middleOfThird);
		const run = await followRun(engine, container.id, {waitsForRestart});
		cleanUps.push(async () => run.running.stop().catch(() => undefined));
		await run.untilEpoch(2, 40_000);
		return {container, run};
	}

	test('killed: the status and its signal are told, and what was trained stays', async () => {
		const {container, run} = await train();
		await container.container.kill();
		await run.untilStatus('stopped');
		expect(run.status().reason).toEqual({code: 'signal', signal: 'SIGKILL'});
		await until('the end of the output', () => run.state().connection.kind === 'ended');
		expect(run.toldEpochs()).toEqual(firstEpochs(2));
		expect(run.epochs()).toEqual(firstEpochs(2));
	});

	test('removed while it trains: the end is told, and the history stays', async () => {
		const {container, run} = await train({}, {engine: inspectingTooLate(bed.engine)});
		await container.container.remove({force: true});
		await run.running.ended;
		expect(run.state().container?.status).toBe('removed');
		expect(run.status()).toEqual({status: 'stopped', reason: {code: 'signal', signal: 'SIGKILL'}});
		expect(run.state().connection).toEqual({kind: 'ended'});
		expect(run.epochs()).toEqual(firstEpochs(2));
	});

	test('killed for want of memory: that is told, not a signal', async () => {
		const mebibyte = 1024 * 1024;
		const eater = 'held = []\nwhile True: held.append(bytearray(4 << 20))';
		const eating = `${trainCommand.join(' ')} --epochs ${epochs} & until [ "$(cat /shared/eat 2>/dev/null)" = 1 ]; do sleep 0.05; done; exec python3 -c '${eater}'`;
		const {container, run} = await train({command: ['bash', '-c', eating], hostConfig: {Memory: 128 * mebibyte, MemorySwap: 128 * mebibyte}});
		const exec = await container.container.exec({Cmd: ['sh', '-c', 'echo 1 >/shared/eat']});
		await exec.start({Detach: true});
		await run.untilStatus('failed');
		expect(run.status().reason).toEqual({code: 'out-of-memory'});
		expect(run.epochs()).toEqual(firstEpochs(2));
	});

	test('paused: told as such, and goes on with each epoch once', async () => {
		const {container, run} = await train();
		await container.container.pause();
		await run.untilStatus('paused');
		await container.openGate(allBatches);
		await container.container.unpause();
		await run.untilStatus('finished', 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(epochs));
		expect(run.epochs()).toEqual(firstEpochs(epochs));
	});

	test('restarted: the second training is followed, and the first one is kept as an earlier run', async () => {
		const {container, run} = await train({}, {waitsForRestart: false});
		await container.openGate(allBatches);
		await container.container.restart({t: 0});
		await run.untilStatus('finished', 60_000);
		expect(run.state().runDirectory).toBe('runs/train/exp2');
		expect(run.epochs()).toEqual(firstEpochs(epochs));
		const [first] = run.state().earlierRuns ?? [];
		expect(first?.runDirectory).toBe('runs/train/exp');
		const earlier = (first?.history ?? []).map(({epoch}) => epoch);
		expect(earlier).toEqual(firstEpochs(earlier.length));
		expect(earlier.length).toBeGreaterThanOrEqual(2);
	});

	test('renamed: the new name is shown, and the run goes on', async () => {
		const {container, run} = await train();
		const name = `${container.name}-renamed`;
		await container.container.rename({name});
		await until('the new name', () => run.state().target?.name === name);
		await container.openGate(allBatches);
		await run.untilStatus('finished', 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(epochs));
	});
});
