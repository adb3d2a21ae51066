import {
	mkdtemp,
	readFile,
	rm,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {runMain} from '../cli/run-main.ts';
import {readRecordings} from '../recordings.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	until,
} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';

const recording = readRecordings().find(({name}) => name === 'v7-detect-tty')!;

describeWithEngine('val and detect in a container', await openEngineBed(), bed => {
	let container: TestContainer;

	beforeAll(async () => {
		const setUp = [
			'mkdir -p runs/train/exp/weights imgs bin',
			'touch imgs/a.jpg imgs/b.jpg',
			'cp /programs/replay-tool.py val.py',
			'cp /programs/replay-tool.py detect.py',
			'cp /recording/results.csv /recording/opt.yaml runs/train/exp',
			'echo x >runs/train/exp/weights/best.pt',
			'python3 /programs/replay-trainer.py /recording --speed 0',
			'touch ready',
			'sleep 1000',
		];
		container = await createTestContainer(bed, {command: ['sh', '-c', setUp.join(' && ')], workingDirectory: '/work', recording: recording.directory});
		await until('the end of the training', async () => bed.engine.statFile(container.id, '/work/ready'));
	});

	afterAll(async () => {
		await container.remove();
		await bed.close();
	});

	test('validates with the settings of the run', async () => {
		const {exitCode, stdout, stderr} = await runMain(['val', container.name], {flags: {host: bed.host}});
		expect(stderr).toContain('python val.py --weights /work/runs/train/exp/weights/best.pt --data data/mydata.yaml --imgsz 128');
		expect(exitCode).toBe(0);
		// The training's last table has 0.0451 for all.
		expect(stdout).toMatch(/^all .* 0\.046 +\+0\.00\d$/m);
		expect(stdout).toContain('安全帽');
	});

	test('detects, and copies the results here', async () => {
		const directory = await mkdtemp(path.join(tmpdir(), 'copy-'));
		const {exitCode, stdout} = await runMain(['detect', container.name], {flags: {host: bed.host, source: 'imgs', copyTo: path.join(directory, 'new')}});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('image 2 of 2: 2 安全帽');
		expect(stdout).toContain('3 安全帽');
		expect(await readFile(path.join(directory, 'new/exp/labels/a.txt'), 'utf8')).toBe('0 0 0 1 1\n');
		await rm(directory, {recursive: true});
	});

	test('says why a program failed', async () => {
		const {exitCode, stderr} = await runMain(['detect', container.name], {flags: {host: bed.host, source: 'nowhere'}});
		expect(exitCode).toBe(3);
		expect(stderr).toContain('FileNotFoundError');
	});

	test.each([
		['detect', {}, 'No source for the detection is given'],
		['val', {checkpoint: 'last'}, 'weights/last.pt'],
	])('refuses %s with %j', async (verb, flags, words) => {
		const {exitCode, stderr} = await runMain([verb, container.name], {flags: {host: bed.host, ...flags}});
		expect(exitCode).toBe(1);
		expect(stderr).toContain(words);
	});
});

const ultralytics = readRecordings().find(({name}) => name === 'ultralytics-8.3-detect-tty')!;

describeWithEngine('yolo val and yolo predict in a container', await openEngineBed(), bed => {
	let container: TestContainer;

	beforeAll(async () => {
		const setUp = [
			'mkdir -p runs/detect/train/weights imgs',
			'touch imgs/a.jpg imgs/b.jpg imgs/c.jpg',
			'cp /recording/results.csv /recording/args.yaml runs/detect/train',
			'echo x >runs/detect/train/weights/best.pt',
			'touch ready',
			'exec sleep 1000',
		];
		container = await createTestContainer(bed, {
			command: ['sh', '-c', setUp.join(' && ')], workingDirectory: '/work', recording: ultralytics.directory, binds: [`${path.join(programs, 'replay-yolo.py')}:/usr/local/bin/yolo:ro`],
		});
		await until('the run', async () => bed.engine.statFile(container.id, '/work/ready'));
	});

	afterAll(async () => {
		await container.remove();
		await bed.close();
	});

	test('validate with the settings of args.yaml, by class', async () => {
		const {exitCode, stdout, stderr} = await runMain(['val', container.name], {flags: {host: bed.host}});
		expect(stderr).toContain('yolo detect val model=/work/runs/detect/train/weights/best.pt data=/mnt/');
		expect(stderr).toContain('imgsz=128');
		expect(exitCode).toBe(0);
		expect(stdout).toMatch(/Speed +0\.5 ms before, 40\.2 ms inference, 0\.4 ms after/);
		expect(stdout).toMatch(/Saved +runs\/detect\/val/);
		expect(stdout).toMatch(/^all +47 +112 +0\.337 +0\.172 +0\.127 +0\.046/m);
		expect(stdout).toContain('安全帽');
	});

	test('detect, count the objects by class and copy the results here', async () => {
		const directory = await mkdtemp(path.join(tmpdir(), 'copy-'));
		const {exitCode, stdout} = await runMain(['detect', container.name], {
			flags: {
				host: bed.host, source: 'imgs', saveTxt: true, copyTo: path.join(directory, 'new'),
			},
		});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('image 2 of 3: nothing found');
		expect(stdout).toMatch(/4 安全帽 +2 Vest/);
		expect(stdout).toContain('1 label file in runs/detect/predict/labels');
		expect(await readFile(path.join(directory, 'new/predict/labels/a.txt'), 'utf8')).toBe('0 0 0 1 1\n');
		await rm(directory, {recursive: true});
	});
});
