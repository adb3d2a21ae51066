import {Buffer} from 'node:buffer';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {findTrainings} from '../../source/training/find-trainings.ts';
import {readJournalFile} from '../../source/actions/journal-file.ts';
import {parseSettingsFile} from '../../source/parse/settings-file.ts';
import {runMain} from '../cli/run-main.ts';
import {
	describeWithEngine,
	openEngineBed,
	testImage,
	until,
} from './engine-fixture.ts';
import type {TestContainer, TestContainerOptions} from './test-container.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';

const runDirectory = '/yolov5/runs/train/exp';
const training = [...trainCommand, '--epochs', '4'];

describeWithEngine('yolotop resume', await openEngineBed(), bed => {
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

	async function create(options: TestContainerOptions): Promise<TestContainer> {
		const container = await createTrainingContainer(bed, {
			pace: {
				speed: 20, batches: 2, saveSeconds: 0.05, isGated: true,
			}, environment: {WANDB_API_KEY: 'very-secret'}, ...options,
		});
		cleanUps.push(async () => container.remove());
		for (const suffix of ['', '2']) {
			cleanUps.push(async () => bed.docker.getContainer(`${container.name}-resume${suffix}`).remove({force: true, v: true}).catch(() => undefined));
		}

		return container;
	}

	const resume = async (words: readonly string[], flags: Readonly<Record<string, unknown>> = {}, rest: readonly string[] = []) => {
		const result = await runMain(['resume', ...words], {
			flags: {host: bed.host, yes: true, ...flags}, rest, environment: {XDG_STATE_HOME: stateDirectory}, signal: AbortSignal.timeout(60_000),
		});
		expect(result.stdout + result.stderr).not.toContain('very-secret');
		return result;
	};

	/** What was kept of the actions; never a value of the environment. */
	function journal() {
		const file = path.join(stateDirectory, 'yolotop/actions.jsonl');
		expect(readFileSync(file, 'utf8')).not.toContain('very-secret');
		return readJournalFile(file);
	}

	/** Two whole epochs, then an interrupt of the training itself. */
	async function interruptAfterTwo(container: TestContainer): Promise<void> {
		await container.openGate(4);
		await until('two epochs', async () => await container.readCount('gate.at') === 4);
		const found = await findTrainings(bed.engine, container.id);
		await bed.engine.exec(container.id, ['/bin/sh', '-c', 'kill -INT "$1"', 'sh', String(found[0]!.process.pid)]);
		await until('the training has ended', async () => {
			const {state} = await bed.engine.inspectContainer(container.id);
			if (state.status !== 'running') {
				return true;
			}

			// It may end while it is asked.
			const left = await findTrainings(bed.engine, container.id).catch(() => undefined);
			return left?.length === 0;
		});
		await container.openGate(1000);
	}

	async function read(container: string, file: string): Promise<string> {
		return Buffer.from(await bed.engine.readFile(container, file) ?? []).toString('utf8');
	}

	async function epochsOf(container: string, directory = runDirectory): Promise<number[]> {
		const text = await read(container, `${directory}/results.csv`);
		return text.trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0]));
	}

	test.each([
		['python', training],
		['bash -c', ['bash', '-c', training.join(' ')]],
		['bash -c with a directory', ['bash', '-c', `cd /yolov5 && ${training.join(' ')}; exit $?`]],
	])('goes on in a new container with the next epoch where the first process is %s', async (_, command) => {
		const container = await create({command, hasTerminal: true});
		await interruptAfterTwo(container);
		const {exitCode, stdout, stderr} = await resume([container.name]);
		expect(stderr).toContain(`${container.name}-resume`);
		expect(stderr).toContain('3 of 4');
		expect(exitCode).toBe(0);
		expect(await epochsOf(`${container.name}-resume`)).toEqual([0, 1, 2, 3]);
		for (const epoch of [1, 2, 3, 4]) {
			expect(stdout.split('\n').filter(line => line.startsWith(`${epoch}/4 `))).toHaveLength(1);
		}

		expect(await bed.engine.inspectContainer(container.id)).toMatchObject({state: {status: 'exited'}});
	});

	test('--json is one object on standard output, also where the run is then followed', async () => {
		const container = await create({command: training, hasTerminal: true});
		await interruptAfterTwo(container);
		const {exitCode, stdout, stderr} = await resume([container.name], {json: true});
		expect(exitCode).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({schema: 1, way: 'resume', completedEpochs: 2});
		expect(stderr).toMatch(/^4\/4 /m);
	});

	test('edits opt.yaml with a backup for another batch size and more epochs', async () => {
		const container = await create({command: training});
		await interruptAfterTwo(container);
		const {exitCode, stderr} = await resume([container.name], {batchSize: ['16'], epochs: ['5']});
		expect(stderr).toContain('opt.yaml');
		expect(exitCode).toBe(0);
		const name = `${container.name}-resume`;
		expect(parseSettingsFile(await read(name, `${runDirectory}/opt.yaml`))).toMatchObject({batch_size: '16', epochs: '5'});
		expect(await epochsOf(name)).toEqual([0, 1, 2, 3, 4]);
		const changed = await bed.engine.listChangedPaths(name);
		const backup = changed.find(file => file.endsWith('.bak'));
		expect(parseSettingsFile(await read(name, backup!))).toMatchObject({batch_size: '8', epochs: '4'});
		expect(journal().at(-1)).toMatchObject({action: 'relaunch', target: name});
		// The old container keeps what it had.
		expect(parseSettingsFile(await read(container.id, `${runDirectory}/opt.yaml`))).toMatchObject({epochs: '4'});
	});

	test('gives a new container the shm-size and the memory limit', async () => {
		const container = await create({command: training});
		await interruptAfterTwo(container);
		expect(await resume([container.name], {shmSize: ['256m'], memory: ['512m']})).toMatchObject({exitCode: 0});
		expect(await bed.engine.inspectContainer(`${container.name}-resume`)).toMatchObject({shmSizeBytes: 256 * (2 ** 20), memoryLimitBytes: 512 * (2 ** 20), image: testImage});
	});

	test('goes on in a container that still runs, where the training was typed or started by exec', async () => {
		const container = await create({command: ['sleep', '600']});
		await bed.engine.startExec(container.id, {command: training, workingDirectory: '/yolov5'});
		await interruptAfterTwo(container);
		// Another run, older than the last, is gone on with when it is named.
		await bed.engine.exec(container.id, ['/bin/sh', '-c', 'cd /yolov5/runs/train && cp -r exp other && find other -exec touch -d 2020-01-01 {} +']);
		const other = await resume([`${container.name}:train/other`], {dryRun: true});
		expect(other.stdout).toContain('/yolov5/runs/train/other/weights/last.pt');
		const {exitCode, stdout, stderr} = await resume([container.name]);
		expect(stderr).toContain('docker exec');
		expect(exitCode).toBe(0);
		expect(await epochsOf(container.id)).toEqual([0, 1, 2, 3]);
		expect(stdout).toMatch(/3\/4[\s\S]*4\/4/);
		expect(await bed.engine.inspectContainer(container.id)).toMatchObject({state: {status: 'running'}});
		expect(journal().at(-1)).toMatchObject({
			action: 'resume', trigger: 'yolotop resume', target: container.name, outcome: {kind: 'succeeded'},
		});
		expect(journal().at(-1)!.dockerCommand).toContain('docker exec');
	});

	test('says what would be done and does nothing with --dry-run', async () => {
		const container = await create({command: training});
		await interruptAfterTwo(container);
		const {exitCode, stdout} = await resume([container.name], {dryRun: true, workers: ['1'], lang: 'zh'});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('docker create');
		expect(stdout).toContain(`docker cp ${container.name}:${runDirectory} -`);
		expect(stdout).toContain('-e WANDB_API_KEY ');
		expect(stdout).not.toContain('very-secret');
		const all = await bed.engine.listContainers({isAll: true});
		expect(all.map(({name}) => name)).not.toContain(`${container.name}-resume`);
	});

	test('refuses a finished run and trains on from its weights when asked to', async () => {
		const container = await create({command: training});
		await container.openGate(1000);
		await container.container.wait();
		const refused = await resume([container.name]);
		expect(refused.exitCode).toBe(1);
		expect(refused.stderr).toContain('--weights');
		// Nobody has asked for a training from epoch 1.
		const unasked = await resume([container.name], {batchSize: ['4']});
		expect(unasked).toMatchObject({exitCode: 1, stdout: ''});
		expect(unasked.stderr).toContain('--way new-run');
		await expect(bed.engine.inspectContainer(`${container.name}-resume`)).rejects.toMatchObject({code: 'container-not-found'});
		expect(await resume([container.name], {way: ['new-run'], epochs: ['2']})).toMatchObject({exitCode: 0});
		expect(await epochsOf(`${container.name}-resume`, '/yolov5/runs/train/exp2')).toEqual([0, 1]);
	});

	test('refuses a checkpoint that is cut off, a run without one and a training that still runs', async () => {
		const container = await create({command: ['sh', '-c', String.raw`mkdir -p runs/train/exp/weights; touch runs/train/exp/opt.yaml; printf "PK\003\004 and no more" >runs/train/exp/weights/last.pt`]});
		await container.container.wait();
		const cut = await resume([container.name], {checkpoint: ['runs/train/exp/weights/last.pt']}, training);
		expect(cut).toMatchObject({exitCode: 1});
		expect(cut.stderr).toContain('best.pt');
		const missing = await resume([container.name], {checkpoint: ['runs/train/exp/weights/none.pt']}, training);
		expect(missing.stderr).toContain('none.pt');
		const running = await create({command: training});
		await until('it trains', async () => {
			const found = await findTrainings(bed.engine, running.id);
			return found.length > 0;
		});
		const refused = await resume([running.name]);
		expect(refused.stderr).toContain(`yolotop stop ${running.name}`);
	});

	test('starts the same command again where there is no checkpoint, with a larger /dev/shm, when that is asked for', async () => {
		const container = await create({command: ['bash', '-c', `cd /yolov5 && exec ${training.join(' ')}`], environment: {TRAINER_SHM_BYTES: String(100 * (2 ** 20)), WANDB_API_KEY: 'very-secret'}});
		cleanUps.push(async () => bed.docker.getContainer(`${container.name}-restart`).remove({force: true, v: true}).catch(() => undefined));
		await container.openGate(1000);
		await container.container.wait();
		const unasked = await resume([container.name], {shmSize: ['256m']});
		expect(unasked).toMatchObject({exitCode: 1, stdout: ''});
		expect(unasked.stderr).toContain('--way restart');
		expect(unasked.stderr).not.toContain('…');
		const again = await resume([container.name], {way: ['restart'], shmSize: ['256m'], epochs: ['2']});
		expect(again).toMatchObject({exitCode: 0});
		expect(again.stderr).toContain(`${runDirectory} stays as it is`);
		expect(await bed.engine.inspectContainer(`${container.name}-restart`)).toMatchObject({shmSizeBytes: 256 * (2 ** 20), image: testImage});
		expect(await epochsOf(`${container.name}-restart`)).toEqual([0, 1]);
		expect(await bed.engine.inspectContainer(container.id)).toMatchObject({state: {status: 'exited'}, shmSizeBytes: 64 * (2 ** 20)});
		expect(journal().at(-1)).toMatchObject({action: 'relaunch', target: `${container.name}-restart`, outcome: {kind: 'succeeded'}});
	});

	test('offers no restart of what is no training', async () => {
		const container = await create({command: ['true']});
		await container.container.wait();
		const refused = await resume([container.name]);
		expect(refused.exitCode).toBe(1);
		expect(refused.stderr).not.toContain('--way restart');
	});

	test('leaves no container behind when the new one cannot be started', async () => {
		const container = await create({command: training});
		await interruptAfterTwo(container);
		const {exitCode, stderr} = await resume([container.name], {}, ['/no/such/python', 'train.py']);
		expect(exitCode).toBe(1);
		expect(stderr).not.toContain('internal');
		const all = await bed.engine.listContainers({isAll: true});
		expect(all.map(({name}) => name)).not.toContain(`${container.name}-resume`);
		expect(journal().at(-1)).toMatchObject({action: 'resume', outcome: {kind: 'failed'}});
	});
});
