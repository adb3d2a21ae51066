import process from 'node:process';
import {
	afterAll,
	afterEach,
	beforeEach,
	expect,
	test,
	vi,
} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {isRestored, openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {sttyAround, terminalModes} from '../screen/fixtures/terminal-modes.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';

vi.setConfig({testTimeout: 90_000});

describeWithEngine('yolotop is ended while a training runs', await openEngineBed(), bed => {
	let container: TestContainer;
	let terminal: TestTerminal | undefined;

	beforeEach(async () => {
		// It prints all the time and stands still when nobody takes its output.
		container = await createTestContainer(bed, {command: ['python3', '/programs/counter.py', '/shared/count'], hasTerminal: true});
	});

	afterEach(async () => {
		terminal?.pty.kill('SIGKILL');
		await container.remove();
	});

	afterAll(async () => bed.close());

	/** The screen on the container, and the process of yolotop, which the shell tells before it becomes yolotop. */
	async function open(): Promise<number> {
		terminal = openTerminal(bundle, {
			columns: 100, rows: 30, environment: ['LANG=C.UTF-8', `DOCKER_HOST=${bed.host}`], shell: sttyAround.replace('PROGRAM', () => `(echo "pid=$BASHPID"; exec PROGRAM ${container.name})`),
		});
		await terminal.until('the screen', () => terminal!.isAlternate() && terminal!.text().includes(container.name), 60_000);
		return Number(/pid=(\d+)/.exec(terminal.output())![1]);
	}

	async function expectGoingOn(): Promise<void> {
		const before = await container.readCount('count');
		let printed = 0;
		try {
			await until('the training goes on', async () => {
				printed = await container.readCount('count') - before;
				return printed > 4_000_000;
			}, 60_000);
		} catch (error) {
			throw new Error(`It has printed ${printed} bytes since the end of yolotop`, {cause: error});
		}
	}

	test.each([
		['SIGHUP', 129], ['SIGINT', 130], ['SIGQUIT', 131], ['SIGTERM', 143],
	] as const)('%s: the terminal is given back, and the training goes on', async (signal, code) => {
		const pid = await open();
		process.kill(pid, signal);
		await terminal!.exited;
		await terminal!.until('the exit code', () => terminal!.output().includes(`code=${code}`));
		expect(isRestored(terminal!.output())).toBe(true);
		const [before, after] = terminalModes(terminal!.output());
		expect(after).toBe(before);
		await expectGoingOn();
	});

	test('SIGKILL: the training goes on', async () => {
		const pid = await open();
		process.kill(pid, 'SIGKILL');
		await terminal!.until('the exit code', () => terminal!.output().includes('code=137'));
		await expectGoingOn();
	});

	test('a closed terminal: yolotop ends, and the training goes on', async () => {
		const pid = await open();
		terminal!.pty.kill('SIGHUP');
		await until('the end of yolotop', () => {
			try {
				process.kill(pid, 0);
				return undefined;
			} catch {
				return true;
			}
		});
		await expectGoingOn();
	});
});
