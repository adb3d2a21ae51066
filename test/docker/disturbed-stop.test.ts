import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {runMain} from '../cli/run-main.ts';
import {createCuttingProxy, type CuttingProxy} from './cutting-proxy.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

vi.setConfig({testTimeout: 150_000});

/** Four batches an epoch; the gate holds the training in the middle of the second epoch. */
const middleOfSecond = 6;
const middleOfThird = 10;

/** What happens to the container, or to the way to the engine. */
type Disturbance = (container: TestContainer, link: CuttingProxy) => unknown;

const killed: Disturbance = async ({container}) => container.kill({signal: 'SIGKILL'});
const removed: Disturbance = async ({container}) => container.remove({force: true});
const gone: Disturbance = async (_, link) => link.goAway();
const silent: Disturbance = (_, link) => {
	link.stall();
};

/** What yolotop says when the moment has come. */
const waiting = 'waiting for the end of epoch';
const ending = 'the signal is sent';

/** Whether the training runs afterwards; undefined for a container that is not there. */
type Expectation = readonly [exitCode: number, says: RegExp, isTraining?: boolean];

const rows: ReadonlyArray<readonly [name: string, moment: string, happens: Disturbance, expected: Expectation]> = [
	['its container is killed while it waits', waiting, killed, [0, /ended by SIGKILL.*last\.pt is whole and holds 1 epoch/s, false]],
	['its container is removed while it waits', waiting, removed, [0, /The training had already ended.*The container was removed meanwhile/s]],
	['its engine goes away while it waits', waiting, gone, [1, /the engine does not answer; nothing was sent.*nothing was sent\..*yolotop stop /s, true]],
	['its engine falls silent while it waits', waiting, silent, [1, /the engine does not answer; nothing was sent.*nothing was sent\..*yolotop stop /s, true]],
	['its container is killed once the signal is out', ending, killed, [0, /The training is stopped\.\nlast\.pt is whole and holds 1 epoch/, false]],
	['its container is removed once the signal is out', ending, removed, [0, /The training is stopped\.\nThe container was removed meanwhile/]],
	['its engine goes away once the signal is out', ending, gone, [1, /SIGINT was sent .* not known.*yolotop status /s, false]],
	['its engine falls silent once the signal is out', ending, silent, [1, /SIGINT was sent .* not known.*yolotop status /s, false]],
];

/** No stop waits longer than this for an engine that does not answer. */
const limitSeconds = 120;

describeWithEngine('a stop', await openEngineBed(), bed => {
	const stateDirectory = mkdtempSync(path.join(tmpdir(), 'disturbed-'));
	const command = [...trainCommand, '--epochs', '6'];

	afterAll(async () => {
		rmSync(stateDirectory, {recursive: true, force: true});
		await bed.close();
	});

	/** The training lives on for a while after its last word, so that its end is waited for. */
	async function start(isExec: boolean): Promise<TestContainer> {
		const container = await createTrainingContainer(bed, {
			command: isExec ? ['sleep', '1000'] : command, pace: {speed: 20, saveSeconds: 0.1, isGated: true}, environment: Object.fromEntries([['TRAINER_END_SECONDS', '10']]),
		});
		await container.openGate(middleOfSecond);
		if (isExec) {
			const exec = await container.container.exec(Object.fromEntries([['Cmd', command]]));
			await exec.start({Detach: true});
		}

		await until('the middle of an epoch', async () => await container.readCount('gate.at') === middleOfSecond, 40_000);
		return container;
	}

	async function isTraining({id}: TestContainer): Promise<boolean> {
		const processes = await bed.engine.topProcesses(id);
		return processes.some(({command: words}) => words.startsWith('python train.py'));
	}

	test.concurrent.each(rows.flatMap(([name, ...row]) => [false, true].map(isExec => [`${name}, of a training ${isExec ? 'by docker exec' : 'that is the first process'}`, isExec, ...row] as const)))('%s: it says so, with what to do', async (_, isExec, moment, happens, [exitCode, says, runs]) => {
		const container = await start(isExec);
		const link = await createCuttingProxy(bed.socketPath);
		try {
			let happenedAt: number | undefined;
			const told = await runMain(['stop', container.name], {
				flags: {host: `unix://${link.socketPath}`, yes: true, ...(moment === waiting ? {afterEpoch: true} : {now: true})},
				environment: {XDG_STATE_HOME: stateDirectory},
				onError(text) {
					if (happenedAt !== undefined || !text.includes(moment)) {
						return;
					}

					happenedAt = performance.now();
					void happens(container, link);
				},
			});
			expect(told).toMatchObject({exitCode, stderr: expect.stringMatching(says) as string});
			expect(`${told.stdout}${told.stderr}`).not.toMatch(/There is no last\.pt|ECONN|Premature|bug in yolotop/);
			expect((performance.now() - happenedAt!) / 1000).toBeLessThan(limitSeconds);
			if (runs !== undefined) {
				// What was begun in the container ends there, or has ended.
				await until('the end of its program', async () => {
					const processes = await bed.engine.topProcesses(container.id);
					return processes.every(({command: words}) => !words.includes('-I -S'));
				}, 30_000);
				await until('the end of a training that was interrupted', async () => runs || !(await isTraining(container)), 40_000);
				expect(await isTraining(container)).toBe(runs);
			}
		} finally {
			await link.close();
			await container.remove().catch(() => undefined);
		}
	});

	test.concurrent('goes on when an engine comes back', async () => {
		const container = await start(true);
		const link = await createCuttingProxy(bed.socketPath);
		try {
			let hasGone = false;
			let isBack = false;
			const {exitCode, stderr} = await runMain(['stop', container.name], {
				flags: {host: `unix://${link.socketPath}`, yes: true, afterEpoch: true},
				environment: {XDG_STATE_HOME: stateDirectory},
				onError(text) {
					if (!hasGone && text.includes(waiting)) {
						hasGone = true;
						void link.goAway();
					} else if (text.includes('retrying')) {
						isBack = true;
						void link.comeBack();
					} else if (isBack && text.includes(waiting)) {
						void container.openGate(middleOfThird);
					}
				},
			});
			expect([exitCode, stderr]).toEqual([0, expect.stringContaining('The training is stopped.')]);
			expect(stderr).toMatch(/retrying.*waiting for the end of epoch/s);
		} finally {
			await link.close();
			await container.remove().catch(() => undefined);
		}
	});
});
