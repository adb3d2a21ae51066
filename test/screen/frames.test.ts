import fc from 'fast-check';
import {expect, test} from 'vitest';
import {screenIds} from '../../source/keys/binding.ts';
import {overviewFocusOrder} from '../../source/screen/screens/overview/overview-ui.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import {drawEverySize, overviewSizes} from './fixtures/every-size.ts';
import {recordedRun} from './fixtures/recorded-run.ts';
import {fullResources} from './fixtures/sample-machine.ts';
import {frameToText, renderFrame} from './fixtures/render-frame.ts';
import {sampleResources} from './fixtures/sample-charts.ts';
import {sampleStates} from './fixtures/sample-run.ts';
import {sampleRunList} from './fixtures/sample-run-list.ts';
import {drawSampleScreen, type SampleScreen} from './fixtures/sample-screen.ts';

const frames: ReadonlyArray<readonly [name: string, sample: SampleScreen]> = [
	...(['en', 'zh'] as const).flatMap(language => [[120, 36], [80, 24], [40, 10]].map(([columns, rows]): readonly [string, SampleScreen] => [`training-${columns}x${rows}-${language}`, {
		state: 'training', columns: columns!, rows: rows!, language, depth: '256',
	}])),
	...(['en', 'zh'] as const).flatMap(language => (['finished', 'failed', 'starting', 'interrupted'] as const).map((state): readonly [string, SampleScreen] => [`${state}-120x36-${language}`, {
		state, columns: 120, rows: 36, language, depth: '256',
	}])),
	['empty-80x24-en', {state: 'empty', columns: 80, rows: 24}],
	['finished-200x60-en', {
		state: 'finished', columns: 200, rows: 60, depth: '256',
	}],
	['finished-80x24-en', {
		state: 'finished', columns: 80, rows: 24, depth: '256',
	}],
	['failed-40x10-en', {
		state: 'failed', columns: 40, rows: 10, depth: '256',
	}],
	['demo-80x24-zh', {
		state: 'training', columns: 80, rows: 24, language: 'zh', isSimulated: true, depth: '256',
	}],
	['ascii-80x24-en', {
		state: 'training', columns: 80, rows: 24, isAscii: true,
	}],
	['light-80x24-en', {
		state: 'training', columns: 80, rows: 24, theme: 'light', depth: '256',
	}],
	['sixteen-80x24-en', {
		state: 'training', columns: 80, rows: 24, depth: '16',
	}],
	['mini-30x6-en', {
		state: 'training', columns: 30, rows: 6, depth: '256',
	}],
	['mini-20x3-zh', {
		state: 'training', columns: 20, rows: 3, language: 'zh', depth: '256',
	}],
	['too-small-12x2-en', {state: 'training', columns: 12, rows: 2}],
	['help-80x24-zh', {
		state: 'training', columns: 80, rows: 24, language: 'zh', depth: '256', ui: {overlays: [{kind: 'help', top: 0, query: ''}]},
	}],
	['zoomed-60x20-en', {
		state: 'training', columns: 60, rows: 20, depth: '256', overview: {focus: 'epochs', isZoomed: true},
	}],
];

/** Real runs: in the middle, before the first epoch, with a table by class, at the end, and two that died. */
const recorded: ReadonlyArray<readonly [name: string, recording: string, share: number]> = [
	['middle', 'long-mid-tty-320ep', 0.7],
	['setup', 'v7-detect-tty', 0.004],
	['finished', 'v7-detect-tty', 1],
	['bus-error', 'bus-error/shm40m-midepoch-tty', 1],
	['missing-weights', 'errors/missing-weights', 1],
	['ultralytics', 'ultralytics-8.3-detect-tty', 0.6],
	['classify', 'v7-classify-tty', 0.8],
];

test.each(recorded)('the recorded run %s at every size in both languages', async (name, recording, share) => {
	const {state, lines} = recordedRun(recording, share);
	const drawn = await drawEverySize(name, () => ({
		state, lines, resources: fullResources,
	}), overviewSizes);
	await expect(drawn).toMatchFileSnapshot(`frames/recorded-${name}.txt`);
});

test.each(frames)('%s', async (name, sample) => {
	await expect(frameToText(await renderFrame(sample))).toMatchFileSnapshot(`frames/${name}.txt`);
});

// Every size in both languages, in one file for a screen.
test.each(['logs', 'resources', 'runs'] as const)('the screen %s at every size in both languages', async screen => {
	const drawn = await drawEverySize(screen, () => ({
		state: 'training', resources: sampleResources(), runList: sampleRunList(), ui: {screen},
	}));
	await expect(drawn).toMatchFileSnapshot(`frames/${screen}.txt`);
});

// Every state at many sizes: no line may be a column too long or too short, or the terminal shows garbage.
test.each(Object.keys(sampleStates) as ReadonlyArray<keyof typeof sampleStates>)('every line of %s is exactly as wide as the terminal', state => {
	fc.assert(fc.property(fc.record({
		columns: fc.oneof(fc.integer({min: 1, max: 240}), fc.constantFrom(19, 20, 39, 40, 41, 65, 66, 79, 80, 99, 100, 149, 150)),
		rows: fc.oneof(fc.integer({min: 1, max: 72}), fc.constantFrom(1, 3, 9, 10, 17, 18, 24, 31, 32)),
		screen: fc.constantFrom(...screenIds),
		focus: fc.constantFrom(...overviewFocusOrder),
		isZoomed: fc.boolean(),
		language: fc.constantFrom('en' as const, 'zh' as const),
		isAscii: fc.boolean(),
		isSimulated: fc.boolean(),
	}), ({columns, rows, screen, focus, isZoomed, ...rest}) => {
		const lines = drawSampleScreen({
			state, columns, rows, ui: {screen}, overview: {focus, isZoomed}, ...rest,
		});
		expect(lines).toHaveLength(rows);
		for (const line of lines) {
			expect(line === '' ? columns : displayWidth(line), `${screen} ${columns}x${rows}: ${line}`).toBe(columns);
		}
	}), {numRuns: 150});
});
