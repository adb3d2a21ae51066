import {expect, test} from 'vitest';
import {displayWidth} from '../../source/format/display-width.ts';
import {textTable} from '../../source/plain/text-table.ts';

const rows = [
	['Run', 'State', 'Epoch', 'Disk'],
	['yolo:runs/train/exp', 'finished', '12/12', '1.5 GB'],
	['训练容器:runs/train/exp2', '训练中', '3/100', '—'],
];

test('a table that fits keeps all columns, the first to the left and the others to the right', () => {
	expect(textTable(rows, 80)).toEqual([
		'Run                          State  Epoch    Disk',
		'yolo:runs/train/exp       finished  12/12  1.5 GB',
		'训练容器:runs/train/exp2    训练中  3/100       —',
	]);
});

test('in fewer columns the least wanted ones go first, then the first one is cut', () => {
	const [header, first, second] = textTable(rows, 36, [3, 2]);
	expect(header).toMatch(/^Run +State +Epoch$/);
	expect(first).toMatch(/^yolo:runs\/train\S* +finished +12\/12$/);
	expect(second).toMatch(/训练中 +3\/100$/);
	for (const columns of [24, 30, 40, 60]) {
		expect(textTable(rows, columns, [3, 2]).every(line => displayWidth(line) <= columns)).toBe(true);
	}
});
