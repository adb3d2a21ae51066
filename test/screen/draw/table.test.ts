import fc from 'fast-check';
import {expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {drawTable, type TableColumn} from '../../../source/screen/draw/table.ts';
import {createLook} from '../../../source/screen/theme/look.ts';

type Row = {readonly name: string; readonly value: string};

const look = createLook({theme: 'dark', depth: 'none', isAscii: false});
const columns: ReadonlyArray<TableColumn<Row>> = [
	{
		key: 'name', header: 'Class', text: ({name}) => name, minimum: 6,
	},
	{
		key: 'length', header: 'Length', text: ({name}) => String(name.length), align: 'right', priority: 1,
	},
	{
		key: 'value', header: 'mAP', text: ({value}) => value, align: 'right',
	},
];

test('columns stand below their headers, wide characters counted as the terminal does', () => {
	expect(drawTable([{name: '没有反光背心', value: '0.274'}, {name: 'Vest', value: '0.9'}], columns, {width: 32, look})).toEqual([
		'Class         Length    mAP     ',
		'没有反光背心       6  0.274     ',
		'Vest               4    0.9     ',
	]);
});

test('without room the least important column goes, then the name is cut', () => {
	expect(drawTable([{name: 'a long class name', value: '0.274'}], columns, {width: 24, look})).toEqual([
		'Class      Length    mAP',
		'a long c…      17  0.274',
	]);
	expect(drawTable([{name: 'a long class name', value: '0.274'}], columns, {width: 14, look})).toEqual([
		'Class      mAP',
		'a long…  0.274'.padEnd(14),
	]);
});

test('every line is exactly as wide as asked', () => {
	const row = fc.record({name: fc.string({unit: 'grapheme', maxLength: 40}), value: fc.string({maxLength: 12})});
	fc.assert(fc.property(fc.array(row, {maxLength: 8}), fc.integer({min: 0, max: 90}), (rows, width) => {
		for (const line of drawTable(rows, columns, {width, look})) {
			expect(displayWidth(line)).toBe(width);
		}
	}));
});

test('a cell can have more than one colour, and is plain where it is cut', () => {
	const inColour = createLook({theme: 'dark', depth: '256', isAscii: false});
	const bar: TableColumn<Row> = {
		key: 'bar', header: ' '.repeat(4), text: () => ' '.repeat(4), segments: () => [['bad', '--'], ['rest', '==']], priority: 0,
	};
	const [, row] = drawTable([{name: 'Vest', value: '0.9'}], [bar, ...columns], {width: 40, look: inColour});
	expect(row).toContain(`${inColour.paint('bad', '--')}${inColour.paint('rest', '==')}`);
	expect(drawTable([{name: 'Vest', value: '0.9'}], [{...bar, segments: () => [['bad', '--']]}, ...columns], {width: 40, look})[1]).not.toContain('--');
});

test('header, cell and skeleton can be painted', () => {
	const colored = createLook({theme: 'dark', depth: '16', isAscii: false});
	const [head, row] = drawTable([{name: 'a', value: '1'}], columns, {
		width: 20, look: colored, header: text => ['bad', text], cell: (text, {key}) => [key === 'value' ? 'good' : 'text', text], skeleton: text => ['dim', text.replaceAll(' ', '.')],
	});
	expect(head).toContain('\u{1B}[1;91mClass\u{1B}[0m');
	expect(row).toContain('\u{1B}[92m  1\u{1B}[0m');
	expect(row).toContain('\u{1B}[37m..\u{1B}[0m');
});
