import {beforeAll, expect, test} from 'vitest';
import {buildEntry} from './fixtures/build-entry.ts';
import {openTerminal, type TestTerminal} from './fixtures/terminal.ts';

let entry = '';

beforeAll(async () => {
	entry = await buildEntry('screen-entry.ts');
});

const question = '\u{1B}[6n';

/** A screen of a terminal that has been asked for its width. */
async function openAsked(): Promise<TestTerminal> {
	const terminal = openTerminal(entry, {environment: ['ASK=1'], columns: 120, rows: 36});
	await terminal.untilText('Epoch 44/100');
	expect(terminal.output().split(question)).toHaveLength(2);
	return terminal;
}

/** Leaves, and sees that nothing of an answer was taken for keys: those left no trace, and q is answered at once. */
async function leave(terminal: TestTerminal): Promise<void> {
	expect(terminal.text()).not.toMatch(/\[2;\d|;3R/);
	terminal.write('q');
	await expect(terminal.exited).resolves.toMatchObject({exitCode: 0});
}

test.each([
	['at once', ['\u{1B}[2;3R']],
	['in pieces over a slow line', ['\u{1B}[2', ';3R']],
	['between keys', ['j\u{1B}[2;3Rk']],
])('two columns, answered %s: everything is drawn with narrow characters', async (_, chunks) => {
	const terminal = await openAsked();
	expect(terminal.text()).toContain('╭─ Progress');
	for (const chunk of chunks) {
		terminal.write(chunk);
	}

	await terminal.untilText('+- Progress');
	expect(terminal.text()).not.toMatch(/[·“”…↑→↓─━│╭╮╯╰╸█▌▲▼◆●]/u);
	await leave(terminal);
});

test('one column: the picture stays as it is, and the mark of the question is gone', async () => {
	const terminal = await openAsked();
	const before = terminal.lines()[1];
	terminal.write('\u{1B}[2;2R');
	terminal.write('?');
	await terminal.untilText('╭─ Help');
	terminal.write('\u{1B}');
	await terminal.until('no help', () => !terminal.text().includes('─ Help'));
	expect(terminal.lines()[1]).toBe(before);
	await leave(terminal);
});

test('a terminal that never answers, and one that answers twice', async () => {
	const silent = await openAsked();
	await leave(silent);
	const eager = await openAsked();
	eager.write('\u{1B}[2;2R\u{1B}[2;3R');
	eager.write('2');
	await eager.untilText('─ Figures');
	await leave(eager);
});
