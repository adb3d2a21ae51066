import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {fixture} from '../graphics/fixture.ts';
import {openTerminal, type TestTerminal} from './fixtures/terminal.ts';

let directory = '';
beforeAll(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-shown-'));
	await writeFile(path.join(directory, 'results.csv'), 'epoch,train/box_loss\n0,0.1\n');
	await writeFile(path.join(directory, 'opt.yaml'), 'epochs: 1\n');
	await writeFile(path.join(directory, 'labels.jpg'), fixture('screen.jpg'));
});
afterAll(async () => {
	await rm(directory, {recursive: true, force: true});
});

const question = '\u{1B}_Gi=4242,';
const picture = '\u{1B}_Ga=T,f=100,t=d,q=2,i=7101,';
const deletion = '\u{1B}_Ga=d,d=I,i=7101,q=2\u{1B}\\';
const alternateOff = '\u{1B}[?1049l';

/** Answers as kitty does, late, after a person has typed already. */
async function showInKitty(): Promise<TestTerminal> {
	const terminal = openTerminal(bundle, {environment: ['LANG=C.UTF-8', 'DOCKER_HOST=unix:///nonexistent/docker.sock'], shell: `exec PROGRAM ${directory}`});
	await terminal.untilText(/Finished|finished|Epoch 1\/1/);
	expect(terminal.output()).not.toContain(question);
	terminal.write('7');
	await terminal.until('the question', () => terminal.output().includes(question));
	// Blocks of colour stand there until an answer comes.
	await terminal.untilText(/▀{20}/);
	terminal.write('\u{1B}_Gi=4242;OK\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62;c');
	await terminal.until('the picture', () => terminal.output().includes(picture));
	expect(terminal.text()).not.toContain('4242');
	return terminal;
}

test.each([
	['q', (terminal: TestTerminal) => {
		terminal.write('q');
	}],
	['SIGTERM', (terminal: TestTerminal) => {
		terminal.pty.kill('SIGTERM');
	}],
	['SIGHUP', (terminal: TestTerminal) => {
		terminal.pty.kill('SIGHUP');
	}],
])('the pictures are taken off the terminal before it is given back by %s', async (_name, leave) => {
	const terminal = await showInKitty();
	leave(terminal);
	await terminal.exited;
	const output = terminal.output();
	const end = output.lastIndexOf(alternateOff);
	expect(end).toBeGreaterThan(0);
	expect(output.slice(0, end)).toContain(deletion);
	expect(output.slice(end)).not.toContain('\u{1B}_G');
});

test('another screen, a help over it and another size take the picture away and bring it back', async () => {
	const terminal = await showInKitty();
	let start = 0;
	const since = () => terminal.output().slice(start);
	for (const key of ['1', '?']) {
		start = terminal.output().length;
		terminal.write(key);
		await terminal.until(`no picture after ${key}`, () => since().includes(deletion));
		start = terminal.output().length;
		terminal.write(key === '1' ? '7' : 'q');
		await terminal.until(`the picture after ${key}`, () => since().includes(picture));
	}

	start = terminal.output().length;
	terminal.resize(90, 26);
	await terminal.until('the picture in another size', () => since().includes(picture));
	// A second q would be taken for one too many.
	terminal.write('\u{3}');
	await terminal.exited;
});
