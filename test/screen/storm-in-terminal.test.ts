import {beforeAll, expect, test} from 'vitest';
import {buildEntry} from './fixtures/build-entry.ts';
import {frameToText} from './fixtures/render-frame.ts';
import {openTerminal, type TestTerminal} from './fixtures/terminal.ts';

let entry = '';

beforeAll(async () => {
	entry = await buildEntry('screen-entry.ts');
});

const environment = ['SCRIPT=still', 'CLOCK=stopped'];

/** Numbers that look random and are the same each time. */
function createNumbers(seed: number): (from: number, to: number) => number {
	let state = seed;
	return (from, to) => {
		state = ((state * 1_103_515_245) + 12_345) % 2_147_483_648;
		return from + Math.floor((state / 2_147_483_648) * (to - from + 1));
	};
}

async function close(terminal: TestTerminal): Promise<void> {
	terminal.write('q');
	expect(await terminal.exited).toMatchObject({exitCode: 0});
}

test.each([[11, 120, 36], [12, 80, 24], [13, 40, 10], [14, 30, 6]])('after 200 random sizes (%i) the screen of %ix%i is the one that is drawn afresh', async (seed, columns, rows) => {
	const fresh = openTerminal(entry, {columns, rows, environment});
	const sized = /44\/100|44 %/;
	await fresh.untilText(sized);
	const terminal = openTerminal(entry, {columns: 100, rows: 30, environment});
	await terminal.untilText(sized);
	const number = createNumbers(seed);
	for (let count = 0; count < 200; count++) {
		terminal.resize(number(1, 220), number(1, 64));
		if (count % 20 !== 0) {
			continue;
		}

		// The program has its turn now and then, so that frames of many sizes are in progress.
		const before = terminal.output().length;
		await terminal.until('something is drawn', () => terminal.output().length > before);
	}

	terminal.resize(columns, rows);
	await terminal.until('it is the same screen', () => frameToText(terminal.terminal) === frameToText(fresh.terminal)).catch(() => undefined);
	expect(frameToText(terminal.terminal)).toBe(frameToText(fresh.terminal));
	await Promise.all([close(terminal), close(fresh)]);
}, 90_000);
