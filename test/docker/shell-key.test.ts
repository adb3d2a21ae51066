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
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import type {TestContainer} from './test-container.ts';
import {createTrainingContainer, trainCommand, trainDirectory} from './training-container.ts';

const bed = await openEngineBed();
/** Ctrl-P Ctrl-Q. */
const leaveKeys = '\u{10}\u{11}';
const batches = 4;

afterAll(async () => {
	await bed?.close();
});

describeWithEngine('a shell that the screen has opened', bed, ({host, engine}) => {
	let container: TestContainer;
	let home = '';
	let terminal: TestTerminal | undefined;

	beforeEach(async () => {
		home = await mkdtemp(path.join(tmpdir(), 'home-'));
		container = await createTrainingContainer(bed!, {
			command: ['sleep', 'infinity'], pace: {
				isGated: true, batches, speed: 20, saveSeconds: 0.1,
			},
		});
	});
	afterEach(async () => {
		terminal?.pty.kill('SIGKILL');
		await container.remove();
		await rm(home, {recursive: true, force: true});
	});

	async function open(): Promise<TestTerminal> {
		const screen = openTerminal(bundle, {
			columns: 120, rows: 36, environment: ['LANG=C.UTF-8', `DOCKER_HOST=${host}`, `HOME=${home}`], shell: `exec PROGRAM ${container.name}`,
		});
		terminal = screen;
		await screen.until('the screen', () => screen.isAlternate() && screen.text().includes(container.name), 30_000);
		await enter(screen);
		return screen;
	}

	async function enter(screen: TestTerminal): Promise<void> {
		screen.write('E');
		await screen.until('the shell', () => !screen.isAlternate() && screen.text().includes('Ctrl-P Ctrl-Q returns'), 30_000);
	}

	async function leave(screen: TestTerminal): Promise<void> {
		screen.write(leaveKeys);
		await screen.until('the screen', () => screen.isAlternate() && screen.text().includes('E returns to it'), 30_000);
	}

	/** Types a command; the shell says `ready` before it. */
	async function type(screen: TestTerminal, command: string): Promise<void> {
		screen.write(`echo rea''dy; ${command}\r`);
		await screen.until('the shell', () => screen.text().includes('ready\n'), 30_000);
	}

	async function results(run = 'exp'): Promise<readonly number[]> {
		const bytes = await engine.readFile(container.id, `${trainDirectory}/runs/train/${run}/results.csv`);
		return bytes === undefined ? [] : new TextDecoder().decode(bytes).trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0]));
	}

	const trainer = (epochs: number, ...more: string[]) => [...trainCommand, '--epochs', String(epochs), ...more].join(' ');

	async function isTraining(): Promise<boolean> {
		const rows = await engine.topProcesses(container.id);
		return rows.some(({command}) => command.includes('train.py'));
	}

	test('what is trained in it is followed live while the screen is back, and it is gone back to', async () => {
		const screen = await open();
		await container.openGate(batches + 2);
		await type(screen, trainer(5));
		await screen.until('the second epoch', () => /\s1\/4 /.test(screen.text()), 60_000);
		await leave(screen);
		await screen.until('the bar of the second epoch', () => /Epoch 2\/5[\s\S]*2\/4/.test(screen.text()), 15_000);
		expect(screen.text()).toContain('● training');
		// The next batch is seen at once: no file tells of it.
		await container.openGate(batches + 3);
		await screen.until('the next batch', () => /Epoch 2\/5[\s\S]*3\/4/.test(screen.text()), 5000);
		await container.openGate(3 * batches + 1);
		await screen.until('the fourth epoch', () => screen.text().includes('Epoch 4/5'), 15_000);
		expect(screen.text()).not.toContain('no live output');

		await enter(screen);
		await screen.until('the bar in the shell', () => /\s3\/4 /.test(screen.text()), 15_000);
		screen.write('\u{3}');
		await screen.until('the prompt', () => /\$ $|# ?$/m.test(screen.text().trimEnd()), 30_000);
		screen.write('exit\r');
		await screen.until('the screen', () => screen.isAlternate() && screen.text().includes('The shell ended with exit code'), 30_000);
		await screen.until('the end of the training', () => screen.text().includes('interrupted'), 15_000);
		expect(await results()).toEqual([0, 1, 2]);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
		expect(screen.errors()).not.toContain('shell');
	}, 240_000);

	test('leaving yolotop lets go of it: it and its training go on, and the last words say how to see them again', async () => {
		const screen = await open();
		await container.openGate(batches + 2);
		await type(screen, trainer(3));
		await screen.until('the second epoch', () => /\s1\/2 /.test(screen.text()), 60_000);
		await leave(screen);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
		expect(screen.errors()).toContain(`The shell in ${container.name} and what runs in it continue without yolotop.`);
		expect(screen.errors()).toContain(`yolotop ${container.name}.`);
		expect(await isTraining()).toBe(true);
		await container.openGate(1000);
		await until('the end of the training', async () => !(await isTraining()), 60_000);
		expect(await results()).toEqual([0, 1, 2]);
	}, 180_000);

	test('Ctrl-Z lets go of it, and E opens another one', async () => {
		const screen = await open();
		await container.openGate(batches + 2);
		await type(screen, trainer(3));
		await screen.until('the second epoch', () => /\s1\/2 /.test(screen.text()), 60_000);
		await leave(screen);
		await screen.until('the bar of the second epoch', () => /Epoch 2\/3[\s\S]*2\/4/.test(screen.text()), 30_000);
		// Without a shell that controls jobs nothing stops, and the screen is back at once.
		screen.write('\u{1A}');
		await screen.until('what became of the shell', () => screen.text().includes(`no longer connected to the shell in ${container.name}`), 15_000);
		await screen.until('that it is followed by its files', () => screen.text().includes('no live output'), 30_000);
		expect(screen.text()).toContain('● training');
		await container.openGate(1000);
		await screen.until('the end, by the files', () => screen.text().includes('finished'), 60_000);
		expect(await results()).toEqual([0, 1, 2]);
		await enter(screen);
		screen.write('exit 4\r');
		await screen.until('the screen', () => screen.isAlternate() && screen.text().includes('The shell ended with exit code 4'), 30_000);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
		expect(screen.errors()).not.toContain('continue without yolotop');
	}, 180_000);

	test('it may end while the screen is back', async () => {
		const screen = await open();
		await type(screen, 'while [ ! -e /tmp/end ]; do sleep 0.1; done; exit 5');
		await leave(screen);
		const exec = await container.container.exec({Cmd: ['touch', '/tmp/end']});
		await exec.start({Detach: true});
		await screen.until('its end', () => screen.text().includes('The shell ended with exit code 5'), 30_000);
		screen.write('q');
		await expect(screen.exited).resolves.toMatchObject({exitCode: 0});
	}, 120_000);

	test('a prompt and what was typed at it are there again, Ctrl-P goes to the shell', async () => {
		const screen = await open();
		await type(screen, 'echo fir\'\'st-command');
		await screen.until('the command', () => screen.text().includes('first-command'), 15_000);
		screen.write('echo half');
		await screen.until('the echo', () => screen.text().includes('echo half'), 15_000);
		await leave(screen);
		await enter(screen);
		await screen.until('the line', () => /returns[\s\S]*echo half/.test(screen.text()), 15_000);
		screen.write('-whole\r');
		await screen.until('the whole', () => screen.text().includes('\nhalf-whole'), 15_000);
		// The line before, and the one before that, as in any bash.
		screen.write('\u{10}\u{10}\r');
		await screen.until('the first command again', () => screen.text().split('first-command').length > 2, 15_000);
		screen.write('exit\r');
		await screen.until('the screen', () => screen.isAlternate(), 30_000);
	}, 120_000);
});
