import {writeFileSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
} from 'vitest';
import {demoTraining} from '../../source/demo/training.ts';
import {isRestored, openTerminal} from '../screen/fixtures/terminal.ts';
import {bundle} from './run-bundle.ts';

let directory = '';
const noEngine = 'DOCKER_HOST=unix:///nonexistent/docker.sock';

beforeAll(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'yolotop-screen-'));
	const training = Array.from(demoTraining({epochs: 3, speed: 1, seed: 1}), ({text}) => text).join('');
	writeFileSync(path.join(directory, 'train.log'), training);
	writeFileSync(path.join(directory, 'half.log'), training.slice(0, training.indexOf(' 1/2 ') + 2000));
	writeFileSync(path.join(directory, 'empty.log'), '');
});
afterAll(() => {
	rmSync(directory, {recursive: true, force: true});
});

/** Opens the built command line in a terminal; `{}` stands for the directory of the test's files. */
const open = (shell: string) => openTerminal(bundle, {
	columns: 120, rows: 36, shell: shell.split('{}').join(directory), environment: ['LANG=C.UTF-8', noEngine],
});

describe('the screen', () => {
	it('plays the demo, says that it is simulated, and leaves with q', async () => {
		const terminal = open('exec PROGRAM demo --speed 20');
		await terminal.untilText(/simulated/i);
		await terminal.untilText(/ [2-9]\/100/);
		await terminal.untilText(/\d\/55/);
		terminal.write('q');
		const {exitCode} = await terminal.exited;
		expect(exitCode).toBe(0);
		expect(isRestored(terminal.output())).toBe(true);
		expect(terminal.errors()).toBe('');
	});

	it('shows a finished log file until the person leaves', async () => {
		const terminal = open('exec PROGRAM {}/train.log');
		await terminal.untilText('finished');
		await terminal.untilText('noHelmet');
		// The help is Ink's work. What it drew of the run before looked like the picture drawn without it, and was not sent again.
		terminal.write('?');
		await terminal.until('the help', () => terminal.output().split('\u{1B}[?2026h').length > 2);
		expect(terminal.output().split('\u{1B}[?2026h', 3)[1]).toContain('noHelmet');
		await terminal.untilText(/help/i);
		expect(terminal.output().split('\u{1B}[?2026h', 4)[2]).toMatch(/help/i);
		terminal.write('?');
		await terminal.untilText('noHelmet');
		terminal.write('q');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
	});

	it('reads the run from standard input and the keys from the terminal', async () => {
		const terminal = open('cat {}/train.log | PROGRAM -');
		await terminal.untilText('finished');
		terminal.write('q');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
		expect(isRestored(terminal.output())).toBe(true);
	});

	it('shows the demo where a training was looked for and none can be found, and says so', async () => {
		const terminal = open('exec PROGRAM --or-demo');
		await terminal.untilText(/simulated/i);
		expect(terminal.errors()).toMatch(/No container engine answers.*demo/);
		terminal.write('q');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
	});

	it.each([
		['exec PROGRAM {}/empty.log', /empty\.log is empty/],
		['TERM=dumb exec PROGRAM demo', /cannot show the full screen/],
		['exec PROGRAM yolo', /No container engine answers/],
	])('%s: an error without a screen', async (shell, message) => {
		const terminal = open(shell);
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 1});
		expect(terminal.errors()).toMatch(message);
		expect(terminal.output()).not.toContain('[?1049h');
	});

	it('prints plain lines with --plain', async () => {
		const terminal = open('exec PROGRAM --plain {}/train.log');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
		expect(terminal.output()).toContain('3/3');
		expect(terminal.output()).not.toContain('\u{1B}');
	});

	it('follows a file that grows', async () => {
		const terminal = open('exec PROGRAM {}/half.log');
		await terminal.untilText(/ 2\/3/);
		const whole = Array.from(demoTraining({epochs: 3, speed: 1, seed: 1}), ({text}) => text).join('');
		writeFileSync(path.join(directory, 'half.log'), whole.slice(whole.indexOf(' 1/2 ') + 2000), {flag: 'a'});
		await terminal.untilText('finished');
		terminal.write('q');
		await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
	});
});
