import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {bundle} from './run-bundle.ts';

let folder = '';

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'yolotop-end-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const osc = /\u{1B}\](?<text>[^\u{7}\u{1B}]*)\u{7}/gu;
const oscOf = (output: string): readonly string[] => [...output.matchAll(osc)].map(({groups}) => groups!.text!);
/** Bells that ring: those that end a sequence do not. */
const bells = (output: string): number => output.replaceAll(osc, '').split('\u{7}').length - 1;

/** A simulated training of some seconds, watched until its end has been told. */
function watchDemo(words: string, environment: readonly string[] = []): TestTerminal {
	return openTerminal(bundle, {environment: ['LANG=C.UTF-8', 'TERM_PROGRAM=', 'TMUX=', `XDG_CONFIG_HOME=${folder}`, ...environment], shell: `exec PROGRAM demo --epochs 3 --speed 10 ${words}`});
}

async function leave(terminal: TestTerminal): Promise<void> {
	terminal.write('q');
	await terminal.exited;
}

test('the title says the state, and the window gets its own back', async () => {
	const terminal = watchDemo('--notify bell');
	await terminal.until('the bell of the end', () => bells(terminal.output()) > 0, 60_000);
	await leave(terminal);
	const titles = oscOf(terminal.output()).filter(text => text.startsWith('2;'));
	expect(titles).toContain('2;yolotop: demo training');
	expect(titles.at(-1)).toBe('2;yolotop: demo finished');
	expect(terminal.output().split('\u{1B}[22;0t')).toHaveLength(2);
	expect(terminal.output().lastIndexOf('\u{1B}[23;0t')).toBeGreaterThan(terminal.output().lastIndexOf('\u{1B}]2;'));
	expect(bells(terminal.output())).toBe(1);
	expect(oscOf(terminal.output()).filter(text => text.startsWith('9;') || text.startsWith('777;'))).toEqual([]);
}, 90_000);

test('a notification of the desktop says which run has done what', async () => {
	const terminal = watchDemo('--notify desktop', ['TERM_PROGRAM=iTerm.app']);
	await terminal.until('the notification', () => oscOf(terminal.output()).includes('9;yolotop: demo: the training has finished'), 60_000);
	await leave(terminal);
	expect(bells(terminal.output())).toBe(1);
}, 90_000);

test('with --notify off nothing rings, and the program of the configuration file is started', async () => {
	const program = path.join(folder, 'tell');
	const told = path.join(folder, 'told');
	writeFileSync(program, '#!/bin/sh\nfile=$1; shift\nprintf "%s\\n" "$@" > "$file.part"; mv "$file.part" "$file"\n');
	chmodSync(program, 0o755);
	const config = path.join(folder, 'config.yaml');
	writeFileSync(config, `notify: off\nnotifyCommand: [${program}, ${told}]\n`);
	const terminal = watchDemo(`--config ${config}`);
	await terminal.until('the program was started', () => existsSync(told), 60_000);
	await leave(terminal);
	expect(readFileSync(told, 'utf8')).toBe('finished\ndemo\n');
	expect(bells(terminal.output())).toBe(0);
}, 90_000);
