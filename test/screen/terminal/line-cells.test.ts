import xterm from '@xterm/headless';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createFrameSink} from '../../../source/screen/terminal/frame-sink.ts';
import {changeLine, lineToCells} from '../../../source/screen/terminal/line-cells.ts';

const columns = 24;

/** Every cell of a terminal: character, colours and weight. */
async function cellsOf(output: string): Promise<string[]> {
	const terminal = new xterm.Terminal({cols: columns, rows: 2, allowProposedApi: true});
	await new Promise<void>(resolve => {
		terminal.write(output, resolve);
	});
	const line = terminal.buffer.active.getLine(0)!;
	return Array.from({length: columns}, (_, column) => {
		const cell = line.getCell(column)!;
		return [cell.getChars() === '' && cell.getWidth() > 0 ? ' ' : cell.getChars(), cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor(), cell.isBold(), cell.isDim(), cell.isInverse(), cell.isUnderline()].join(',');
	});
}

const piece = fc.oneof(
	fc.constantFrom('a', 'b', ' ', '  ', '█', '训', '练', '·', '⣿', '12', '\u{1B}[0m', '\u{1B}[1m', '\u{1B}[22m', '\u{1B}[31m', '\u{1B}[39m', '\u{1B}[38;5;200m', '\u{1B}[38;2;1;2;3m', '\u{1B}[48;2;9;8;7m', '\u{1B}[49m', '\u{1B}[7m', '\u{1B}[27m', '\u{1B}[0;2;4m', '\u{1B}[m'),
	fc.constantFrom('😀', 'e\u{301}', '⚠\u{FE0F}'),
);
const line = fc.array(piece, {maxLength: 14}).map(pieces => pieces.join(''));

describe('a row that changes', () => {
	it('looks like the new line, whatever stood there, and takes nothing where both look the same', async () => {
		await fc.assert(fc.asyncProperty(fc.array(line, {minLength: 1, maxLength: 4}), async lines => {
			let output = '';
			const sink = createFrameSink({
				isIdle: () => true,
				write(text) {
					output += text;
				},
			}, {columns, rows: 2});
			for (const text of lines) {
				sink.frame([text]);
			}

			expect(await cellsOf(output)).toEqual(await cellsOf(`\u{1B}[?7l${lines.at(-1)!}`));
			const before = output;
			sink.frame([`${lines.at(-1)!}\u{1B}[0m`]);
			expect(output.length - before.length).toBeLessThan(lines.every(text => lineToCells(text, columns) !== undefined) ? 1 : 200);
		}), {numRuns: 400});
	});

	it('sends the cells that differ and no others', () => {
		const cells = (text: string) => lineToCells(text, columns)!;
		expect(changeLine(0, cells('epoch 3 batch 10 of 55'), cells('epoch 3 batch 11 of 55'))).toBe('\u{1B}[1;16H1');
		expect(changeLine(4, cells('训练'), cells('训一'))).toBe('\u{1B}[5;3H一');
		expect(changeLine(0, cells('\u{1B}[31mred\u{1B}[39m'), cells('\u{1B}[0;31mred\u{1B}[0m'))).toBe('');
		expect(changeLine(0, cells('训'), cells('ab'))).toBe('\u{1B}[1;1Hab');
	});

	it('leaves what it cannot measure to a whole line', () => {
		expect(lineToCells('😀', columns)).toBeUndefined();
		expect(lineToCells('\u{1B}[2J', columns)).toBeUndefined();
		expect(lineToCells('a'.repeat(columns + 1), columns)).toBeUndefined();
	});
});
