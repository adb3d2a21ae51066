import {
	afterAll,
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import {toUserError} from '../../source/engine/engine-error.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createCuttingProxy, type CuttingProxy} from './cutting-proxy.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {firstEpochs, followRun, type FollowedRun} from './followed-run.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

vi.setConfig({testTimeout: 120_000});

/** Four batches an epoch. */
const middleOfThird = 10;
const allBatches = 1000;

type TrainOptions = {
	readonly command?: readonly string[];
	/** What is between the engine and its reader. */
	readonly around?: (engine: Engine) => Engine;
};

describeWithEngine('the connection to the engine breaks while a training is followed', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => bed.close());

	/** A training that is in the middle of its third epoch, followed through a proxy. */
	async function train(epochs: number, {command = trainCommand, around = engine => engine}: TrainOptions = {}): Promise<{container: TestContainer; run: FollowedRun; proxy: CuttingProxy}> {
		const container = await createTrainingContainer(bed, {command: [...command, '--epochs', String(epochs)], pace: {speed: 40, saveSeconds: 0.05, isGated: true}});
		const proxy = await createCuttingProxy(bed.socketPath);
		const engine = await connectEngine({host: `unix://${proxy.socketPath}`});
		cleanUps.push(async () => container.remove(), async () => proxy.close(), async () => {
			engine.close();
		});
		await container.openGate(middleOfThird);
		const run = await followRun(around(engine), container.id);
		cleanUps.push(async () => run.running.stop().catch(() => undefined));
		await run.untilEpoch(2, 40_000);
		await until('the end of the past', () => run.state().connection.kind === 'open');
		return {container, run, proxy};
	}

	test('the socket is gone and comes back: told with its reason, and no epoch is lost or doubled', async () => {
		const {container, run, proxy} = await train(6);
		await proxy.goAway();
		await until('the report', () => run.state().connection.kind === 'reconnecting');
		expect(run.status()).toMatchObject({status: 'training', reason: {code: 'reconnecting'}});
		await until('the reason of the next attempt', () => /ENOENT|ECONNREFUSED/.test(JSON.stringify(run.state().connection)));
		// The training goes on meanwhile, to its end.
		await container.openGate(allBatches);
		await container.container.wait();
		expect(run.toldEpochs()).toEqual(firstEpochs(2));
		await proxy.comeBack();
		await run.untilStatus('finished', 40_000);
		expect(run.connections().filter(kind => kind !== 'reading').slice(0, 3)).toEqual(['open', 'reconnecting', 'open']);
		expect(run.toldEpochs()).toEqual(firstEpochs(6));
		expect(run.epochs()).toEqual(firstEpochs(6));
	});

	test('a connection that stands still and goes on: what came meanwhile arrives, each epoch once', async () => {
		const {container, run, proxy} = await train(6);
		proxy.stall();
		const seen = run.running.events.length;
		await container.openGate(allBatches);
		await container.container.wait();
		expect(run.running.events.slice(seen).filter(({type}) => type === 'epoch-completed')).toEqual([]);
		proxy.release();
		await run.untilStatus('finished', 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(6));
	});

	test('a connection that stands still and then breaks: the rest is read anew', async () => {
		const {container, run, proxy} = await train(6);
		proxy.stall();
		await container.openGate(allBatches);
		await container.container.wait();
		proxy.cut();
		proxy.release();
		await run.untilStatus('finished', 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(6));
		expect(run.epochs()).toEqual(firstEpochs(6));
	});

	test('the container is removed while the connection is lost: that is told, and the history stays', async () => {
		let areEventsLost = false;
		const {container, run, proxy} = await train(6, {
			around: engine => ({
				...engine,
				// The log finds the engine again before the events do.
				async openEvents(options) {
					return engine.openEvents(areEventsLost ? {...options, signal: AbortSignal.abort()} : options);
				},
			}),
		});
		areEventsLost = true;
		await proxy.goAway();
		await until('the report', () => run.state().connection.kind === 'reconnecting');
		await container.container.remove({force: true});
		await proxy.comeBack();
		await run.running.ended;
		expect(run.status()).toEqual({status: 'lost', reason: {code: 'container-removed'}});
		expect(run.state().connection).toEqual({kind: 'ended'});
		expect(run.epochs()).toEqual(firstEpochs(2));
	});

	test.each([
		['permission to use the socket is taken away and given again', {code: 'EACCES', message: 'connect EACCES'}, 'EACCES'],
		['a proxy answers for an engine that is away', {statusCode: 503, reason: 'service unavailable', json: {message: 'no server is available'}}, 'no server is available'],
	])('%s: told with its reason, and no epoch is lost or doubled', async (_, refusal, reason) => {
		let isRefusing = false;
		const refuse = () => {
			if (isRefusing) {
				throw toUserError(refusal, {endpoint: '', operation: 'logs'}) as Error;
			}
		};

		const {container, run, proxy} = await train(6, {
			around: engine => ({
				...engine,
				async openLogs(...words) {
					refuse();
					return engine.openLogs(...words);
				},
				async openEvents(...words) {
					refuse();
					return engine.openEvents(...words);
				},
				async inspectContainer(...words) {
					refuse();
					return engine.inspectContainer(...words);
				},
			}),
		});
		isRefusing = true;
		proxy.cut();
		await until('the reason', () => JSON.stringify(run.status()).includes(reason));
		await container.openGate(allBatches);
		await container.container.wait();
		isRefusing = false;
		await run.untilStatus('finished', 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(6));
		expect(run.epochs()).toEqual(firstEpochs(6));
	});

	test('its name goes to a new container while the connection is lost: the old one is followed, by its id', async () => {
		const {container, run, proxy} = await train(6);
		const next = await createTrainingContainer(bed, {command: [...trainCommand, '--epochs', '9'], pace: {speed: 40, isGated: true}});
		cleanUps.push(async () => next.remove());
		// As docker compose does it, which renames the one that it replaces.
		await proxy.goAway();
		await container.container.rename({name: `${container.name}-replaced`});
		await next.container.rename({name: container.name});
		await proxy.comeBack();
		await container.openGate(allBatches);
		await run.untilStatus('finished', 40_000);
		expect(run.toldEpochs()).toEqual(firstEpochs(6));
		await until('its own end', () => run.state().container?.status === 'exited');
	});

	test('100 broken connections: each epoch once', async () => {
		const epochs = 25;
		// Something is printed at all times, so that each connection has something to tell.
		const {container, run, proxy} = await train(epochs, {command: ['bash', '-c', '(while sleep 0.02; do echo tick; done) & "$@"', 'bash', ...trainCommand]});
		for (let cut = 1; cut <= 100; cut++) {
			const before = run.running.lines.length;
			await container.openGate(middleOfThird + Math.min(cut, 80));
			proxy.cut();
			await until(`connection ${cut}`, () => run.running.lines.length > before, 30_000);
		}

		await container.openGate(allBatches);
		await run.untilStatus('finished', 60_000);
		expect(proxy.cuts()).toBeGreaterThanOrEqual(100);
		expect(run.toldEpochs()).toEqual(firstEpochs(epochs));
		expect(run.epochs()).toEqual(firstEpochs(epochs));
	});
});
