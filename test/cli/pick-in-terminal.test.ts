import {
	afterAll,
	beforeAll,
	describe,
	expect,
	test,
} from 'vitest';
import {openTerminal} from '../screen/fixtures/terminal.ts';
import {bundle} from './run-bundle.ts';
import {startStubEngine} from './stub-engine.ts';

let engine: Awaited<ReturnType<typeof startStubEngine>>;

beforeAll(async () => {
	engine = await startStubEngine(Array.from({length: 14}, (_, index) => ({id: String(index).padStart(64, 'a'), name: `box-${index + 1}`, processes: ['python train.py']})));
});

afterAll(async () => {
	await engine.close();
});

/** `yolotop pause` without a name, which has to ask which of the trainings is meant; then the modes of the terminal. */
const open = (size: {readonly columns: number; readonly rows: number}, environment: readonly string[] = ['LANG=C.UTF-8']) => openTerminal(bundle, {...size, environment, shell: `PROGRAM pause --host ${engine.host} 2>&1; echo "left with $?"; stty -a | grep -o "[-]*icanon"`});

const chosen = (lines: readonly string[]) => lines.filter(line => line.startsWith('>'));

describe.each([{columns: 120, rows: 36}, {columns: 40, rows: 10}])('which training is meant, in a real terminal of $columns columns and $rows rows', size => {
	test('is chosen by arrow keys and Enter, and the terminal is as before', async () => {
		const terminal = open(size);
		await terminal.until('the first row', () => /^> +1 +box-1 /.test(chosen(terminal.lines())[0] ?? ''));
		for (const [keys, row] of [['\u{1B}[B', 2], ['j', 3], ['\u{1B}[A', 2], ['\u{1B}[F', 14], ['1', 1], ['2', 12]] as const) {
			terminal.write(keys);
			await terminal.until(`row ${row}`, () => new RegExp(`^> +${row} +box-${row} `).test(chosen(terminal.lines())[0] ?? ''));
			expect(chosen(terminal.lines())).toHaveLength(1);
		}

		terminal.write('\r');
		// The stand-in of the engine cannot pause: its answer names nothing else.
		await terminal.untilText('left with 1');
		await terminal.exited;
		expect(engine.requests.at(-1)).toContain(`${String(11).padStart(64, 'a')}/pause`);
		expect(terminal.output().lastIndexOf('\u{1B}[?25h')).toBeGreaterThan(terminal.output().lastIndexOf('\u{1B}[?25l'));
		expect(terminal.text()).toMatch(/^icanon/m);
	});

	test.each([['Esc', '\u{1B}', 'left with 1'], ['Ctrl-C', '\u{3}', 'left with 130']])('is called off by %s', async (_, key, end) => {
		const terminal = open(size, ['LANG=zh_CN.UTF-8', 'NO_COLOR=1']);
		await terminal.untilText('上下键选择');
		const before = engine.requests.filter(route => route.endsWith('/pause')).length;
		terminal.write(key);
		await terminal.untilText(end);
		await terminal.exited;
		expect(terminal.text()).toMatch(/^icanon/m);
		expect(terminal.output().lastIndexOf('\u{1B}[?25h')).toBeGreaterThan(terminal.output().lastIndexOf('\u{1B}[?25l'));
		expect(terminal.output()).not.toContain('\u{1B}[3');
		expect(engine.requests.filter(route => route.endsWith('/pause'))).toHaveLength(before);
	});
});
