import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';

describeWithEngine('changing a container', await openEngineBed(), bed => {
	const made: TestContainer[] = [];
	const engine = bed?.engine;

	async function make(command: readonly string[], options: {readonly isStarted?: boolean} = {}): Promise<TestContainer> {
		const container = await createTestContainer(bed, {command, ...options});
		made.push(container);
		return container;
	}

	const statusOf = async ({id}: TestContainer) => {
		const {state} = await engine.inspectContainer(id);
		return state.status;
	};

	afterEach(async () => {
		await Promise.all(made.splice(0).map(async container => container.remove()));
	});

	afterAll(async () => bed.close());

	test('pauses, and twice is as once; lets go on, and twice is as once', async () => {
		const container = await make(['sleep', '100']);
		for (const status of ['paused', 'paused']) {
			await engine.pauseContainer(container.id);
			expect(await statusOf(container)).toBe(status);
		}

		for (const status of ['running', 'running']) {
			await engine.unpauseContainer(container.id);
			expect(await statusOf(container)).toBe(status);
		}
	});

	test('sends a signal to the first process', async () => {
		const container = await make(['sh', '-c', 'trap "exit 7" INT; while :; do sleep 0.05; done']);
		await engine.killContainer(container.id, 'SIGINT');
		expect(await container.container.wait()).toMatchObject(Object.fromEntries([['StatusCode', 7]]));
	});

	test('stops and restarts; what is stopped stays so without an error', async () => {
		const container = await make(['sleep', '100']);
		await engine.stopContainer(container.id, {timeoutSeconds: 0});
		await engine.stopContainer(container.id, {timeoutSeconds: 0});
		expect(await statusOf(container)).toBe('exited');
		await engine.restartContainer(container.id, {timeoutSeconds: 0});
		expect(await statusOf(container)).toBe('running');
	});

	test('says that a stopped container cannot be signalled, paused or unpaused', async () => {
		const container = await make(['true'], {isStarted: false});
		for (const call of [
			async () => engine.killContainer(container.id, 'SIGINT'),
			async () => engine.pauseContainer(container.id),
			async () => engine.unpauseContainer(container.id),
		]) {
			await expect(call()).rejects.toMatchObject({code: 'container-not-running', values: {name: container.name}});
		}
	});

	test('removes what is stopped, and what runs only by force', async () => {
		const container = await make(['sleep', '100']);
		await expect(engine.removeContainer(container.id)).rejects.toMatchObject({code: 'container-is-running'});
		await engine.removeContainer(container.id, {isForced: true});
		await expect(engine.inspectContainer(container.id)).rejects.toMatchObject({code: 'container-not-found'});
		await expect(engine.removeContainer(container.id)).rejects.toMatchObject({code: 'container-not-found'});
	});
});
