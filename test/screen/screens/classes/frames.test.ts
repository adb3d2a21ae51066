import {describe, expect, test} from 'vitest';
import type {RunState} from '../../../../source/domain/run.ts';
import type {ValidationRow} from '../../../../source/domain/validation.ts';
import {displayWidth} from '../../../../source/format/display-width.ts';
import {frameToText, renderFrame} from '../../fixtures/render-frame.ts';
import {classesState, manyClasses, probedState} from '../../fixtures/sample-charts.ts';
import {drawSampleScreen, type SampleScreen} from '../../fixtures/sample-screen.ts';

const sizes = [[160, 45], [120, 36], [80, 24], [40, 10]] as const;
const state = probedState();
const views = {
	table: {}, matrix: {isMatrix: true}, class: {isOpen: true},
} as const;

describe.each(sizes)('%dx%d', (columns, rows) => {
	describe.each(['en', 'zh'] as const)('%s', language => {
		test.each(['table', 'matrix', 'class'] as const)('%s', async view => {
			const frame = await renderFrame({
				state, columns, rows, language, depth: '256', ui: {screen: 'classes'}, classes: views[view],
			});
			await expect(frameToText(frame)).toMatchFileSnapshot(`../../frames/epochs-${view}-${columns}x${rows}-${language}.txt`);
		});
	});
});

test.each([
	['without colours', 'plain', {depth: 'none'}],
	['in ASCII', 'ascii', {depth: '256', isAscii: true}],
] as const)('the matrix %s', async (_, name, look) => {
	await expect(frameToText(await renderFrame({
		state, columns: 80, rows: 24, ui: {screen: 'classes'}, classes: {isMatrix: true}, ...look,
	}))).toMatchFileSnapshot(`../../frames/epochs-matrix-${name}-80x24-en.txt`);
});

const withMetrics = (value: number): readonly ValidationRow[] => ['Vest', 'helmet'].map(name => ({
	name, instances: 20, metrics: {
		precision: value, recall: value, map50: value, map50To95: value,
	},
}));

/** What a data set or a training may come with. */
const odd: Readonly<Record<string, () => RunState>> = {
	'one class': () => probedState(withMetrics(0.5).slice(0, 1)),
	'a thousand classes': () => ({...probedState(manyClasses(1000), 3), probe: {...probedState(manyClasses(1000), 3).probe!, matrix: probedState(manyClasses(300), 3).probe!.matrix!}}),
	'names of sixty wide characters': () => probedState(withMetrics(0.5).map(row => ({...row, name: row.name + '没有反光背心的人员'.repeat(7).slice(0, 60)}))),
	'metrics of 0': () => probedState(withMetrics(0)),
	'metrics that are no numbers': () => classesState(withMetrics(NaN)),
	'one epoch': () => probedState(undefined, 1),
	'names with control characters': () => probedState(withMetrics(0.5).map(row => ({...row, name: `${row.name}\u{1B}[31m\n${row.name}`}))),
};

const visible = (line: string): string => line.replaceAll(/\u{1B}\[[\d;]*m/gu, '');

describe.each(Object.keys(odd))('%s', name => {
	const run = odd[name]!();

	test.each([...sizes, [41, 17], [300, 90]] as const)('every line is as wide as the terminal, no number is made up, ASCII is ASCII (%dx%d)', (columns, rows) => {
		for (const [index, classes] of Object.values(views).entries()) {
			for (const look of [{depth: '256'}, {depth: 'none'}, {isAscii: true}] as const) {
				const sample: SampleScreen = {
					state: run, columns, rows, language: index % 2 === 0 ? 'en' : 'zh', ui: {screen: 'classes'}, classes, ...look,
				};
				const lines = drawSampleScreen(sample).map(line => visible(line));
				expect(lines).toHaveLength(rows);
				for (const line of lines) {
					expect(line === '' ? columns : displayWidth(line), line).toBe(columns);
				}

				expect(lines.join('\n')).not.toMatch(/NaN|undefined|Infinity/);
			}
		}
	});
});

test('without colours the table says the same', () => {
	const draw = (depth: '256' | 'none') => drawSampleScreen({
		state, columns: 120, rows: 36, depth, ui: {screen: 'classes'},
	}).slice(2, 20).map(line => visible(line).replaceAll('> ', '').replaceAll(/─+/g, '─'));
	expect(draw('none')).toEqual(draw('256'));
});

test('a curve by epoch and the best time are there only where more than one table is known', () => {
	const text = (run: RunState) => visible(drawSampleScreen({
		state: run, columns: 120, rows: 36, ui: {screen: 'classes'},
	}).join('\n'));
	const words = /by epoch|never above|since epoch|before/;
	expect(text(state)).toMatch(/never above 0\.090 \(epoch 44\)/);
	expect(text(state)).toMatch(/weakest of 6 since epoch 1 /);
	expect(text(odd['one epoch']!())).not.toMatch(words);
});
