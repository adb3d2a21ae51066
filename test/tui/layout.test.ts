import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {planLayout, type LayoutInput} from '../../source/tui/layout.ts';
import {focusOrder} from '../../source/tui/ui-state.ts';

const usual: Omit<LayoutInput, 'columns' | 'rows'> = {
	lossCount: 3, hasClasses: false, hasResults: true, focus: 'log', isZoomed: false,
};

/** One word for each panel: name, place and size. */
function describePanels(input: Partial<LayoutInput> & Pick<LayoutInput, 'columns' | 'rows'>): string {
	const layout = planLayout({...usual, ...input});
	return layout.kind === 'panels' ? layout.panels.map(({id, x, y, width, height}) => `${id}@${x},${y}:${width}x${height}`).join(' ') : layout.kind;
}

test.each([
	[{columns: 200, rows: 60}, 'header@0,0:200x3 progress@0,3:200x5 losses@0,8:200x5 metrics@0,13:100x26 lossChart@100,13:100x26 log@0,39:200x20 footer@0,59:200x1'],
	[{columns: 200, rows: 60, hasClasses: true}, 'header@0,0:200x3 progress@0,3:200x5 losses@0,8:200x5 metrics@0,13:66x26 lossChart@66,13:66x26 classes@132,13:68x26 log@0,39:200x20 footer@0,59:200x1'],
	[{columns: 120, rows: 36}, 'header@0,0:120x3 progress@0,3:120x5 losses@0,8:120x5 metrics@0,13:60x12 lossChart@60,13:60x12 log@0,25:120x10 footer@0,35:120x1'],
	[{columns: 120, rows: 36, hasClasses: true}, 'header@0,0:120x3 progress@0,3:120x5 losses@0,8:120x5 metrics@0,13:55x12 classes@55,13:65x12 log@0,25:120x10 footer@0,35:120x1'],
	[{columns: 80, rows: 24}, 'header@0,0:80x2 progress@0,2:80x4 losses@0,6:80x4 metrics@0,10:39x8 lossChart@41,10:39x8 log@0,18:80x5 footer@0,23:80x1'],
	[{columns: 80, rows: 24, hasResults: false}, 'header@0,0:80x2 progress@0,2:80x4 losses@0,6:80x4 log@0,10:80x13 footer@0,23:80x1'],
	[{columns: 80, rows: 24, isZoomed: true}, 'header@0,0:80x2 progress@0,2:80x4 losses@0,6:80x4 log@0,10:80x13 footer@0,23:80x1'],
	[{columns: 40, rows: 10}, 'header@0,0:40x1 progress@0,1:40x2 losses@0,3:40x1 metrics@0,4:40x1 log@0,5:40x4 footer@0,9:40x1'],
	[{
		columns: 40, rows: 10, focus: 'classes' as const, hasClasses: true,
	}, 'header@0,0:40x1 progress@0,1:40x2 losses@0,3:40x1 classes@0,4:40x5 footer@0,9:40x1'],
	[{columns: 39, rows: 40}, 'mini'],
	[{columns: 40, rows: 9}, 'mini'],
	[{columns: 20, rows: 3}, 'mini'],
	[{columns: 19, rows: 40}, 'too-small'],
	[{columns: 200, rows: 2}, 'too-small'],
	[{columns: 0, rows: 0}, 'too-small'],
])('%j', (input, expected) => {
	expect(describePanels(input)).toBe(expected);
});

describe('at any size', () => {
	const input = fc.record({
		columns: fc.integer({min: 40, max: 320}),
		rows: fc.integer({min: 10, max: 120}),
		lossCount: fc.integer({min: 0, max: 12}),
		hasClasses: fc.boolean(),
		hasResults: fc.boolean(),
		focus: fc.constantFrom(...focusOrder),
		isZoomed: fc.boolean(),
	});

	test('panels cover the screen without overlap and the footer is the last row', () => {
		fc.assert(fc.property(input, given => {
			const layout = planLayout(given);
			if (layout.kind !== 'panels') {
				throw new Error('There is room for panels.');
			}

			const owners = Array.from({length: given.rows}, () => Array.from({length: given.columns}, () => ''));
			for (const {id, x, y, width, height} of layout.panels) {
				expect(width).toBeGreaterThan(0);
				expect(height).toBeGreaterThan(0);
				for (let row = y; row < y + height; row++) {
					for (let column = x; column < x + width; column++) {
						expect(owners[row]?.[column]).toBe('');
						owners[row]![column] = id;
					}
				}
			}

			expect(owners.every(row => row.some(owner => owner !== ''))).toBe(true);
			expect(new Set(owners.at(-1))).toEqual(new Set(['footer']));
		}));
	});

	test('what moves all the time spans the width', () => {
		fc.assert(fc.property(input, given => {
			const layout = planLayout(given);
			for (const {id, x, width} of layout.kind === 'panels' ? layout.panels : []) {
				if (['header', 'progress', 'losses'].includes(id)) {
					expect([x, width]).toEqual([0, given.columns]);
				}
			}
		}));
	});
});
