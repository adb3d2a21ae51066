import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {
	afterAll,
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createCuttingProxy} from './cutting-proxy.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {firstEpochs, followRun, type FollowedRun} from './followed-run.ts';
import {holdingLogs} from './held-logs.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

vi.setConfig({testTimeout: 120_000});

/** Four batches an epoch; the gate holds the training in the middle of the third one. */
const middleOfThird = 10;
const allBatches = 1000;
const epochs = 6;

/** Longer than the engine takes to write what it was handed. */
const rotationMs = 1500;

describeWithEngine('the log of a container is rotated away before it could be read', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => bed.close());

	/** A training in the middle of its third epoch, beside a program that will print 8 MB where the engine keeps 2. */
	async function train(engine: Engine): Promise<{container: TestContainer; run: FollowedRun; untilRotated(): Promise<void>}> {
		const chatter = 'until [ -e /shared/chat ]; do sleep 0.05; done; yes "a program that talks while the training goes on" | head -c 8000000; touch /shared/said; wait';
		const container = await createTrainingContainer(bed, {
			command: ['bash', '-c', `(${trainCommand.join(' ')} --epochs ${epochs}; touch /shared/trained) & ${chatter}`],
			pace: {speed: 40, saveSeconds: 0.05, isGated: true},
			hostConfig: {LogConfig: {Type: 'json-file', Config: {'max-size': '1m', 'max-file': '2'}}},
		});
		cleanUps.push(async () => container.remove());
		await container.openGate(middleOfThird);
		const run = await followRun(engine, container.id);
		cleanUps.push(async () => run.running.stop().catch(() => undefined));
		await run.untilEpoch(2, 40_000);
		return {
			container,
			run,
			async untilRotated() {
				await writeFile(path.join(container.directory, 'chat'), '');
				await until('all that is said', () => existsSync(path.join(container.directory, 'said')), 40_000);
			},
		};
	}

	test('under a reader that is late, whose stream the engine ends: it reads on, and each later epoch is told once', async () => {
		const logs = holdingLogs(bed.engine);
		const {container, run, untilRotated} = await train(logs.engine);
		logs.hold();
		await untilRotated();
		logs.end();
		// What Docker 20.10 writes while it rotates it may never hand to a reader: the training goes on when that is over.
		await delay(rotationMs);
		await container.openGate(allBatches);
		await run.untilStatus('finished', 40_000);
		// The files tell of the end before the last of the log is read.
		await until('the last epoch in the log', () => run.toldEpochs().includes(epochs), 40_000);
		// The engine has not kept all of it.
		expect(run.running.lines.length).toBeLessThan(8_000_000 / 48);
		expect(run.toldEpochs()).toEqual(firstEpochs(epochs));
		expect(run.epochs()).toEqual(firstEpochs(epochs));
	});

	test('while the connection was lost: what is later than its place is read, and results.csv has the epochs that were thrown away', async () => {
		const proxy = await createCuttingProxy(bed.socketPath);
		const engine = await connectEngine({host: `unix://${proxy.socketPath}`});
		cleanUps.push(async () => proxy.close(), async () => {
			engine.close();
		});
		const {container, run, untilRotated} = await train(engine);
		await proxy.goAway();
		await container.openGate(allBatches);
		await until('the end of the training', () => existsSync(path.join(container.directory, 'trained')), 40_000);
		await untilRotated();
		await container.container.wait();
		const read = run.running.lines.length;
		await proxy.comeBack();
		await run.untilStatus('finished', 40_000);
		// The files tell of the end before the last of the log is read.
		await until('what the log has of the time after', () => run.running.lines.length > read, 40_000);
		expect(run.epochs()).toEqual(firstEpochs(epochs));
		// The files tell of the end before the rest of the log is read.
		await until('what is later than its place', () => run.running.lines.length > read, 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(2));
	});
});
