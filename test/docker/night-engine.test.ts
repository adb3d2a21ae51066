import process from 'node:process';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {describeWithEngine, startEngineBed, until} from './engine-fixture.ts';
import {batches, createNights, stepMs} from './night-bed.ts';

// Several engines and trainings one after the other; a busy machine needs several times as long.
vi.setConfig({testTimeout: 600_000});

describeWithEngine('a night with real faults', await startEngineBed(), bed => {
	const {begin} = createNights(bed);

	afterAll(async () => bed.close());

	test('little shared memory, a memory limit, a kill and an engine that ends twice: it reaches its last epoch, each epoch once', async () => {
		// The first batch needs more of /dev/shm than there is.
		const night = await begin(6, 6, {environment: {TRAINER_SHM_BYTES: String(8 * (2 ** 20))}, hostConfig: {ShmSize: 2 ** 20, Memory: 2 ** 27, MemorySwap: 2 ** 27}});
		const {container} = night;
		const hasEpoch = async (epoch: number) => until(`epoch ${epoch}`, async () => await container.readCount('gate.at') === epoch * batches || undefined, stepMs);
		await night.pass(1);
		await night.untilStep(1);
		await night.dieAt(1, 'all-memory');
		await night.untilStep(2);
		await hasEpoch(2);
		process.kill(await night.hostPid(), 'SIGKILL');
		await night.untilStep(3);
		// The first end is one that the engine brings about itself, the second one that the next engine makes up for when it starts.
		for (const [index, signal] of (['SIGTERM', 'SIGKILL'] as const).entries()) {
			await night.pass(3 + index);
			await hasEpoch(3 + index);
			await bed.kill(signal);
			await bed.restart();
			await night.untilStep(4 + index);
		}

		await container.openGate(1000);
		expect(await night.over()).toMatchObject({kind: 'over', reason: 'finished'});
		const {steps} = await night.current();
		expect(steps.map(({cause}) => cause)).toEqual(['shm-bus-error', 'host-out-of-memory', 'killed', 'engine-lost', 'engine-lost']);
		expect(steps[0]!.change.shmSizeBytes).toBeGreaterThan(2 ** 23);
		expect(await night.epochs()).toEqual([0, 1, 2, 3, 4, 5]);
	});
});

describeWithEngine('a night on an engine that keeps its containers alive', await startEngineBed(['--live-restore']), bed => {
	const {begin} = createNights(bed);

	afterAll(async () => bed.close());

	test.each(['SIGTERM', 'SIGKILL'] as const)('nothing is started beside a training that outlives its engine (%s)', async signal => {
		const night = await begin(3, 3);
		await night.pass(1);
		await until('an epoch', async () => await night.container.readCount('gate.at') === batches || undefined, stepMs);
		await bed.kill(signal);
		await until('it is noticed', async () => {
			const {awaySince} = await night.current();
			return awaySince;
		}, stepMs);
		await bed.restart();
		await night.container.openGate(1000);
		expect(await night.over()).toMatchObject({kind: 'over', reason: 'finished'});
		const {steps} = await night.current();
		expect(steps).toEqual([]);
		expect(await night.epochs()).toEqual([0, 1, 2]);
		const all = await bed.docker.listContainers({all: true});
		expect(all).toHaveLength(1);
	});
});
