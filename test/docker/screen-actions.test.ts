import {
	copyFile,
	mkdtemp,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	testImage,
	until,
} from './engine-fixture.ts';

const bed = await openEngineBed();

afterAll(async () => {
	await bed?.close();
});

describeWithEngine('a run by keys alone', bed, ({docker, host}) => {
	const name = `yolotop-keys-${process.pid}`;
	let directory = '';
	let terminal: TestTerminal | undefined;

	beforeEach(async () => {
		directory = await mkdtemp(path.join(tmpdir(), 'keys-'));
		await copyFile(path.join(programs, 'yolo-trainer.py'), path.join(directory, 'train.py'));
		await openGate(1000);
		await writeFile(path.join(directory, 'mydata.yaml'), 'train: images\nval: images\nnc: 4\nnames: [Vest, helmet, noHelmet, noVest]\n');
	});
	afterEach(async () => {
		terminal?.pty.kill('SIGKILL');
		for (const {Id: id, Names: names} of await docker.listContainers({all: true})) {
			if (names.some(one => one.startsWith(`/${name}`))) {
				await docker.getContainer(id).remove({force: true}).catch(() => undefined);
			}
		}

		await rm(directory, {recursive: true, force: true});
	});

	/** Lets so many batches be trained, counted from the first epoch; an epoch has six. */
	async function openGate(batches: number): Promise<void> {
		await writeFile(path.join(directory, 'gate'), String(batches));
	}

	/** The middle of an epoch, where the gate holds the training. */
	const middleOf = (epoch: number): number => ((epoch - 1) * 6) + 3;

	async function stopAfter(screen: TestTerminal, epoch: number): Promise<void> {
		await screen.until('the question how to stop', () => screen.text().includes('nothing is lost'), 60_000);
		screen.write('e');
		await screen.until('the waiting', () => screen.text().includes(`waiting for the end of epoch ${epoch}`), 60_000);
		await openGate(middleOf(epoch + 1));
	}

	/** Epochs of results.csv, as written. */
	async function epochsOf(run: string): Promise<readonly number[]> {
		const text = await readFile(path.join(directory, 'runs/train', run, 'results.csv'), 'utf8').catch(() => '');
		return text.trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0]));
	}

	test('it is started, stopped after an epoch, resumed, relaunched with another batch size and finished', async () => {
		await openGate(middleOf(2));
		const screen = openTerminal(bundle, {
			columns: 120, rows: 40, environment: ['LANG=C.UTF-8', 'NO_COLOR=1', `DOCKER_HOST=${host}`, `HOME=${directory}`],
			shell: `exec PROGRAM run --yes --network none --name ${name} -e TRAINER_SPEED=10 -e TRAINER_SAVE_SECONDS=0.2 -e TRAINER_GATE=/work/gate -v ${directory}:/work -w /work ${testImage} -- python train.py --data mydata.yaml --cfg yolov5n.yaml --epochs 5 --batch-size 4 --workers 2`,
		});
		terminal = screen;
		await screen.until('the second epoch', () => screen.text().includes('Epoch 2/5'), 60_000);

		screen.write('s');
		await stopAfter(screen, 2);
		await screen.until('the end', () => screen.text().includes('last.pt is whole and holds 2 epochs'), 60_000);
		expect(await epochsOf('exp')).toEqual([0, 1]);

		screen.write('r');
		await screen.until('the plan', () => screen.text().includes('--resume'), 60_000);
		screen.write('y');
		await screen.until('the next epoch', () => screen.text().includes('Epoch 3/5') && screen.text().includes('● training'), 60_000);

		screen.write('e');
		await screen.until('the form', () => screen.text().includes('batch size'), 10_000);
		screen.write('\u{15}8\r');
		await stopAfter(screen, 3);
		await screen.until('the plan with the edit', () => screen.text().includes('batch_size: 8'), 60_000);
		await openGate(1000);
		screen.write('y');
		await screen.until('the end of the run', () => screen.text().includes('finished'), 90_000);

		expect(await epochsOf('exp')).toEqual([0, 1, 2, 3, 4]);
		expect(await readFile(path.join(directory, 'runs/train/exp/opt.yaml'), 'utf8')).toMatch(/^batch_size: 8$/m);

		screen.write('J');
		await screen.until('the journal', () => screen.text().includes('docker kill --signal INT'), 10_000);
		expect(screen.text()).not.toContain('TRAINER_SPEED=10');
		screen.write('\u{3}');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
	}, 300_000);

	test('a shell comes and goes, and leaving while a stop waits for the end of the epoch leaves the training alone', async () => {
		terminal = openTerminal(bundle, {
			columns: 100, rows: 30, environment: ['LANG=C.UTF-8', 'NO_COLOR=1', `DOCKER_HOST=${host}`, `HOME=${directory}`],
			shell: `exec PROGRAM run --yes --network none --name ${name} -e TRAINER_SPEED=1 -v ${directory}:/work -w /work ${testImage} -- python train.py --data mydata.yaml --cfg yolov5n.yaml --epochs 50`,
		});
		await terminal.until('the first epoch', () => /Epoch [1-9]\/50/.test(terminal!.text()), 60_000);
		// A shell takes the terminal and gives it back; the training goes on meanwhile.
		terminal.write('E');
		await terminal.until('the terminal of the shell', () => !terminal!.isAlternate(), 30_000);
		terminal.write('echo in-$((40+2)); exit 3\r');
		await terminal.until('the screen again', () => terminal!.isAlternate() && terminal!.text().includes('The shell ended with exit code 3'), 30_000);
		expect(terminal.output()).toContain('in-42');
		terminal.write('s');
		await terminal.until('the question', () => terminal!.text().includes('nothing is lost'), 30_000);
		terminal.write('e');
		await terminal.until('the waiting', () => /looking|waiting/.test(terminal!.text()), 10_000);
		terminal.write('q');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
		const before = await epochsOf('exp');
		await until('the training goes on', async () => {
			const current = await epochsOf('exp');
			return current.length > before.length + 1;
		}, 60_000);
	}, 180_000);

	test('a container that is made anew under the same name is followed, and what the old one trained stays', async () => {
		const start = async (epochs: string) => {
			const container = await docker.createContainer({
				Image: testImage, name, Cmd: ['python', 'train.py', '--data', 'mydata.yaml', '--cfg', 'yolov5n.yaml', '--epochs', epochs], Env: ['TRAINER_SPEED=5'], Tty: true, WorkingDir: '/work', HostConfig: {NetworkMode: 'none', Binds: [`${directory}:/work`]},
			});
			await container.start();
			return container;
		};

		const old = await start('50');
		const screen = openTerminal(bundle, {
			columns: 100, rows: 30, environment: ['LANG=C.UTF-8', 'NO_COLOR=1', `DOCKER_HOST=${host}`, `HOME=${directory}`], shell: `exec PROGRAM ${name}`,
		});
		terminal = screen;
		await screen.until('the second epoch', () => /Epoch [2-9]\/50/.test(screen.text()), 60_000);
		await old.remove({force: true});
		await screen.until('the end', () => screen.text().includes('The container was removed.'), 30_000);
		await start('70');
		await screen.until('the new training', () => /Epoch \d+\/70/.test(screen.text()), 60_000);
		expect(screen.text()).toContain(`The container ${name} was recreated.`);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
	}, 180_000);

	test('a bus error before the first checkpoint: e starts the same command again with a larger /dev/shm; of the run before nothing is left', async () => {
		const command = ['python', 'train.py', '--data', 'mydata.yaml', '--cfg', 'yolov5n.yaml', '--epochs', '50', '--batch-size', '4', '--workers', '2'];
		const container = await docker.createContainer({
			Image: testImage, name, Cmd: command, Env: ['TRAINER_SPEED=5', 'TRAINER_SHM_BYTES=100000000', 'TRAINER_START_SECONDS=25', 'TRAINER_END_SECONDS=600'], Tty: true, WorkingDir: '/work', HostConfig: {NetworkMode: 'none', Binds: [`${directory}:/work`]},
		});
		await container.start();
		const screen = openTerminal(bundle, {
			columns: 120, rows: 36, environment: ['LANG=C.UTF-8', 'NO_COLOR=1', `DOCKER_HOST=${host}`, `HOME=${directory}`], shell: `exec PROGRAM ${name}`,
		});
		terminal = screen;
		await screen.until('the first state', () => screen.text().includes('starting'), 60_000);
		expect(screen.text()).not.toMatch(/idle|Waiting for the output/);
		await screen.until('the failure', () => screen.text().includes('failed'), 60_000);
		await screen.until('the process that lives on', () => screen.text().includes('still ending'), 60_000);
		screen.write('r');
		await screen.until('the reason', () => screen.text().includes('the process of the training is still ending'), 10_000);
		screen.write('e');
		await screen.until('the form', () => screen.text().includes('< start again >') && /shm size +1g/.test(screen.text()), 10_000);
		screen.write('\r');
		await screen.until('the question whether to end it', () => screen.text().includes('End the process that is still ending?'), 30_000);
		screen.write('n');
		await screen.until('the plan', () => screen.text().includes('Start the same command again?'), 60_000);
		expect(screen.text()).toContain('/work/runs/train/exp stays as it is');
		screen.write('y');
		await screen.until('the new container', () => screen.text().includes(`starting  ${name}-restart`), 60_000);
		// The log keeps what was printed; nothing that is shown here is of the run before.
		expect(screen.text()).not.toMatch(/Error|KeyboardInterrupt|runs\/train/);
		await screen.until('the training', () => /Epoch [1-9]\/50/.test(screen.text()) && screen.text().includes('runs/train/exp2'), 60_000);
		expect(await docker.getContainer(`${name}-restart`).inspect()).toMatchObject({HostConfig: {ShmSize: 2 ** 30}});
		await docker.getContainer(`${name}-restart`).remove({force: true});
		await screen.until('the removal', () => screen.text().includes('(container removed)'), 30_000);
		screen.write('D');
		await screen.until('why nothing is done', () => screen.text().includes('the container was removed'), 10_000);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
	}, 240_000);

	test('a resume by exec in a shell shows its own course, and after its end what becomes of the container', async () => {
		const container = await docker.createContainer({
			Image: testImage, name, Cmd: ['bash'], Env: ['TRAINER_SPEED=10', 'TRAINER_GATE=/work/gate'], Tty: true, OpenStdin: true, WorkingDir: '/work', HostConfig: {NetworkMode: 'none', Binds: [`${directory}:/work`]},
		});
		await openGate(middleOf(3));
		await container.start();
		const stdin = await container.attach({stream: true, stdin: true, hijack: true});
		stdin.write('python train.py --data mydata.yaml --cfg yolov5n.yaml --epochs 5\n');
		await until('the third epoch', async () => Number(await readFile(path.join(directory, 'gate.at'), 'utf8').catch(() => '0')) === middleOf(3), 60_000);
		stdin.write('\u{3}');
		const screen = openTerminal(bundle, {
			columns: 120, rows: 36, environment: ['LANG=C.UTF-8', 'NO_COLOR=1', `DOCKER_HOST=${host}`, `HOME=${directory}`], shell: `exec PROGRAM ${name}`,
		});
		terminal = screen;
		await screen.until('the interrupt', () => screen.text().includes('Interrupted in epoch 3/5'), 60_000);
		screen.write('r');
		await screen.until('the plan', () => screen.text().includes('docker exec -t'), 60_000);
		screen.write('y');
		const seen: string[] = [];
		await screen.until('the next epochs', () => {
			const text = screen.text();
			seen.push(text);
			return text.includes('● training') && text.includes('Epoch 3/5');
		}, 60_000);
		await openGate(1000);
		await screen.until('the end', () => {
			seen.push(screen.text());
			return screen.text().includes('✓ finished');
		}, 90_000);
		// The log shows the options line as it was printed, with all of its defaults.
		const told = seen.map(text => text.split('Last words', 1)[0]).join('\n');
		expect(told).not.toContain('no live output');
		expect(told).not.toContain('coco128');
		expect(await epochsOf('exp')).toEqual([0, 1, 2, 3, 4]);
		await container.remove({force: true});
		await screen.until('the removal', () => screen.text().includes('(container removed)'), 30_000);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
	}, 240_000);
});
