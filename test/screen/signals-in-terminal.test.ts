import process from 'node:process';
import {beforeAll, expect, test} from 'vitest';
import {buildEntry} from './fixtures/build-entry.ts';
import {isRestored, openTerminal, type TestTerminal} from './fixtures/terminal.ts';
import {programOf, sttyAround, terminalModes} from './fixtures/terminal-modes.ts';

let entry = '';

beforeAll(async () => {
	entry = await buildEntry('screen-entry.ts');
});

/** The screen with the mouse on, in a shell that tells the terminal's modes before and after. */
async function open(script: string, shell = sttyAround): Promise<TestTerminal> {
	const terminal = openTerminal(entry, {shell, environment: [`SCRIPT=${script}`]});
	await terminal.untilText('Epoch 44/100');
	expect(terminal.output()).toContain('\u{1B}[?1006h');
	return terminal;
}

/** Asserts that the program has ended with the code and left the terminal as it was. */
async function expectGivenBack(terminal: TestTerminal, code: number): Promise<void> {
	await terminal.exited;
	await terminal.until('the exit code', () => terminal.output().includes(`code=${code}`));
	await terminal.until('the main screen', () => !terminal.isAlternate());
	expect(isRestored(terminal.output())).toBe(true);
	const [before, after] = terminalModes(terminal.output());
	expect(after).toBe(before);
}

const signals = [['SIGHUP', 129], ['SIGINT', 130], ['SIGQUIT', 131], ['SIGTERM', 143]] as const;

test.each(signals)('%s in the middle of a resize gives the terminal back', async (signal, code) => {
	const terminal = await open('');
	const program = programOf(terminal);
	for (let step = 0; step < 20; step++) {
		terminal.resize(60 + (step * 4), 15 + step);
	}

	process.kill(program, signal);
	for (let step = 0; step < 20; step++) {
		terminal.resize(140 - (step * 4), 35 - step);
	}

	await expectGivenBack(terminal, code);
});

test.each(signals)('%s twice, the program hanging, gives the terminal back', async (signal, code) => {
	const terminal = await open('hang');
	const program = programOf(terminal);
	process.kill(program, signal);
	await terminal.until('the way out', () => !terminal.isAlternate());
	process.kill(program, signal);
	await expectGivenBack(terminal, code);
});

test('SIGPIPE is no reason to leave: the screen goes on', async () => {
	const terminal = await open('');
	process.kill(programOf(terminal), 'SIGPIPE');
	const batch = () => /Batch (\d+)\/55/.exec(terminal.text())?.[1];
	const before = batch();
	await terminal.until('the bar moves on', () => batch() !== before);
	expect(terminal.isAlternate()).toBe(true);
	terminal.write('q');
	await expectGivenBack(terminal, 0);
});

test.each([
	['draw', 'drawing failed on purpose'],
	['throw', 'crash on purpose'],
	['reject', 'rejection on purpose'],
])('a crash (%s) gives the terminal back, and its message comes after that', async (script, message) => {
	const terminal = await open(script);
	await expectGivenBack(terminal, 1);
	const output = terminal.output();
	expect(output.lastIndexOf(`failed: ${message}`)).toBeGreaterThan(output.lastIndexOf('\u{1B}[?1049l'));
	expect(output.split(`failed: ${message}`)).toHaveLength(2);
});

test('a terminal that is closed ends the program', async () => {
	const terminal = await open('', 'exec PROGRAM');
	const program = programOf(terminal);
	terminal.pty.kill('SIGHUP');
	await terminal.exited;
	await terminal.until('the process is gone', () => {
		try {
			process.kill(program, 0);
			return false;
		} catch {
			return true;
		}
	});
	expect(terminal.errors()).toContain('outcome signal');
});
