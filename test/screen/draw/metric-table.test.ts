import {expect, test} from 'vitest';
import {narrowRow, omit} from '../../../source/screen/draw/metric-table.ts';

const classRow = (name: string, ...values: readonly string[]) => name.padStart(22) + values.map(value => value.padStart(11)).join('');
const epochRow = (...values: readonly string[]) => values.map(value => value.padStart(11)).join('');

const classRows = [
	classRow('Class', 'Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95'),
	classRow('all', '47', '267', '0.618', '0.486', '0.496', '0.26'),
	classRow('noHelmet', '47', '20', '1', '0', '0.877', '8.1e-05'),
	classRow('traffic light', '47', '20', 'nan', '0', '0.877', '0.4'),
];
const epochRows = [
	epochRow('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size'),
	epochRow('42/99', '1.03G', '0.04366', '0.02842', '0.00566', '7', '640'),
	epochRow('138/999', '0G', '0.04366', '0.02842', '0.00566', '12', '640'),
];

const narrow = (text: string, columns: number) => omit(text, narrowRow(text, columns)!);
/** Where the words of a row end: what stands below each other in a table of right-aligned columns. */
const ends = (text: string, from: number) => Array.from(text.slice(from).matchAll(/\S+/g), match => from + match.index + match[0].length);

test.each([80, 76, 70])('the columns of a table by class stay below each other in %i columns', columns => {
	const rows = classRows.map(row => narrow(row, columns));
	for (const row of rows) {
		expect(row.length).toBeLessThanOrEqual(columns);
		expect(ends(row, 22).slice(-3)).toEqual(ends(rows[0]!, 22).slice(-3));
	}
});

test.each([76, 70])('the columns of the rows of epochs stay below each other in %i columns', columns => {
	const rows = epochRows.map(row => narrow(row, columns));
	for (const row of rows) {
		expect(row.length).toBeLessThanOrEqual(columns);
		expect(ends(row, 0)).toEqual(ends(rows[1]!, 0));
	}
});

test('without room for columns single blanks stay', () => {
	expect(narrow(classRows[1]!, 38)).toBe('all 47 267 0.618 0.486 0.496 0.26');
	expect(narrow(`${epochRows[1]!}: 100% 55/55`, 38)).toBe('42/99 1.03G 0.04366 0.02842 0.00566 7 640: 100% 55/55');
});

test('what fits stays as it is', () => {
	expect(narrowRow(classRows[2]!, 88)).toEqual([]);
});

test.each([
	'YOLOv5s summary: 157 layers, 7020913 parameters, 0 gradients, 15.8 GFLOPs and so on until the line is too long',
	'  0                -1  1      1760  models.common.Conv                      [3, 16, 6, 2, 2]                ',
	'train: Scanning /work/data/labels... 218 images, 0 backgrounds, 0 corrupt: 100% 218/218 00:00 and more of it',
	'',
])('%j is no row of a table', text => {
	expect(narrowRow(text, 60)).toBeUndefined();
});
