import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {runMain} from '../cli/run-main.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	testImage,
	until,
} from './engine-fixture.ts';
import {trainerEnvironment} from './training-container.ts';

const standIns = path.resolve('test/probe/stand-ins');
let count = 0;

describeWithEngine('the probe in a container', await openEngineBed(), bed => {
	const home = mkdtempSync(path.join(tmpdir(), 'probe-home-'));
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => {
		await bed.close();
		rmSync(home, {recursive: true, force: true});
	});

	function newName(): string {
		const name = `yolotop-probe-${process.pid}-${++count}`;
		for (const suffix of ['', '-resume']) {
			cleanUps.push(async () => bed.docker.getContainer(`${name}${suffix}`).remove({force: true, v: true}).catch(() => undefined));
		}

		return name;
	}

	const environment = {HOME: home};
	const flags = {host: bed.host, yes: true};

	/** Starts a training and leaves it as soon as `condition` holds of its status. */
	async function start(name: string, {words = [], command = ['python'], epochs = 50, more = {}}: {readonly words?: readonly string[]; readonly command?: readonly string[]; readonly epochs?: number; readonly more?: Readonly<Record<string, unknown>>} = {}) {
		const detached = new AbortController();
		const result = runMain(['run'], {
			flags: {...flags, ...more},
			rest: [
				'--name',
				name,
				'--network',
				'none',
				'-v',
				`${path.join(programs, 'yolo-trainer.py')}:/yolov5/train.py:ro`,
				'-v',
				`${standIns}:/stand-ins:ro`,
				'-w',
				'/yolov5',
				...Object.entries({
					...trainerEnvironment({speed: 5, saveSeconds: 0.1}), TRAINER_MODULES: '/stand-ins/yolov5:/stand-ins', STAND_IN: 'v7.0', PYTHONDONTWRITEBYTECODE: '1',
				}).flatMap(([key, value]) => ['-e', `${key}=${value}`]),
				...words,
				testImage,
				'--',
				...command,
				'train.py',
				'--workers',
				'0',
				'--epochs',
				String(epochs),
			],
			environment,
			signal: AbortSignal.any([detached.signal, AbortSignal.timeout(60_000)]),
		});
		const leave = () => {
			detached.abort();
		};

		return {result, leave};
	}

	async function statusOf(name: string): Promise<Readonly<Record<string, unknown>>> {
		const {stdout} = await runMain(['status', name], {flags: {host: bed.host, json: true}, environment});
		return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
	}

	const probed = async (name: string) => until('two epochs with records', async () => {
		const status = await statusOf(name).catch(() => undefined);
		return (status?.classHistory as unknown[] | undefined ?? []).length > 1 ? status : undefined;
	}, 40_000);

	test('records classes and matrix, is told in the status, and ends the training after the epoch', {timeout: 120_000}, async () => {
		const name = newName();
		const {result, leave} = await start(name, {words: ['-e', 'PYTHONPATH=/mine']});
		expect(await probed(name)).toMatchObject({
			probe: 'on', learningRate: 0.01, gradientNorm: {mean: 3.5, max: 5, notFinite: 0}, confusionMatrix: {names: ['Vest', 'helmet', 'noHelmet', 'background']},
		});
		const {Config: {Env}} = await bed.docker.getContainer(name).inspect();
		expect(Env).toContain('PYTHONPATH=/yolotop-probe:/mine');
		const {stdout, stderr} = await runMain(['stop', name], {flags: {...flags, afterEpoch: true}, environment, signal: AbortSignal.timeout(60_000)});
		expect(stdout + stderr).toContain('the training ends by itself');
		const {State} = await bed.docker.getContainer(name).inspect();
		expect(State).toMatchObject({Status: 'exited', ExitCode: 0});
		expect(await statusOf(name)).toMatchObject({status: 'interrupted'});
		const {stderr: told} = await result;
		expect(told.match(/probe records/g)).toHaveLength(1);
		leave();
	});

	test('a dry run shows the command and the request with it, and makes nothing', {timeout: 60_000}, async () => {
		const name = newName();
		const words = ['--name', name, '-e', 'PYTHONPATH=/mine', testImage, '--', 'python', 'train.py'];
		const {stdout, stderr} = await runMain(['run'], {flags: {...flags, dryRun: true}, rest: words, environment});
		expect(stdout).toContain('-e \'PYTHONPATH=/yolotop-probe:***\' -e YOLOTOP_PROBE=container');
		expect(stdout).toContain('"YOLOTOP_PROBE=container"');
		expect(stdout).not.toContain('/mine');
		expect(stderr.match(/the probe/gi)).toHaveLength(1);
		const without = await runMain(['run'], {flags: {...flags, dryRun: true, probe: false}, rest: words, environment});
		expect(without.stdout + without.stderr).not.toMatch(/the probe|yolotop_probe/i);
		const isolated = await runMain(['run'], {flags: {...flags, dryRun: true}, rest: [...words.slice(0, -1), '-E', 'train.py'], environment});
		expect(isolated.stderr).toContain('ignores PYTHONPATH');
		expect(isolated.stdout).not.toContain('YOLOTOP_PROBE');
		await expect(bed.docker.getContainer(name).inspect()).rejects.toThrow();
	});

	test('a training that loads none of it goes on to its end, and the status says so in one sentence', {timeout: 120_000}, async () => {
		const name = newName();
		// An entrypoint that takes the path away.
		const {leave, result} = await start(name, {words: ['--entrypoint', 'env'], command: ['-u', 'PYTHONPATH', 'python'], epochs: 3});
		await result;
		const {State} = await bed.docker.getContainer(name).inspect();
		expect(State).toMatchObject({Status: 'exited', ExitCode: 0});
		const {stdout} = await runMain(['status', name], {flags: {host: bed.host}, environment});
		expect(stdout.match(/The probe records nothing/g)).toHaveLength(1);
		expect(await statusOf(name)).toMatchObject({probe: 'off', status: 'finished'});
		leave();
	});

	test('is left out when a person says so', {timeout: 120_000}, async () => {
		const name = newName();
		const {leave, result} = await start(name, {more: {probe: false}});
		await until('two epochs', async () => {
			const status = await statusOf(name).catch(() => undefined);
			return (status?.history as unknown[] | undefined ?? []).length > 1 ? status : undefined;
		}, 40_000);
		expect(await statusOf(name)).toMatchObject({probe: 'off', confusionMatrix: null});
		const {Config: {Env}} = await bed.docker.getContainer(name).inspect();
		expect(Env.some(variable => variable.startsWith('YOLOTOP_PROBE'))).toBe(false);
		leave();
		const {stderr} = await result;
		expect(stderr).not.toContain('probe records');
	});

	test('a container whose file system is read-only trains without it, and that is said once', {timeout: 120_000}, async () => {
		const name = newName();
		const {leave, result} = await start(name, {words: ['--read-only', '-v', '/yolov5/runs'], epochs: 2});
		const {stderr} = await result;
		expect(stderr.match(/the probe/gi)).toHaveLength(1);
		expect(stderr).toContain('runs without the probe: the file system of the container is read-only');
		const {State} = await bed.docker.getContainer(name).inspect();
		expect(State.ExitCode).toBe(0);
		leave();
	});

	test('a run that is resumed is recorded again', {timeout: 120_000}, async () => {
		const name = newName();
		const {leave} = await start(name);
		await probed(name);
		await runMain(['stop', name], {flags: {...flags, afterEpoch: true}, environment, signal: AbortSignal.timeout(60_000)});
		leave();
		const stopped = await statusOf(name);
		const before = (stopped.classHistory as unknown[]).length;
		const going = new AbortController();
		const resumed = runMain(['resume', name], {flags, environment, signal: AbortSignal.any([going.signal, AbortSignal.timeout(60_000)])});
		const status = await until('more epochs with records', async () => {
			const now = await statusOf(`${name}-resume`).catch(() => undefined);
			return (now?.classHistory as unknown[] | undefined ?? []).length > before ? now : undefined;
		}, 40_000);
		expect(status.probe).toBe('on');
		going.abort();
		await resumed;
	});
});
