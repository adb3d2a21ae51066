import {describe, expect, test} from 'vitest';
import {
	drawMenu,
	heightOf,
	initialMenu,
	pressMenuKey,
	type Menu,
	type MenuState,
} from '../../source/conversation/adapters/menu.ts';
import {displayWidth} from '../../source/format/display-width.ts';

const numbered = (count: number): Menu => ({text: ['Which?'], items: Array.from({length: count}, (_, index) => ({label: `row ${index + 1}`})), footer: 'keys'});
const lettered: Menu = {
	text: ['Stop?'], items: [{label: 'after', key: 'e'}, {label: 'now', key: 'n'}, {label: 'kill', key: 'k'}], footer: 'keys', otherKeys: ['y'],
};

/** What these keys lead to, one after the other. */
function press(menu: Menu, keys: readonly string[]) {
	let state: MenuState = initialMenu;
	for (const key of keys) {
		const step = pressMenuKey(menu, state, key);
		if (step.kind !== 'open') {
			return step;
		}

		state = step.state;
	}

	return state.chosen;
}

describe('a key', () => {
	test.each<[readonly string[], number]>([
		[['down', 'down'], 2],
		[['j', 'j', 'k'], 1],
		[['up'], 24],
		[['end', 'down'], 0],
		[['pagedown', 'pagedown', 'pagedown'], 24],
		[['pagedown', 'home'], 0],
		[['7'], 6],
		[['1', '2'], 11],
		[['2', '5'], 24],
		// 26 does not exist: the 6 begins another number.
		[['2', '6'], 5],
		[['0'], 0],
		[['2', 'down', '1'], 0],
		[['x', 'left'], 0],
	])('of %j goes to row %i', (keys, chosen) => {
		expect(press(numbered(25), keys)).toBe(chosen);
	});

	test.each<[readonly string[], ReturnType<typeof press>]>([
		[['enter'], {kind: 'taken', index: 0}],
		[['n', 'enter'], {kind: 'taken', index: 1}],
		[['3', 'enter'], {kind: 'taken', index: 2}],
		[['escape'], {kind: 'closed'}],
		[['q'], {kind: 'closed'}],
		[['ctrl+d'], {kind: 'closed'}],
		[['y'], {kind: 'other', key: 'y'}],
		// The letter of an answer only goes there, and comes before what it means elsewhere.
		[['k'], 2],
		[['n'], 1],
	])('of %j in a question gives %j', (keys, expected) => {
		expect(press(lettered, keys)).toEqual(expected);
	});
});

describe('a menu', () => {
	const long = 'Nach der Epoche wird gewartet. '.repeat(6).trim();
	const chinese = '训练会在本轮结束后停止，检查点写完之前不会发送信号。'.repeat(4);

	test.each([
		['a table', numbered(40)],
		['a question', lettered],
		['a long text', {...lettered, text: ['Stop?', long]}],
		['Chinese', {...lettered, text: ['停止训练？', chinese], items: lettered.items.map(item => ({...item, label: chinese}))}],
		['a heading over a row', {...numbered(6), header: 'Name  State', items: numbered(6).items.map(item => ({...item, above: ['', 'Recent:']}))}],
		['a command', {...lettered, text: ['Do it?', `  docker ${'word '.repeat(30)}`]}],
	] as const)('of %s fits into every terminal, with the chosen line in sight', (_, menu) => {
		for (const [columns, rows] of [[120, 36], [80, 24], [40, 10], [20, 6]] as const) {
			for (const [chosen, {label}] of menu.items.entries()) {
				const {fixed, lines} = drawMenu(menu, {chosen, typed: ''}, {columns, rows});
				const size = `${columns}x${rows}`;
				expect(lines.filter(line => line.startsWith('>')), size).toHaveLength(1);
				expect(lines.find(line => line.startsWith('>')), size).toContain(label.slice(0, 3));
				expect(heightOf(lines, columns), size).toBeLessThan(rows);
				expect([...fixed, ...lines].every(line => line.startsWith('  docker') || displayWidth(line) < columns), size).toBe(true);
			}
		}
	});

	test('says where the chosen row is when not all are seen', () => {
		expect(drawMenu(numbered(25), {chosen: 11, typed: ''}, {columns: 80, rows: 10}).lines.at(-1)).toBe('12/25  keys');
		expect(drawMenu(numbered(5), {chosen: 1, typed: ''}, {columns: 80, rows: 24}).lines.at(-1)).toBe('keys');
	});

	test('whose text has no room beside the rows writes it once', () => {
		const menu = {...lettered, text: Array.from({length: 12}, (_, index) => `line ${index}`)};
		expect(drawMenu(menu, initialMenu, {columns: 80, rows: 10}).fixed).toHaveLength(12);
		expect(drawMenu(menu, initialMenu, {columns: 80, rows: 24})).toMatchObject({fixed: []});
	});

	test.each([[['a'.repeat(80), ''], 80, 2], [['a'.repeat(80), ''], 40, 3], [['轮'.repeat(21)], 40, 2]])('of lines %j takes in %i columns %i rows', (lines, columns, height) => {
		expect(heightOf(lines, columns)).toBe(height);
	});
});
