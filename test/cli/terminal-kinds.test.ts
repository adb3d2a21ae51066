import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	expect,
	test,
} from 'vitest';
import {demoTraining} from '../../source/demo/training.ts';
import {isRestored, openTerminal} from '../screen/fixtures/terminal.ts';
import {bundle} from './run-bundle.ts';

let directory = '';

beforeAll(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'kinds-'));
	writeFileSync(path.join(directory, 'train.log'), Array.from(demoTraining({epochs: 3, speed: 1, seed: 1}), ({text}) => text).join(''));
});
afterAll(() => {
	rmSync(directory, {recursive: true, force: true});
});

const braille = /[\u{2800}-\u{28FF}]/u;
const beyondAscii = /\P{ASCII}/u;
const osc = '\u{1B}]';
const title = `${osc}2;`;
const mouse = '\u{1B}[?1000h';
const refusal = 'This terminal does not accept text for its clipboard';

type Kind = {
	readonly name: string;
	readonly environment: readonly string[];
	/** What is in all that was sent, and what is not. */
	readonly sent: ReadonlyArray<string | RegExp>;
	readonly never: ReadonlyArray<string | RegExp>;
	/** What the key that copies leads to. */
	readonly copied: string;
};

// What each does with a sequence is told in the table of terminals; here is what the program really sends there.
const kinds: readonly Kind[] = [
	{
		name: 'xterm', environment: [], sent: [braille, title, mouse], never: ['\u{1B}P'], copied: `${osc}52;c;`,
	},
	{
		name: 'tmux', environment: ['TERM=tmux-256color', 'TMUX=/tmp/tmux-0/default,1,0'], sent: [braille, title, mouse], never: [], copied: `\u{1B}Ptmux;\u{1B}${osc}52;c;`,
	},
	{
		name: 'screen', environment: ['TERM=screen', 'STY=1.pts-0.host'], sent: [braille, title, mouse], never: [], copied: `\u{1B}P${osc}52;c;`,
	},
	{
		name: 'PuTTY', environment: ['TERM=putty-256color'], sent: [beyondAscii, title, mouse], never: [braille, `${osc}52`], copied: refusal,
	},
	{
		name: 'the Linux console', environment: ['TERM=linux', 'COLORTERM='], sent: [/\u{1B}\[\d/u], never: [beyondAscii, osc, mouse, /\[(?:\d+;)*[34]8;/], copied: refusal,
	},
	{
		name: 'a vt220', environment: ['TERM=vt220', 'COLORTERM='], sent: [/\u{1B}\[\d/u], never: [beyondAscii, osc, mouse, /\[(?:\d+;)*[34]8;/], copied: refusal,
	},
];

const hasPart = (text: string, part: string | RegExp): boolean => typeof part === 'string' ? text.includes(part) : part.test(text);

test.each(kinds)('$name gets what it understands, and itself back', async ({environment, sent, never, copied}) => {
	const terminal = openTerminal(bundle, {
		columns: 120, rows: 36, environment: ['LANG=C.UTF-8', 'DOCKER_HOST=unix:///nonexistent/docker.sock'], shell: `cd ${directory} && exec env -u TMUX -u STY ${environment.join(' ')} PROGRAM train.log`,
	});
	await terminal.untilText(/finished[\s\S]*Finished: /);
	terminal.write('Y');
	await terminal.until('the answer to the key that copies', () => terminal.output().includes(copied));
	for (const part of sent) {
		expect(hasPart(terminal.output(), part), String(part)).toBe(true);
	}

	for (const part of never) {
		expect(hasPart(terminal.output(), part), String(part)).toBe(false);
	}

	terminal.write('q');
	await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
	const output = terminal.output();
	// Every frame that is opened for synchronized output is closed.
	expect(output.split('\u{1B}[?2026h')).toHaveLength(output.split('\u{1B}[?2026l').length - 1);
	expect(isRestored(output)).toBe(true);
});
