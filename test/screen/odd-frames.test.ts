import {describe, expect, test} from 'vitest';
import {todaysShare} from '../todays-share.ts';
import {composeView} from '../../source/screen/compose-view.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import type {EpochRecord, RunState} from '../../source/domain/run.ts';
import type {Resources} from '../../source/run/resources.ts';
import {narrowText} from '../../source/screen/theme/narrow.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import {screenIds} from '../../source/keys/binding.ts';
import {overlayScenes} from './fixtures/every-scene.ts';
import {openFrames, repeated} from './fixtures/frame-rules.ts';
import {
	chartsState,
	classesState,
	fullRecord,
	manyClasses,
	sampleResources,
} from './fixtures/sample-charts.ts';
import {eightGpus, fullResources, machineWithLoader} from './fixtures/sample-machine.ts';
import {sampleModel, type SampleScreen} from './fixtures/sample-screen.ts';
import {withOverlays} from './fixtures/shown-view.ts';
import {plain} from './sizes.ts';

/** From the largest to the smallest, as a terminal shrinks while the same screen is open. */
const sizes = [[300, 90], [200, 60], [160, 45], [120, 36], [100, 30], [80, 24], [60, 16], [40, 10]] as const;
const looks = [
	{language: 'en', depth: '256'},
	{language: 'zh', depth: '256'},
	{language: 'en', depth: 'none', isAscii: true},
	{language: 'zh', depth: 'none', isWide: true},
] as const satisfies ReadonlyArray<Partial<SampleScreen>>;

const wideName = '一个非常长的名字'.repeat(8).slice(0, 60);
const training = (count: number, change: (record: EpochRecord) => EpochRecord = record => record): RunState => {
	const state = chartsState(Math.min(count, 100));
	const records = Array.from({length: count}, (_, index) => change({...fullRecord(1 + (index % 100)), epoch: index + 1}));
	return {
		...state, epochs: count, history: records, resumedAt: [],
	};
};

const noNumbers = {box: NaN, obj: NaN, cls: NaN} as const;
const nothing = ({epoch}: EpochRecord): EpochRecord => ({epoch, losses: noNumbers});
const zeroes = (record: EpochRecord): EpochRecord => ({
	...record, metrics: {
		precision: 0, recall: 0, map50: 0, map50To95: 0,
	},
});
const withNames = (state: RunState): RunState => ({
	...state, runDirectory: `runs/train/${wideName}`, settings: {data: `/data/${wideName}.yaml`, weights: `${wideName}.pt`}, target: {
		kind: 'container', name: wideName, id: '3f2a9c0d1e2f', image: `${wideName}:latest`,
	},
});
const unnamed: Resources = {...machineWithLoader, gpus: machineWithLoader.gpus.map(({name: _name, temperatureCelsius: _celsius, powerWatts: _watts, ...gpu}) => gpu)};
const withoutTimes = ({seconds: _seconds, completedAt: _completed, ...record}: EpochRecord): EpochRecord => record;

const inputs: Readonly<Record<string, () => Omit<SampleScreen, 'columns' | 'rows' | 'language'>>> = {
	'one class': () => ({state: classesState(manyClasses(1)), resources: fullResources}),
	'a thousand classes': () => ({state: classesState(manyClasses()), resources: fullResources}),
	'one epoch': () => ({state: training(1), resources: fullResources}),
	'ten thousand epochs': () => ({state: training(10_000), resources: fullResources}),
	'names of sixty wide characters': () => ({state: withNames(classesState(manyClasses(6).map(row => ({...row, name: `${wideName}${row.name}`})))), resources: fullResources}),
	'losses that are all nan': () => ({state: training(40, nothing), resources: fullResources}),
	'metrics that are all 0': () => ({state: training(40, zeroes), resources: fullResources}),
	'a GPU without a name': () => ({state: training(40), resources: unnamed}),
	'eight GPUs': () => ({state: training(40), resources: {...eightGpus, series: {...machineWithLoader.series, ...eightGpus.series}}}),
	'no times': () => ({state: {...training(40, withoutTimes), startedAt: undefined, lastEventAt: undefined} as unknown as RunState, resources: sampleResources()}),
};

function holdsRules(lines: readonly string[], [columns, rows]: readonly [number, number], sample: Partial<SampleScreen>): void {
	const where = `${columns}x${rows} ${JSON.stringify(sample)}\n${lines.join('\n')}`;
	expect(lines.length, where).toBe(rows);
	expect(lines.filter(line => line !== '' && displayWidth(line) !== columns), where).toEqual([]);
	expect(openFrames(lines), where).toEqual([]);
	expect(lines.join('\n'), where).not.toMatch(/undefined|\[object|Infinity|NaN\b|-0\.000/);
	if (sample.isWide === true) {
		expect(lines.filter(line => narrowText(line) !== line), where).toEqual([]);
	}
}

describe.each(todaysShare(Object.entries(inputs), 2))('%s', (_, make) => {
	test.each(screenIds.map((screen, index) => ({screen, index})))('on the screen $screen, from large to small', ({screen, index}) => {
		const input = make();
		const drawer = createScreenDrawer();
		for (const [place, size] of sizes.entries()) {
			// Every look with every size, over the screens.
			for (const look of [looks[0], looks[1 + ((place + index) % 3)]!]) {
				const [columns, rows] = size;
				const sample = {
					...input, ...look, columns, rows, ui: {screen},
				};
				const lines = composeView(drawer.draw(sampleModel(sample), sample)).map(line => plain(line));
				holdsRules(lines, size, look);
				// Eight GPUs may be alike, and so may figures that are all 0.
				expect(repeated(lines).filter(figure => !/ 0\.0+$|^mem /.test(figure)), 'figures that are there again and again').toEqual([]);
			}
		}
	});
});

test.each(Object.entries(overlayScenes))('%s stays whole while the terminal shrinks and grows', (_, scene) => {
	const drawer = createScreenDrawer();
	for (const [place, size] of [...sizes, sizes[3]].entries()) {
		const look = looks[place % looks.length]!;
		const [columns, rows] = size;
		const sample = {
			...scene(look.language), ...look, columns, rows,
		};
		const lines = composeView(withOverlays(drawer.draw(sampleModel(sample), sample))).map(line => plain(line));
		expect(lines.length).toBe(rows);
		expect(lines.filter(line => line !== '' && displayWidth(line) !== columns), `${columns}x${rows}`).toEqual([]);
	}
});
