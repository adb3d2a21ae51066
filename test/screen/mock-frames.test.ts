import {describe, expect, test} from 'vitest';
import {mockScenes} from './fixtures/mock-scenes.ts';
import {frameToText, renderFrame} from './fixtures/render-frame.ts';

type Place = readonly [title: string, row: number, column: number];

/** Where the design has the title of each block, counted from 0; docs/look.md says why one is somewhere else. */
const blocks: ReadonlyArray<readonly [scene: keyof typeof mockScenes, columns: number, rows: number, places: readonly Place[]]> = [
	['overview', 160, 45, [['Progress', 2, 3], ['Quality', 7, 3], ['Losses', 7, 67], ['Machine', 7, 117], ['Classes', 23, 3], ['Vital signs', 23, 95], ['Epochs', 32, 3]]],
	['overview', 120, 36, [['Progress', 2, 3], ['Quality', 6, 3], ['Losses', 6, 53], ['Machine', 6, 89], ['Classes', 19, 3], ['Vital signs', 19, 71], ['Epochs', 27, 3]]],
	['overview', 80, 24, [['Epoch', 2, 1], ['Valid.|Batch', 3, 1], ['Quality', 4, 2], ['Losses', 4, 47], ['Machine', 12, 2], ['Vital signs', 12, 47], ['Epochs', 17, 2]]],
	['overview', 40, 10, [['vest-100', 0, 2], ['mAP50-95', 3, 0], ['box', 7, 0], ['GPU', 8, 0]]],
	['charts', 120, 36, [['Figures', 2, 3], ['mAP50-95', 2, 37], ['box loss', 22, 37]]],
	['classes', 120, 36, [['Classes', 2, 3], ['P and R of each', 2, 79], ['helmet', 20, 3]]],
	['resources', 120, 36, [['GPU 0', 2, 3], ['Container', 17, 3], ['Machine', 17, 63], ['Started with', 28, 3]]],
	['runs', 120, 36, [['Runs', 2, 3], ['mAP50-95', 2, 73], ['What differs', 18, 3]]],
	['failed', 120, 36, [['Progress', 2, 3], ['What happened', 6, 3], ['Quality', 18, 3], ['Machine', 18, 53], ['Last words', 27, 3]]],
	['stop-dialog', 120, 36, [['Stop the training', 10, 20]]],
];

/** Room that real data may move a block by: a figure is wider, a table has fewer rows. */
const tolerance = {rows: 8, columns: 6};

describe.each(blocks)('the design of %s at %i x %i', (scene, columns, rows, places) => {
	test.each(['dark', 'light'] as const)('in the theme %s', async theme => {
		const drawn = frameToText(await renderFrame({
			...mockScenes[scene](), theme, depth: '256', columns, rows,
		}));
		await expect(`${drawn}\n`).toMatchFileSnapshot(`frames/mock-${scene}-${columns}x${rows}-${theme}.txt`);
		const lines = drawn.split('\n').slice(0, rows).map(line => line.slice(1, -1));
		for (const [title, row, column] of places) {
			const found = lines.flatMap((line, index) => [...line.matchAll(new RegExp(title, 'g'))].map(match => ({row: index, column: match.index})));
			expect(found.some(place => Math.abs(place.row - row) <= tolerance.rows && Math.abs(place.column - column) <= tolerance.columns), `${title} near ${row}:${column}`).toBe(true);
		}
	});
});
