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
	[200, 56, 4, 3],
])('in %ix%i the wall has %i charts abreast and %i below each other, all of one width', (columns, rows, across, down) => {
	const places = planCharts({count: 10, focus: 0, view: 'wall'}, room(columns, rows));
	expect(new Set(places.map(({x}) => x)).size).toBe(across);
	expect(new Set(places.map(({y}) => y)).size).toBe(down);
	expect(Math.max(...places.map(({width}) => width)) - Math.min(...places.map(({width}) => width))).toBeLessThanOrEqual(1);
});

test.each([
	[120, 33, ['figures', 'large', 'second']],
	[80, 20, ['figures', 'large']],
	[60, 30, ['large', 'second']],
	[40, 7, ['large']],
])('in %ix%i the list shows %j', (columns, rows, expected) => {
	expect(planCharts({count: 9, focus: 5, view: 'list'}, room(columns, rows)).map(({id}) => id)).toEqual(expected);
});

test('the page with the chosen chart is shown, one alone, or that there is none', () => {
	expect(planCharts({count: 9, focus: 5, view: 'wall'}, room(80, 20)).map(({id}) => id)).toEqual(['chart4', 'chart5', 'chart6', 'chart7']);
	expect(planCharts({count: 9, focus: 5, view: 'full'}, room(80, 20)).map(({id}) => id)).toEqual(['full']);
	expect(planCharts({count: 0, focus: 0, view: 'list'}, room(80, 20)).map(({id}) => id)).toEqual(['empty']);
});

test('the charts cover the room without overlap', () => {
	fc.assert(fc.property(fc.integer({min: 1, max: 20}), fc.nat({max: 19}), fc.integer({min: 40, max: 250}), fc.integer({min: 6, max: 70}), (count, focus, columns, rows) => {
		for (const view of ['list', 'wall', 'full'] as const) {
			const places = planCharts({count, focus: Math.min(focus, count - 1), view}, room(columns, rows));
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
			// The last row of the wall may be short; elsewhere at most the gap between list and chart is free.
			expect(view === 'wall' || cells.filter(cell => cell === 0).length <= 2 * rows).toBe(true);
			expect(view !== 'wall' || places.some(({id}) => id === `chart${Math.min(focus, count - 1)}`)).toBe(true);
		}
	}));
});
