import {expect, test} from 'vitest';
import type {ComparedRun} from '../../../../source/domain/run-list.ts';
import {drawComparison} from '../../../../source/screen/screens/runs/draw-comparison.ts';
import {sampleModel} from '../../fixtures/sample-screen.ts';
import {plain, widthsOf} from '../../sizes.ts';

const run = (name: string, map50To95: readonly number[]): ComparedRun => ({
	name,
	settings: {},
	history: map50To95.map((value, index) => ({epoch: index + 1, losses: {}, metrics: {map50To95: value}})),
	classes: [],
});
const sample = sampleModel({state: 'training', columns: 80, rows: 24});
const model = {...sample, runList: {...sample.runList, compared: [run('exp', [0.1, 0.2, 0.3]), run('exp2', [0.2, 0.3])]}};
const draw = (columns: number, rows: number) => drawComparison(model, {columns, rows}).map(line => plain(line));

test('the chart of a comparison says what it shows, above the table of the runs', () => {
	const lines = draw(80, 20);
	expect(lines[0]).toMatch(/^mAP50-95 {2}by epoch/);
	expect(lines.findIndex(line => /a exp +b exp2/.test(line))).toBe(10);
	expect(lines.join('\n')).toMatch(/mAP50-95 best +0\.300 +0\.300/);
});

test('where rows are few the table stands alone', () => {
	expect(draw(80, 12)[0]).toMatch(/a exp +b exp2/);
});

test.each([[80, 20], [40, 30], [30, 8]])('every line is exactly as wide as the panel of %i columns and %i rows', (columns, rows) => {
	const lines = draw(columns, rows);
	expect(lines.length).toBeLessThanOrEqual(rows);
	expect(widthsOf(lines)).toEqual([columns]);
});
