import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {planLayout, type PlacedPanel} from '../../source/screen/layout.ts';
import {planOverview, type OverviewLayoutInput} from '../../source/screen/screens/overview/overview-layout.ts';
import {overviewFocusOrder} from '../../source/screen/screens/overview/overview-ui.ts';

type Size = {readonly columns: number; readonly rows: number};

const usual: OverviewLayoutInput = {
	lossCount: 3, hasClasses: false, hasResults: true, focus: 'log', isZoomed: false,
};

/** The places of the whole overview; undefined when there is no room for panels. */
function placeOverview(size: Size, input: OverviewLayoutInput): readonly PlacedPanel[] | undefined {
	const layout = planLayout({...size, isOverview: true});
	return layout.kind === 'screen' ? [...layout.above, ...planOverview(input, layout.room), layout.footer] : undefined;
}

/** One word for each panel: name, place and size. */
function describePanels({columns, rows, ...input}: Size & Partial<OverviewLayoutInput>): string {
	return placeOverview({columns, rows}, {...usual, ...input})?.map(({id, x, y, width, height}) => `${id}@${x},${y}:${width}x${height}`).join(' ') ?? planLayout({columns, rows, isOverview: true}).kind;
}

test.each([
	[{columns: 200, rows: 60}, 'tabs@0,0:200x1 header@0,1:200x3 progress@0,4:200x5 losses@0,9:200x5 metrics@0,14:100x25 lossChart@100,14:100x25 log@0,39:200x20 footer@0,59:200x1'],
	[{columns: 200, rows: 60, hasClasses: true}, 'tabs@0,0:200x1 header@0,1:200x3 progress@0,4:200x5 losses@0,9:200x5 metrics@0,14:66x25 lossChart@66,14:66x25 classes@132,14:68x25 log@0,39:200x20 footer@0,59:200x1'],
	[{columns: 120, rows: 36, hasClasses: true}, 'tabs@0,0:120x1 header@0,1:120x3 progress@0,4:120x5 losses@0,9:120x5 metrics@0,14:55x12 classes@55,14:65x12 log@0,26:120x9 footer@0,35:120x1'],
	[{columns: 80, rows: 24}, 'tabs@0,0:80x1 header@0,1:80x2 progress@0,3:80x4 losses@0,7:80x4 metrics@0,11:39x7 lossChart@41,11:39x7 log@0,18:80x5 footer@0,23:80x1'],
	[{columns: 80, rows: 24, hasResults: false}, 'tabs@0,0:80x1 header@0,1:80x2 progress@0,3:80x4 losses@0,7:80x4 log@0,11:80x12 footer@0,23:80x1'],
	[{columns: 80, rows: 24, isZoomed: true}, 'tabs@0,0:80x1 header@0,1:80x2 progress@0,3:80x4 log@0,7:80x16 footer@0,23:80x1'],
	[{columns: 40, rows: 10}, 'header@0,0:40x1 progress@0,1:40x3 losses@0,4:40x1 metrics@0,5:40x1 log@0,6:40x3 footer@0,9:40x1'],
	[{
		columns: 40, rows: 10, focus: 'classes' as const, hasClasses: true,
	}, 'header@0,0:40x1 progress@0,1:40x3 losses@0,4:40x1 classes@0,5:40x4 footer@0,9:40x1'],
	[{columns: 39, rows: 40}, 'mini'],
	[{columns: 40, rows: 9}, 'mini'],
	[{columns: 20, rows: 1}, 'mini'],
	[{columns: 19, rows: 40}, 'too-small'],
	[{columns: 0, rows: 0}, 'too-small'],
])('%j', (input, expected) => {
	expect(describePanels(input)).toBe(expected);
});

test('every other screen has the run in one line above it', () => {
	const layout = planLayout({columns: 80, rows: 24, isOverview: false});
	expect(layout.kind === 'screen' && layout.above.map(({id, y, height}) => `${id}@${y}:${height}`)).toEqual(['tabs@0:1', 'header@1:1', 'pulse@2:1']);
	expect(layout).toMatchObject({room: {y: 3, rows: 20}});
});

describe('at any size', () => {
	const sizes = fc.record({columns: fc.integer({min: 40, max: 320}), rows: fc.integer({min: 10, max: 120})});
	const input = fc.record({
		lossCount: fc.integer({min: 0, max: 12}),
		hasClasses: fc.boolean(),
		hasResults: fc.boolean(),
		focus: fc.constantFrom(...overviewFocusOrder),
		isZoomed: fc.boolean(),
	});

	test('panels cover the screen without overlap and the footer is the last row', () => {
		fc.assert(fc.property(sizes, input, (size, given) => {
			const owners = Array.from({length: size.rows}, () => Array.from({length: size.columns}, () => ''));
			for (const {id, x, y, width, height} of placeOverview(size, given)!) {
				expect(width).toBeGreaterThan(0);
				expect(height).toBeGreaterThan(0);
				for (let row = y; row < y + height; row++) {
					expect(owners[row]!.slice(x, x + width).every(owner => owner === '')).toBe(true);
					owners[row]!.fill(id, x, x + width);
				}
			}

			expect(owners.every(row => row.some(owner => owner !== ''))).toBe(true);
			expect(new Set(owners.at(-1))).toEqual(new Set(['footer']));
		}));
	});

	test('what moves all the time spans the width', () => {
		fc.assert(fc.property(sizes, input, (size, given) => {
			for (const {id, x, width} of placeOverview(size, given)!) {
				if (['tabs', 'header', 'progress', 'losses'].includes(id)) {
					expect([x, width]).toEqual([0, size.columns]);
				}
			}
		}));
	});
});
