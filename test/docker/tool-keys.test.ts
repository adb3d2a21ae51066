import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {runMain} from '../cli/run-main.ts';
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand, trainDirectory} from './training-container.ts';

const bed = await openEngineBed();

afterAll(async () => {
	await bed?.close();
});

/** The programs that are beside train.py, and TensorBoard. */
const setUp = [
	'cp /programs/replay-tool.py val.py',
	'cp /programs/replay-tool.py detect.py',
	'mkdir imgs',
	'touch imgs/a.jpg imgs/b.jpg',
	'mkdir -p /usr/local/bin',
	'cp /programs/replay-tensorboard.py /usr/local/bin/tensorboard',
	'sed -i "1i #!/usr/bin/python3" /usr/local/bin/tensorboard',
	'chmod +x /usr/local/bin/tensorboard',
	'touch ready',
].join(' && ');

describeWithEngine('programs beside a training, by keys alone', bed, ({docker, engine, host}) => {
	let container: TestContainer;
	let home = '';
	let terminal: TestTerminal | undefined;

	beforeEach(async () => {
		home = await mkdtemp(path.join(tmpdir(), 'home-'));
		container = await createTrainingContainer(bed!, {command: [...trainCommand, '--epochs', '40'], hasTerminal: true, pace: {isGated: true, saveSeconds: 0.1}});
		await engine.exec(container.id, ['/bin/sh', '-c', `cd ${trainDirectory} && ${setUp}`]);
		// Two epochs.
		await container.openGate(8);
		await until('the first checkpoint', async () => engine.statFile(container.id, `${trainDirectory}/runs/train/exp/weights/best.pt`));
	});
	afterEach(async () => {
		terminal?.pty.kill('SIGKILL');
		await container.remove();
		await rm(home, {recursive: true, force: true});
	});

	test('val, detect and TensorBoard run and end while the training goes on', async () => {
		terminal = openTerminal(bundle, {
			columns: 119, rows: 60, environment: ['LANG=C.UTF-8', `DOCKER_HOST=${host}`, `HOME=${home}`], shell: `exec PROGRAM ${container.name}`,
		});
		const {write, untilText, text} = terminal;
		await untilText(/Epoch [23]\/40/);

		write('V');
		await untilText('Validate the weights');
		expect(text()).toMatch(/device +cpu/);
		write('\r');
		await untilText('Validate?');
		expect(text()).toMatch(/best\.pt --data data\/mydata\.yaml/);
		write('y');
		await untilText('Validated: P 0.337');

		write('P');
		await untilText('Detect with the weights');
		write('imgs\r');
		await untilText('Detect?');
		write('y');
		await untilText('Detected: 3 安全帽');

		write('B');
		await untilText(/TensorBoard: http:\/\/127\.0\.0\.1:\d+\//);
		const url = /TensorBoard: (http:\S+)/.exec(text())![1]!;
		const answer = await fetch(url, {headers: {connection: 'close'}});
		expect(await answer.text()).toBe(`${trainDirectory}/runs/train`);
		write('B');
		await untilText('TensorBoard is running');
		write('s');
		await untilText('TensorBoard is stopped');
		await until('the end of its process', async () => {
			const processes = await engine.topProcesses(container.id);
			return processes.every(({command}) => !command.includes('tensorboard'));
		});

		// The training was never touched, and the screen still follows it.
		await container.openGate(20);
		await untilText(/Epoch [5-7]\/40/);
		expect(text()).toMatch(/training|validating/);

		write('J');
		await untilText('validate  ');
		for (const word of ['val.py', 'detect.py', 'tensorboard --logdir']) {
			expect(text()).toContain(word);
		}

		write('\u{3}');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
	}, 180_000);

	test('a container that has ended gets another one for its validation', async () => {
		await container.container.kill();
		const name = `${container.name}-val`;
		try {
			const {exitCode, stdout, stderr} = await runMain(['val', container.name], {flags: {host}});
			expect(stderr).toContain(name);
			expect(stdout).toMatch(/^all .* 0\.046/m);
			expect(exitCode).toBe(0);
			const results = await engine.statFile(name, `${trainDirectory}/runs/val/exp/labels/a.txt`);
			expect(results?.kind).toBe('file');
		} finally {
			await docker.getContainer(name).remove({force: true}).catch(() => undefined);
		}
	}, 120_000);
});
