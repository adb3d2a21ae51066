import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {PlacedPanel} from '../../../source/screen/layout.ts';
import {overlayBox, placeOverlay} from '../../../source/screen/overlays/overlay-place.ts';
import type {Overlay} from '../../../source/screen/overlays/overlay.ts';

const of = (kind: Overlay['kind']) => ({kind} as Overlay);
const kinds = ['help', 'pane', 'explain', 'dialog', 'prompt', 'palette', 'form'] as const;

test.each<readonly [string, Overlay['kind'], readonly [y: number, columns: number, rows: number], number, Partial<PlacedPanel>]>([
	['a text in a wide terminal: a drawer at the right, below the header', 'pane', [4, 120, 31], 10, {
		x: 60, y: 4, width: 60, height: 10, frame: 'box',
	}],
	['a text in a narrow one: a sheet from below', 'pane', [3, 119, 32], 10, {
		x: 0, y: 25, width: 119, height: 10, frame: 'box',
	}],
	['a question: in the middle', 'dialog', [4, 120, 31], 11, {
		x: 18, y: 14, width: 84, height: 11, frame: 'box',
	}],
	['a question in a small terminal: a sheet without a frame', 'dialog', [1, 40, 8], 8, {
		x: 0, y: 1, width: 40, height: 8, frame: 'rule',
	}],
	['what is typed: in the row of the keys', 'prompt', [4, 120, 31], 1, {
		x: 0, y: 35, width: 120, height: 1, frame: 'none',
	}],
])('%s', (_, kind, [y, columns, rows], height, place) => {
	expect(placeOverlay(of(kind), {y, columns, rows}, height)).toMatchObject(place);
});

test('a sheet takes at most seven tenths of a terminal', () => {
	expect(overlayBox(of('help'), {y: 3, columns: 80, rows: 46}).rows + 2).toBe(35);
	expect(overlayBox(of('help'), {y: 3, columns: 120, rows: 46}).rows + 2).toBe(46);
});

test('no overlay ever covers the header or the keys, nor leaves the terminal', () => {
	fc.assert(fc.property(fc.constantFrom(...kinds), fc.integer({min: 0, max: 5}), fc.integer({min: 20, max: 300}), fc.integer({min: 1, max: 90}), (kind, y, columns, rows) => {
		const room = {y, columns, rows};
		const box = overlayBox(of(kind), room);
		const frameRows = {box: 2, rule: 1, none: 0}[box.frame];
		const height = Math.min(box.rows + frameRows, kind === 'prompt' ? 1 : rows);
		const placed = placeOverlay(of(kind), room, height);
		expect(placed.x).toBeGreaterThanOrEqual(0);
		expect(placed.x + placed.width).toBeLessThanOrEqual(columns);
		expect(placed.y).toBeGreaterThanOrEqual(kind === 'prompt' ? y + rows : y);
		expect(placed.y + height).toBeLessThanOrEqual(y + rows + (kind === 'prompt' ? 1 : 0));
	}));
});
