import {mkdtempSync, rmSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {runMain} from '../cli/run-main.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	until,
} from './engine-fixture.ts';
import {checkpointEpochs} from './stopped-run.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';
import {trainerEnvironment} from './training-container.ts';

vi.setConfig({testTimeout: 240_000});

const options = ['train.py', '--data', 'my.yaml', '--imgsz', '128', '--workers', '1', '--epochs', '3000'];
const yolo = ['python', '/usr/local/bin/yolo', 'detect', 'train', 'model=yolov8n.pt', 'data=my.yaml', 'imgsz=128', 'workers=1', 'epochs=3000', 'device=0,1'];

/** The ways to train on two devices: the command, where its run is, what counts its epochs, and what the way to go on has to say. */
const ways: ReadonlyArray<readonly [name: string, command: readonly string[], run: string, firstLabel: number, goesOn: string]> = [
	['torchrun', ['python', '/usr/local/bin/torchrun', '--nproc_per_node', '2', ...options], 'runs/train/exp', 0, 'torchrun --nproc_per_node 2 train.py --resume'],
	['python -m torch.distributed.run', ['python', '-m', 'torch.distributed.run', '--nproc_per_node', '2', ...options], 'runs/train/exp', 0, 'torch.distributed.run --nproc_per_node 2 train.py --resume'],
	['Ultralytics with two devices', yolo, 'runs/detect/train', 1, 'resume=True'],
];

describeWithEngine('a training on two devices', await openEngineBed(), bed => {
	const stateDirectory = mkdtempSync(path.join(tmpdir(), 'distributed-'));

	afterAll(async () => {
		rmSync(stateDirectory, {recursive: true, force: true});
		await bed.close();
	});

	async function start(command: readonly string[], isExec: boolean): Promise<TestContainer> {
		const container = await createTestContainer(bed, {
			command: isExec ? ['sleep', '1000'] : command,
			workingDirectory: '/shared',
			binds: [
				`${path.join(programs, 'yolo-trainer.py')}:/shared/train.py:ro`,
				`${path.join(programs, 'torchrun.py')}:/usr/local/bin/torchrun:ro`,
				`${path.join(programs, 'torchrun.py')}:/packages/torch/distributed/run.py:ro`,
				`${path.join(programs, 'ultralytics-ddp.py')}:/usr/local/bin/yolo:ro`,
			],
			environment: {
				...trainerEnvironment({
					speed: 5, batches: 4, saveSeconds: 0.3, bestPauseSeconds: 0.1, checkpointBytes: 4_000_000,
				}),
				...Object.fromEntries([['PYTHONPATH', '/packages']]),
			},
		});
		if (isExec) {
			const exec = await container.container.exec(Object.fromEntries([['Cmd', [...command]]]));
			await exec.start({Detach: true});
		}

		return container;
	}

	const labelsOf = async ({directory}: TestContainer, run: string): Promise<readonly number[]> => {
		const table = await readFile(path.join(directory, run, 'results.csv'), 'utf8').catch(() => '');
		return table.trim().split('\n').slice(1).map(row => Number(row.split(',', 1)[0]));
	};

	/** Launchers, ranks and their workers. */
	async function programsOf({id}: Pick<TestContainer, 'id'>): Promise<readonly string[]> {
		const processes = await bed.engine.topProcesses(id);
		return processes.map(({command}) => command).filter(command => command.includes('python'));
	}

	test.each(ways.flatMap(([name, ...way]) => [false, true].map(isNow => [name, isNow ? 'now' : 'after the epoch', isNow, ...way] as const)))('by %s, stopped %s, ends with all its ranks, leaves its files whole and goes on with all of them', async (_, how, isExec, command, run, firstLabel, goesOn) => {
		const container = await start(command, isExec);
		const watching = new AbortController();
		try {
			await until('two epochs', async () => {
				const labels = await labelsOf(container, run);
				return labels.length >= 2;
			}, 60_000);
			const before = await programsOf(container);
			const {exitCode, stderr} = await runMain(['stop', container.name], {
				flags: {host: bed.host, yes: true, ...(how === 'now' ? {now: true} : {afterEpoch: true})}, environment: {XDG_STATE_HOME: stateDirectory},
			});
			expect([exitCode, stderr]).toEqual([0, expect.stringContaining('The training is stopped.')]);
			const labels = await labelsOf(container, run);
			expect(labels).toEqual(labels.map((_unused, index) => index + firstLabel));
			expect(await checkpointEpochs(path.join(container.directory, run, 'weights/last.pt'))).toBe(labels.length);
			expect(await checkpointEpochs(path.join(container.directory, run, 'weights/best.pt'))).toBeLessThanOrEqual(labels.length);
			// The stop has waited for the launcher; its ranks end before it, and their workers a moment after them.
			await until('the end of the workers', async () => {
				const left = await programsOf(container);
				return left.length === 0;
			}, 5000);
			expect(await labelsOf(container, run)).toEqual(labels);

			const words = isExec ? ['resume', `${container.name}:${path.posix.join('/shared', run)}`, '--dry-run', '--', ...command] : ['resume', container.name];
			const {stdout, stderr: problem} = await runMain(words.slice(0, 2), {flags: {host: bed.host, dryRun: true}, environment: {XDG_STATE_HOME: stateDirectory}, ...(isExec && {rest: command})});
			expect(`${stdout}${problem}`).toContain(`continues with epoch ${labels.length + 1} of 3000`);
			expect(stdout).toContain(goesOn);

			const resumed = runMain(words.slice(0, 2), {
				flags: {host: bed.host, yes: true}, environment: {XDG_STATE_HOME: stateDirectory}, signal: watching.signal, ...(isExec && {rest: command}),
			});
			await until('two more epochs', async () => {
				const now = await labelsOf(container, run);
				return now.length >= labels.length + 2;
			}, 90_000);
			const after = await programsOf({id: isExec ? container.id : `${container.name}-resume`});
			expect(after.length, `${after.join('\n')}\nbefore\n${before.join('\n')}`).toBe(before.length);
			watching.abort();
			await resumed;
			const all = await labelsOf(container, run);
			expect(all).toEqual(all.map((_unused, index) => index + firstLabel));
			const settings = await readFile(path.join(container.directory, run, firstLabel === 0 ? 'opt.yaml' : 'args.yaml'), 'utf8');
			expect(settings).toMatch(/^epochs: 3000$/m);
			expect(settings).toMatch(/^(?:img_size|imgsz): 128$/m);
		} finally {
			watching.abort();
			await bed.docker.getContainer(`${container.name}-resume`).remove({force: true, v: true}).catch(() => undefined);
			await container.remove();
		}
	});
});
