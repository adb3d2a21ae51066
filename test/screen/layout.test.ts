import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {planLayout, type PlacedPanel} from '../../source/screen/layout.ts';
import {planOverview, type OverviewLayoutInput} from '../../source/screen/screens/overview/overview-layout.ts';
import {overviewFocusOrder} from '../../source/screen/screens/overview/overview-ui.ts';
import {tierOf} from '../../source/screen/tiers.ts';

type Size = {readonly columns: number; readonly rows: number; readonly footerRows?: number};

const usual: OverviewLayoutInput = {
	stage: 'run', hasMachine: true, hasClasses: true, hasQuality: true, hasBadSign: false, hasTableHint: true, progressRows: 2, happenedRows: 11, setupRows: 7, focus: 'quality', isZoomed: false,
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
	[{columns: 200, rows: 60, progressRows: 3}, 'tabs@0,0:200x1 header@0,1:200x1 progress@0,2:200x5 quality@0,7:60x18 losses@60,7:48x18 machine@108,7:44x18 signs@152,7:48x18 classes@0,25:114x9 notes@114,25:86x9 epochs@0,34:200x25 footer@0,59:200x1'],
	[{columns: 160, rows: 45, progressRows: 3}, 'tabs@0,0:160x1 header@0,1:160x1 progress@0,2:160x5 quality@0,7:65x16 losses@65,7:50x16 machine@115,7:45x16 classes@0,23:91x9 signs@91,23:69x9 epochs@0,32:160x12 footer@0,44:160x1'],
	[{columns: 120, rows: 36}, 'tabs@0,0:120x1 header@0,1:120x1 progress@0,2:120x4 quality@0,6:49x13 losses@49,6:37x13 machine@86,6:34x13 classes@0,19:68x8 signs@68,19:52x8 epochs@0,27:120x8 footer@0,35:120x1'],
	[{
		columns: 120, rows: 36, hasMachine: false, hasClasses: false,
	}, 'tabs@0,0:120x1 header@0,1:120x1 progress@0,2:120x4 quality@0,6:66x13 losses@66,6:54x13 signs@0,19:120x7 epochs@0,26:120x9 footer@0,35:120x1'],
	[{columns: 100, rows: 30}, 'tabs@0,0:100x1 header@0,1:100x1 progress@0,2:100x4 quality@0,6:34x12 losses@34,6:34x12 machine@68,6:32x12 classes@0,18:57x6 signs@57,18:43x6 epochs@0,24:100x5 footer@0,29:100x1'],
	[{columns: 80, rows: 24}, 'tabs@0,0:80x1 header@0,1:80x1 progress@0,2:80x2 quality@0,4:45x8 losses@46,4:34x8 machine@0,12:45x5 signs@46,12:34x5 epochs@0,17:80x6 footer@0,23:80x1'],
	[{columns: 80, rows: 60}, 'tabs@0,0:80x1 header@0,1:80x1 progress@0,2:80x2 quality@0,4:45x18 losses@46,4:34x18 machine@0,22:45x8 signs@46,22:34x8 classes@0,30:80x7 epochs@0,37:80x22 footer@0,59:80x1'],
	[{columns: 50, rows: 16}, 'headerAlone@0,0:50x1 progress@0,1:50x2 quality@0,3:50x5 lossLine@0,8:50x1 machineLine@0,9:50x1 worstSign@0,10:50x1 epochs@0,11:50x4 footer@0,15:50x1'],
	[{columns: 40, rows: 10}, 'headerAlone@0,0:40x1 progress@0,1:40x2 quality@0,3:40x4 lossLine@0,7:40x1 machineLine@0,8:40x1 footer@0,9:40x1'],
	[{columns: 40, rows: 10, hasBadSign: true}, 'headerAlone@0,0:40x1 progress@0,1:40x2 quality@0,3:40x3 lossLine@0,6:40x1 machineLine@0,7:40x1 worstSign@0,8:40x1 footer@0,9:40x1'],
	[{columns: 120, rows: 36, stage: 'setup' as const}, 'tabs@0,0:120x1 header@0,1:120x1 progress@0,2:120x4 setup@0,6:86x13 machine@86,6:34x13 output@0,19:120x16 footer@0,35:120x1'],
	[{columns: 120, rows: 36, stage: 'failed' as const}, 'tabs@0,0:120x1 header@0,1:120x1 progress@0,2:120x4 happened@0,6:120x13 quality@0,19:50x9 lastMinute@50,19:70x9 lastWords@0,28:120x7 footer@0,35:120x1'],
	[{columns: 40, rows: 10, stage: 'failed' as const}, 'headerAlone@0,0:40x1 progress@0,1:40x2 happened@0,3:40x6 footer@0,9:40x1'],
	[{
		columns: 120, rows: 36, stage: 'tool' as const, progressRows: 4,
	}, 'tabs@0,0:120x1 header@0,1:120x1 tool@0,2:120x6 classes@0,8:120x17 output@0,25:120x10 footer@0,35:120x1'],
	[{
		columns: 80, rows: 24, isZoomed: true, focus: 'epochs' as const,
	}, 'tabs@0,0:80x1 header@0,1:80x1 progress@0,2:80x2 epochs@0,4:80x19 footer@0,23:80x1'],
	[{columns: 39, rows: 40}, 'mini'],
	[{columns: 40, rows: 9}, 'mini'],
	[{columns: 20, rows: 1}, 'mini'],
	[{columns: 19, rows: 40}, 'too-small'],
	[{columns: 0, rows: 0}, 'too-small'],
])('%j', (input, expected) => {
	expect(describePanels(input)).toBe(expected);
});

test.each([
	[180, 50, 'XL'], [180, 49, 'L'], [179, 60, 'L'], [150, 42, 'L'], [150, 41, 'M'], [100, 30, 'M'], [99, 50, 'S'], [66, 20, 'S'], [200, 19, 'XS'], [50, 16, 'XS'], [49, 60, 'XXS'], [40, 10, 'XXS'], [40, 9, undefined],
] as const)('%ix%i is %s', (columns, rows, name) => {
	expect(tierOf({columns, rows})?.name).toBe(name);
});

test('every other screen has the run in one row above it', () => {
	const layout = planLayout({columns: 80, rows: 24, isOverview: false});
	expect(layout.kind === 'screen' && layout.above.map(({id, y, height}) => `${id}@${y}:${height}`)).toEqual(['tabs@0:1', 'pulse@1:1']);
	expect(layout).toMatchObject({room: {y: 2, rows: 21}});
	expect(planLayout({columns: 40, rows: 10, isOverview: false})).toMatchObject({above: [{id: 'pulseAlone'}], room: {y: 1, rows: 8}});
});

describe('at any size', () => {
	const sizes = fc.record({columns: fc.integer({min: 40, max: 320}), rows: fc.integer({min: 10, max: 120})});
	const withMessage = fc.record({columns: fc.integer({min: 40, max: 320}), rows: fc.integer({min: 10, max: 120}), footerRows: fc.integer({min: 1, max: 4})});
	const input = fc.record({
		stage: fc.constantFrom('run' as const, 'setup' as const, 'failed' as const, 'tool' as const),
		hasMachine: fc.boolean(),
		hasClasses: fc.boolean(),
		hasQuality: fc.boolean(),
		hasBadSign: fc.boolean(),
		hasTableHint: fc.boolean(),
		progressRows: fc.integer({min: 2, max: 6}),
		happenedRows: fc.integer({min: 1, max: 30}),
		setupRows: fc.integer({min: 0, max: 12}),
		focus: fc.constantFrom(...overviewFocusOrder),
		isZoomed: fc.boolean(),
	});

	test('panels do not overlap, no row is without one, and the footer is the last row', () => {
		fc.assert(fc.property(withMessage, input, (size, given) => {
			const owners = Array.from({length: size.rows}, () => Array.from({length: size.columns}, () => ''));
			for (const {id, x, y, width, height} of placeOverview(size, given)!) {
				expect(width).toBeGreaterThan(0);
				expect(height).toBeGreaterThan(0);
				for (let row = y; row < y + height; row++) {
					expect(owners[row]!.slice(x, x + width).every(owner => owner === ''), `${id} ${size.columns}x${size.rows}`).toBe(true);
					owners[row]!.fill(id, x, x + width);
				}
			}

			expect(owners.every(row => row.some(owner => owner !== ''))).toBe(true);
			expect(new Set(owners.at(-1))).toEqual(new Set(['footer']));
		}), {numRuns: 1000});
	});

	test('what moves all the time spans the width, and a run shows its bars, its quality and its machine', () => {
		fc.assert(fc.property(sizes, input, (size, given) => {
			const panels = placeOverview(size, given)!;
			for (const {id, x, width} of panels) {
				if (['tabs', 'header', 'headerAlone', 'progress'].includes(id)) {
					expect([x, width]).toEqual([0, size.columns]);
				}
			}

			if (given.stage !== 'run' || given.isZoomed || !given.hasMachine) {
				return;
			}

			const ids = panels.map(({id}) => id);
			expect(ids).toEqual(expect.arrayContaining(['progress', 'quality']));
			expect(ids.some(id => id.startsWith('machine')), `${size.columns}x${size.rows}`).toBe(true);
		}));
	});
});
