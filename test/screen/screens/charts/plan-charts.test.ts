import fc from 'fast-check';
import {expect, test} from 'vitest';
import {planCharts} from '../../../../source/screen/screens/charts/plan-charts.ts';

const room = (columns: number, rows: number) => ({
	y: 3, columns, rows, frame: columns >= 100 && rows >= 28 ? 'box' as const : 'rule' as const, terminalRows: rows + 4,
});

test.each([
	[40, 7, 1, 1],
	[80, 20, 2, 2],
	[120, 32, 3, 3],
	[200, 56, 3, 3],
])('in %ix%i the charts stand %i abreast and %i below each other', (columns, rows, across, down) => {
	const places = planCharts({count: 9, focus: 0, isLarge: false}, room(columns, rows)).filter(({id}) => id !== 'status');
	expect(new Set(places.map(({x}) => x)).size).toBe(across);
	expect(new Set(places.map(({y}) => y)).size).toBe(down);
});

test('the page with the chosen chart is shown, and a large one alone', () => {
	expect(planCharts({count: 9, focus: 5, isLarge: false}, room(80, 20)).map(({id}) => id)).toEqual(['chart4', 'chart5', 'chart6', 'chart7', 'status']);
	expect(planCharts({count: 9, focus: 5, isLarge: true}, room(80, 20)).map(({id}) => id)).toEqual(['chart5']);
	expect(planCharts({count: 0, focus: 0, isLarge: false}, room(80, 20)).map(({id}) => id)).toContain('empty');
});

test('the charts cover the room without overlap', () => {
	fc.assert(fc.property(fc.integer({min: 1, max: 20}), fc.nat({max: 19}), fc.integer({min: 40, max: 250}), fc.integer({min: 6, max: 70}), (count, focus, columns, rows) => {
		const places = planCharts({count, focus: Math.min(focus, count - 1), isLarge: false}, room(columns, rows));
		const taken = Array.from({length: rows}, () => Array.from({length: columns}, () => 0));
		for (const {x, y, width, height} of places) {
			for (let row = y; row < y + height; row++) {
				for (let column = x; column < x + width; column++) {
					taken[row - 3]![column]!++;
				}
			}
		}

		const cells = taken.flat();
		expect(cells.every(cell => cell <= 1)).toBe(true);
		// Between charts without a frame two columns stay free.
		expect(cells.filter(cell => cell === 0).length).toBeLessThanOrEqual(4 * rows);
		expect(places.some(({id}) => id === `chart${Math.min(focus, count - 1)}`)).toBe(true);
	}));
});
