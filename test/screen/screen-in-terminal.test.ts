import {Buffer} from 'node:buffer';
import process from 'node:process';
import {
	beforeAll,
	describe,
	expect,
	test,
} from 'vitest';
import {buildEntry} from './fixtures/build-entry.ts';
import {
	isRestored,
	openTerminal,
	type TerminalOptions,
	type TestTerminal,
} from './fixtures/terminal.ts';

let entry = '';

beforeAll(async () => {
	entry = await buildEntry('screen-entry.ts');
});

/** The screen after its first frame, and the process id of the program inside the terminal. */
async function openScreen(options: TerminalOptions = {}): Promise<TestTerminal> {
	const terminal = openTerminal(entry, options);
	await terminal.untilText(/training|训练中/);
	await terminal.untilText(/Epoch 44\/100|轮次 44\/100/);
	return terminal;
}

/** Asks the terminal's driver itself: `stty` runs in the shell after the program. */
const sttyAfter = 'stty -a; PROGRAM; echo code=$?; stty -a';

function terminalModes(output: string): readonly string[] {
	return output.split(/speed \d+ baud/).slice(1).map(text => ['icanon', 'echo', 'isig', 'ixon'].map(mode => `${new RegExp(String.raw`(?<!\S)-${mode}\b`).test(text) ? '-' : ''}${mode}`).join(' '));
}

describe('leaving', () => {
	type Way = readonly [name: string, leave: (terminal: TestTerminal) => void, code: number, environment: readonly string[]];
	const ways: readonly Way[] = [
		['q', terminal => {
			terminal.write('q');
		}, 0, []],
		['Ctrl-C', terminal => {
			terminal.write('\u{3}');
		}, 0, []],
		['SIGINT', terminal => {
			process.kill(programOf(terminal), 'SIGINT');
		}, 130, []],
		['SIGTERM', terminal => {
			process.kill(programOf(terminal), 'SIGTERM');
		}, 143, []],
		['SIGHUP', terminal => {
			process.kill(programOf(terminal), 'SIGHUP');
		}, 129, []],
		['SIGQUIT', terminal => {
			process.kill(programOf(terminal), 'SIGQUIT');
		}, 131, []],
		['an exception', () => {
			// It comes by itself.
		}, 1, ['SCRIPT=throw']],
		['a rejection', () => {
			// It comes by itself.
		}, 1, ['SCRIPT=reject']],
		['process.exit', () => {
			// It comes by itself.
		}, 7, ['SCRIPT=exit']],
		['SIGTERM to a program that then hangs', terminal => {
			process.kill(programOf(terminal), 'SIGTERM');
		}, 143, ['SCRIPT=hang']],
	];

	test.each(ways)('%s gives the terminal back', async (name, leave, code, environment) => {
		const terminal = openTerminal(entry, {shell: sttyAfter, environment});
		await terminal.until('the alternate screen', () => terminal.isAlternate());
		await terminal.untilText('Epoch 44/100');
		leave(terminal);
		await terminal.exited;
		await terminal.until('the exit code', () => terminal.output().includes(`code=${code}`));
		await terminal.until('the main screen', () => !terminal.isAlternate());
		expect(isRestored(terminal.output())).toBe(true);
		const [before, after] = terminalModes(terminal.output());
		expect(after).toBe(before);
		if (name.startsWith('SIG')) {
			// The command had its turn, and did not die of the signal itself.
			expect(terminal.errors()).toContain('outcome signal');
		}
	});

	test('an exception is told after the terminal was given back', async () => {
		const terminal = openTerminal(entry, {environment: ['SCRIPT=throw']});
		const {exitCode} = await terminal.exited;
		expect(exitCode).toBe(1);
		await terminal.untilText('failed: crash on purpose');
		expect(terminal.isAlternate()).toBe(false);
	});

	test('a closed terminal ends the program', async () => {
		const terminal = await openScreen();
		terminal.pty.kill('SIGHUP');
		const {exitCode, signal} = await terminal.exited;
		expect([exitCode, signal]).not.toEqual([0, 0]);
	});
});

describe('Ctrl-Z', () => {
	test('stops the job, gives the terminal back and comes back with fg', async () => {
		const terminal = openTerminal(entry, {shell: 'set -m; PROGRAM; echo stopped=$?; read -r line; fg >/dev/null; echo code=$?'});
		await terminal.untilText('Epoch 44/100');
		terminal.write('\u{1A}');
		// What the emulator has read, not only what has come: it reads a little later.
		await terminal.untilText('stopped=148');
		expect(terminal.isAlternate()).toBe(false);
		expect(isRestored(terminal.output())).toBe(true);
		expect(terminal.errors()).toContain('suspend');
		expect(terminal.errors()).not.toContain('resume');
		terminal.write('\r');
		await terminal.until('the screen is back', () => terminal.isAlternate() && terminal.text().includes('Epoch 44/100'));
		expect(terminal.errors()).toContain('resume');
		terminal.write('q');
		await terminal.exited;
		expect(terminal.output()).toContain('code=0');
	});

	test('without a shell that controls jobs the screen comes back by itself', async () => {
		const terminal = await openScreen();
		terminal.write('\u{1A}');
		await terminal.until('both hooks were called', () => terminal.errors().includes('resume'));
		await terminal.until('the screen is back', () => terminal.isAlternate() && terminal.text().includes('Epoch 44/100'));
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});
});

describe('keys', () => {
	test('three keys in one chunk are three', async () => {
		const terminal = await openScreen({environment: ['SCRIPT=still']});
		terminal.write('4');
		await terminal.untilText('following');
		terminal.write('kkk');
		await terminal.untilText('3 more below');
		terminal.write('j');
		await terminal.untilText('2 more below');
		terminal.write('G');
		await terminal.untilText('following');
		terminal.write('q');
		await terminal.exited;
	});

	test('help opens and closes, and q inside it only closes it', async () => {
		const terminal = await openScreen();
		terminal.write('?');
		await terminal.untilText('leave yolotop; the training continues untouched');
		expect(terminal.text()).toContain('Epoch 44/100');
		const isClosed = () => !terminal.text().includes('leave yolotop');
		terminal.write('q');
		await terminal.until('the help is closed', isClosed);
		terminal.write('?');
		await terminal.untilText('leave yolotop');
		terminal.write('\u{1B}');
		await terminal.until('the help is closed again', isClosed);
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});

	test('Escape, pasted text and replies of the terminal do nothing', async () => {
		const terminal = await openScreen({environment: ['SCRIPT=still']});
		terminal.write('\u{1B}[200~q\u{3}qq\u{1B}[201~');
		terminal.write('\u{1B}[I\u{1B}[<0;10;10M\u{1B}[1;1R\u{1B}[?62;c');
		terminal.write('L');
		await terminal.untilText('轮次 44/100');
		terminal.write('\u{1B}');
		// An Escape counts as one when nothing follows for a moment; a busy machine reads it late.
		await terminal.until('the moment is over', createTimer(1000));
		terminal.write('L');
		await terminal.untilText('Epoch 44/100');
		expect(terminal.isAlternate()).toBe(true);
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});

	test('keys come from the terminal when standard input is data', async () => {
		const terminal = openTerminal(entry, {shell: 'echo data | PROGRAM', environment: ['KEYS=terminal']});
		await terminal.untilText('Epoch 44/100');
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});
});

describe('the mouse and the clipboard', () => {
	test('the wheel scrolls, a click on a tab shows its screen, and M gives the mouse back', async () => {
		const terminal = await openScreen({environment: ['SCRIPT=still']});
		expect(terminal.output()).toContain('\u{1B}[?1006h');
		const column = terminal.lines()[0]!.indexOf('Logs') + 1;
		terminal.write(`\u{1B}[<0;${column};1M\u{1B}[<0;${column};1m`);
		await terminal.untilText('following');
		terminal.write('\u{1B}[<64;10;10M');
		await terminal.untilText('more below');
		terminal.write('\u{1B}[<65;10;10M');
		await terminal.untilText('following');
		terminal.write('M');
		await terminal.until('the mouse is off', () => terminal.output().lastIndexOf('\u{1B}[?1000l') > terminal.output().lastIndexOf('\u{1B}[?1000h'));
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
		expect(isRestored(terminal.output())).toBe(true);
	});

	test('y copies a line of the log, and pasted text is typed into a search without its control characters', async () => {
		const terminal = await openScreen({environment: ['SCRIPT=still']});
		terminal.write('4');
		await terminal.untilText('following');
		terminal.write('/');
		await terminal.untilText('Search:');
		terminal.write('\u{1B}[200~Logging\u{3}results\u{1B}[201~');
		await terminal.untilText('Logging results');
		terminal.write('\r');
		await terminal.untilText('1 of 1');
		terminal.write('y');
		const wanted = `\u{1B}]52;c;${Buffer.from('Logging results to runs/train/exp12').toString('base64')}\u{7}`;
		await terminal.until('the line is copied', () => terminal.output().includes(wanted));
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});
});

describe('drawing', () => {
	test('the bar moves, and only its lines are sent', async () => {
		const terminal = await openScreen();
		const batchOf = () => /Batch (\d+)\/55/.exec(terminal.text())?.[1];
		const first = batchOf();
		await terminal.until('the batch moves', () => batchOf() !== first);
		const before = terminal.output().length;
		const batch = batchOf();
		await terminal.until('it moves on', () => batchOf() !== batch);
		const sent = terminal.output().slice(before);
		expect(sent).not.toMatch(/\u{1B}\[[23]J/u);
		expect(sent.length).toBeLessThan(2500);
		terminal.write('q');
		await terminal.exited;
	});

	test('a terminal that takes nothing does not stop the program, and gets the newest screen afterwards', async () => {
		const terminal = await openScreen({environment: ['SCRIPT=tick']});
		const ticks = () => terminal.errors().split('tick').length;
		terminal.pty.pause();
		// Whole frames, several times more than a pty holds.
		for (let index = 0; index < 61; index++) {
			const before = ticks();
			terminal.write('L');

			await terminal.until('the program goes on', () => ticks() > before);
		}

		terminal.pty.resume();
		await terminal.untilText('轮次 44/100');
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});

	test('draws in a CI environment too', async () => {
		const terminal = await openScreen({environment: ['CI=true']});
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});

	test.each([[120, 36], [40, 10], [39, 10], [20, 3], [10, 2], [200, 60], [80, 24]])('after a resize to %ix%i every row is right', async (columns, rows) => {
		const terminal = await openScreen({environment: ['SCRIPT=still']});
		terminal.resize(columns, rows);
		// In 40 columns the mark says the state.
		const expected = columns < 20 || rows < 3 ? 'needs' : (columns === 40 ? '44/100' : 'training');
		await terminal.until('the new size is drawn', () => {
			const lines = terminal.lines();
			const isFooterRight = columns < 40 || rows < 10 || (lines.at(-1)?.includes('detach') ?? false);
			return lines.some(line => line.includes(expected)) && isFooterRight && terminal.lines().slice(0, -1).every(line => !line.includes('q detach'));
		});
		terminal.write('q');
		expect(await terminal.exited).toMatchObject({exitCode: 0});
	});

	test('no colour is sent with NO_COLOR', async () => {
		const terminal = await openScreen({environment: ['NO_COLOR=1']});
		expect(terminal.output()).not.toMatch(/\u{1B}\[(?:\d+;)*[349]\d[\d;]*m/u);
		terminal.write('q');
		await terminal.exited;
	});
});

/** The program tells its process id in its first line of errors. */
function programOf(terminal: TestTerminal): number {
	const pid = Number(/pid (\d+)/.exec(terminal.errors())?.[1]);
	if (!(pid > 1)) {
		throw new Error('The program did not tell its process id.');
	}

	return pid;
}

/** True from so many milliseconds on. */
function createTimer(ms: number): () => boolean {
	const end = performance.now() + ms;
	return () => performance.now() >= end;
}
