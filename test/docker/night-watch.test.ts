import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {listWatches} from '../../source/watch/watch-file.ts';
import {readJournalFile} from '../../source/actions/journal-file.ts';
import {runBundle} from '../cli/run-bundle.ts';
import {
	describeWithEngine,
	openEngineBed,
	testImage,
	until,
} from './engine-fixture.ts';
import {batches, createNights, stepMs} from './night-bed.ts';

// Several trainings one after the other; a busy machine needs several times as long.
vi.setConfig({testTimeout: 180_000});

describeWithEngine('a training through the night', await openEngineBed(), bed => {
	const {begin} = createNights(bed);

	afterAll(async () => bed.close());

	test('dies five times of what has a cure and reaches its last epoch, each epoch once', async () => {
		const night = await begin(7, 5);
		const {proxy, container} = night;
		await night.pass(1);
		await night.dieAt(1, 'bus-error');
		await night.untilStep(1);
		await night.dieAt(2, 'gpu-memory');
		await night.untilStep(2);
		await night.dieAt(3, 'killed');
		await night.untilStep(3);
		// Somebody kills the training while the engine cannot be reached; it remembers that nobody asked it to. An engine that ends itself is in night-engine.test.ts.
		await until('epoch 4', async () => await container.readCount('gate.at') === 4 * batches || undefined, stepMs);
		const pid = await night.hostPid();
		await proxy.goAway();
		await until('it is noticed', async () => {
			const {awaySince} = await night.current();
			return awaySince;
		});
		process.kill(pid, 'SIGKILL');
		await until('it is gone', async () => {
			const running = await bed.docker.listContainers();
			return running.every(({Names}) => Names.every(name => !name.startsWith(`/${container.name}`))) || undefined;
		});
		await proxy.comeBack();
		await container.openGate(5 * batches);
		await night.untilStep(4);
		await night.dieAt(5, 'memory');
		await night.untilStep(5);
		await container.openGate(1000);
		expect(await night.over()).toMatchObject({kind: 'over', reason: 'finished'});
		const {steps} = await night.current();
		expect(steps.map(({cause, completedEpochs}) => [cause, completedEpochs])).toEqual([['shm-bus-error', 1], ['cuda-out-of-memory', 2], ['killed', 3], ['killed', 4], ['host-out-of-memory', 5]]);
		expect(steps[0]!.change.shmSizeBytes).toBeGreaterThan(2 ** 26);
		expect(steps[1]!.change).toEqual({batchSize: 4});
		expect(await night.epochs()).toEqual([0, 1, 2, 3, 4, 5, 6]);
		// Its keeper has ended, every step is in the journal, and no secret in any file.
		await until('the keeper has ended', async () => await night.keeper() === undefined || undefined);
		expect(readJournalFile(path.join(night.state, 'yolotop/actions.jsonl')).map(({trigger, outcome}) => [trigger, outcome.kind])).toEqual(Array.from({length: 5}, () => ['yolotop --keep-going', 'succeeded']));
		expect(JSON.stringify(await night.current())).not.toContain('very-secret');
	});

	test('an error without a known cure ends the watch at once, and so does a stop by hand; nothing is started', async () => {
		const night = await begin(4, 3);
		await night.pass(1);
		await night.dieAt(1, 'unknown');
		expect(await night.over()).toMatchObject({kind: 'give-up', reason: 'unknown-error', rule: 'python-traceback'});
		const list = await night.yolotop('queue');
		expect(list.stdout).toContain('gave up: an error for which no cure is known (python-traceback)');

		const other = await begin(4, 3);
		await other.pass(1);
		await until('an epoch', async () => await other.container.readCount('gate.at') === batches || undefined, stepMs);
		await bed.docker.getContainer(other.container.id).kill();
		expect(await other.over()).toMatchObject({kind: 'over', reason: 'stopped-by-engine'});
		for (const {container} of [night, other]) {
			const all = await bed.docker.listContainers({all: true});
			expect(all.filter(({Names}) => Names.some(name => name.startsWith(`/${container.name}`)))).toHaveLength(1);
		}
	});

	test('a training of docker exec that is killed goes on in its container; one with an error of its own, which nobody can read, does not', async () => {
		const night = await begin(4, 3, {isExec: true});
		await night.pass(1);
		await night.dieAt(1, 'killed');
		await night.untilStep(1);
		await night.dieAt(2, 'bus-error');
		expect(await night.over()).toMatchObject({kind: 'give-up', reason: 'unknown-error'});
		const {steps, subject} = await night.current();
		expect(steps.map(({cause, completedEpochs}) => [cause, completedEpochs])).toEqual([['killed', 1]]);
		expect(subject).toMatchObject({kind: 'container', containerId: night.container.id, program: {runDirectory: '/shared/runs/exp'}});
		expect(await night.epochs()).toEqual([0, 1]);
	});

	test('a keeper that was killed is missed, started again by hand, and goes on where it was', async () => {
		const night = await begin(3, 3);
		await night.pass(1);
		await until('an epoch', async () => await night.container.readCount('gate.at') === batches || undefined, stepMs);
		const keeper = await night.keeper();
		process.kill(keeper!.pid, 'SIGKILL');
		const missed = await night.yolotop('queue');
		expect(missed.stdout).toContain('no longer watched');
		await writeFile(path.join(night.container.directory, 'death'), 'killed');
		await night.container.openGate(2 * batches);
		await until('its end', async () => {
			const {state} = await bed.engine.inspectContainer(night.container.id);
			return state.status === 'exited' || undefined;
		});
		const again = await night.yolotop('queue', 'watch');
		expect(again.stderr).toContain('@reboot');
		await night.untilStep(1);
		await night.container.openGate(1000);
		expect(await night.over()).toMatchObject({reason: 'finished'});
		expect(await night.epochs()).toEqual([0, 1, 2]);

		// What has ended is taken from the list; nothing is said to go on.
		const {id} = await night.current();
		const removed = await night.yolotop('queue', 'remove', id);
		expect([removed.exitCode, removed.stderr]).toEqual([0, expect.stringMatching(/was removed from the list\.\n$/)]);
	});

	test('what waits starts when the training has ended, unless it wants that one to come to its end; what may hold a secret waits in no file', async () => {
		const night = await begin(2, 1);
		const words = ['queue', 'add', '--after', night.container.name];
		const secret = await night.yolotop(...words, '-e', 'API_KEY=very-secret', 'image', '--', 'python', 'train.py');
		expect(secret.stderr).toContain('The queue does not store');
		const run = ['--name', `${night.container.name}-next`, '--network', 'none', testImage, '--', 'echo', 'hello'];
		// The flags of yolotop stand before those of docker run.
		for (const own of [[], ['--after-success']]) {
			const added = await runBundle([...words, '--host', `unix://${night.proxy.socketPath}`, ...own, ...run], {environment: {XDG_STATE_HOME: night.state}, limitMs: 60_000});
			expect(added.stderr).toContain('starts when');
			run[1] = `${night.container.name}-last`;
		}

		await night.pass(1);
		await night.dieAt(1, 'unknown');
		await until('the next one has ended', async () => {
			const watches = await listWatches(night.directory);
			return watches.some(({name, outcome}) => name.endsWith('-last') && outcome !== undefined) || undefined;
		}, stepMs);
		const watches = await listWatches(night.directory);
		expect(watches.map(({name, outcome}) => [name.replace(night.container.name, ''), outcome?.reason])).toEqual([['', 'unknown-error'], ['-next', 'finished'], ['-last', 'finished']]);
	});

	test('a training with a time ends by itself after a whole epoch before it', async () => {
		const night = await begin(500, 1);
		await night.container.openGate(100_000);
		const at = Date.now() + 18_000;
		const asked = await runBundle([night.container.name, '--until', '0.3m', '--host', `unix://${night.proxy.socketPath}`], {environment: {XDG_STATE_HOME: night.state}, limitMs: 60_000});
		expect(asked.stderr).toContain('ends after the last whole epoch before');
		expect(await night.over()).toMatchObject({kind: 'over', reason: 'until-reached'});
		expect(Date.now()).toBeLessThan(at + 10_000);
		const [rows, {pace}] = await Promise.all([night.epochs(), night.current()]);
		expect(rows).toEqual(rows.map((_, index) => index));
		expect(pace!.epoch).toBeLessThanOrEqual(rows.length);
		expect(readJournalFile(path.join(night.state, 'yolotop/actions.jsonl')).map(({action}) => action)).toEqual(['stop-after-epoch']);
	});
});
