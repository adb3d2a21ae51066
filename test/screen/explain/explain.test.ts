import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {nameAt, namesOnLine, numberAt} from '../../../source/screen/explain/number-at.ts';
import {numbersAt} from '../../../source/screen/explain/numbers-here.ts';
import {presentValue} from '../../../source/screen/explain/number-values.ts';
import {paletteEntries} from '../../../source/screen/palette/palette-entries.ts';
import {reduceUi} from '../../../source/screen/reduce-ui.ts';
import {createScreenDrawer} from '../../../source/screen/screen-view.ts';
import type {UiState} from '../../../source/screen/ui-state.ts';
import {chartsState, classesState} from '../fixtures/sample-charts.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {withOverlays} from '../fixtures/shown-view.ts';
import {plain} from '../sizes.ts';
import {explanationKeys, type ExplanationKey} from '../../../source/words/explain-names.ts';
import {wordsIn} from '../../../source/words/words.ts';

const overview = {state: 'training', columns: 120, rows: 36} as const;

describe('names on a line', () => {
	test.each<readonly [string, readonly ExplanationKey[]]>([
		['P 0.619  R 0.486  2 mAP50 0.531  1 mAP50-95 0.265', ['precision', 'recall', 'map50', 'map50To95']],
		['last.pt saved 22 s ago · GPU_mem 1.03G · 640 px', ['checkpoint', 'gpuMem', 'size']],
		['轮次 44/100  44 %  剩余 32 分 00 秒', ['epoch', 'eta']],
		['每轮 34 秒 · 8 张/秒', ['secondsPerEpoch', 'imagesPerSecond']],
		['shm 16.0 GiB', ['sharedMemory']],
		['sharper batches, shrimp, platform', []],
		['', []],
	])('%s', (line, keys) => {
		expect(namesOnLine(line).map(({key}) => key)).toEqual(keys);
	});

	test('places are columns of the terminal, where Chinese takes two', () => {
		expect(namesOnLine('轮次 44/100  P 1')).toEqual([{key: 'epoch', from: 0, to: 4}, {key: 'precision', from: 13, to: 14}]);
	});

	test('any text gives spans in order that do not overlap', () => {
		fc.assert(fc.property(fc.array(fc.constantFrom('P', 'R ', 'mAP50', '-95', ' epoch', '内存', '批次', 'gpu_mem', '/', 'x', '🚀')), words => {
			const spans = namesOnLine(words.join(''));
			expect(spans.every(({from, to}, index) => from < to && (index === 0 || from >= spans[index - 1]!.to))).toBe(true);
		}));
	});

	test('of the same word on the resources the section decides', () => {
		const lines = ['GPU 0 NVIDIA', 'memory 1 GiB', 'Container', 'memory 2 GiB', 'Machine  8 cores', 'memory 3 GiB', 'CPU 4 %'];
		const at = (row: number) => nameAt('resources', {lines, row, column: 1});
		expect([1, 3, 5, 6].map(row => at(row))).toEqual(['gpuMemory', 'containerMemory', 'hostMemory', 'hostCpu']);
		expect(numberAt('resources', {lines: ['', 'nothing'], row: 1, column: 3})).toBeUndefined();
	});
});

describe('what I opens', () => {
	const open = (sample: SampleScreen, ui: Partial<UiState> = {}) => {
		const model = sampleModel({...sample, ui: {...sample.ui, ...ui}});
		const {keys, chosen, here} = numbersAt(model, undefined);
		return {chosen: keys[chosen], here: keys.slice(0, here), all: keys};
	};

	test('the number of the focused panel, chart or column', () => {
		expect(open(overview).chosen).toBe('map50To95');
		expect(open({...overview, overview: {focus: 'epochs'}}).chosen).toBe('epoch');
		expect(open({...overview, overview: {focus: 'losses'}}).chosen).toBe('box');
		expect(open({...overview, overview: {focus: 'quality'}}).chosen).toBe('map50To95');
		expect(open({...overview, overview: {focus: 'machine'}}).chosen).toBe('gpuUtilisation');
		expect(open({...overview, overview: {focus: 'classes'}}).chosen).toBe('precision');
		const charts = {state: chartsState(), columns: 120, rows: 36} as const;
		expect(open({...charts, charts: {focus: 0}}, {screen: 'charts'}).chosen).toBe('map50To95');
		expect(open({...charts, charts: {focus: 4}}, {screen: 'charts'}).chosen).toBe('box');
		const classes = {state: classesState(), columns: 120, rows: 36} as const;
		expect(open({...classes, classes: {sort: 'box-recall'}}, {screen: 'classes'}).chosen).toBe('recall');
		expect(open({...classes, classes: {sort: 'instances'}}, {screen: 'classes'}).chosen).toBe('instances');
		expect(open(overview, {screen: 'resources'}).chosen).toBe('gpuUtilisation');
		expect(open(overview, {overlays: [{kind: 'pane', pane: 'advice', top: 0}]}).chosen).toBe('batchSize');
		expect(open(overview, {overlays: [{kind: 'help', top: 0, query: ''}]}).chosen).toBe('map50To95');
	});

	test.each(['overview', 'charts', 'classes', 'logs', 'resources', 'runs'] as const)('on %s every number once, those of the screen first', screen => {
		const {all, here} = open(overview, {screen});
		expect(here.length).toBeGreaterThan(3);
		expect(all.toSorted()).toEqual([...explanationKeys()].toSorted());
	});
});

/** The chosen number and the drawn overlay after some commands. */
function play(sample: SampleScreen, ...commands: ReadonlyArray<Parameters<typeof reduceUi>[1]>) {
	const drawer = createScreenDrawer();
	let model = sampleModel(sample);
	for (const command of commands) {
		drawer.draw(model, sample);
		model = {...model, ui: reduceUi(model.ui, command, {model, range: drawer.scrollRange(model)}).ui};
	}

	const overlay = model.ui.overlays.at(-1);
	const lines = withOverlays(drawer.draw(model, sample)).panels.at(-1)!.lines.map(line => plain(line));
	return {key: overlay?.kind === 'explain' ? overlay.keys[overlay.chosen]! : undefined, lines, text: lines.join('\n')};
}

describe('the explanations', () => {
	test('show name, value, sentences, what is good and the formula, beside the list', () => {
		const {key, text} = play({...overview, overview: {focus: 'quality'}}, 'show-explanations', 'scroll-up');
		expect(key).toBe('map50');
		for (const part of ['mAP50', 'It says how well objects are found.', '0.531', '0.5 is useful', 'mean over classes of AP at IoU 0.5', 'Other numbers']) {
			expect(text.replaceAll(/\s+[│┃]?\s*/g, ' ')).toContain(part);
		}
	});

	test('go on with the arrows and stop at both ends', () => {
		const first = {...overview, overview: {focus: 'epochs'}} as const;
		expect(play(first, 'show-explanations', 'next-number', 'scroll-down').key).toBe('eta');
		expect(play(first, 'show-explanations', 'previous-number', 'scroll-up', 'page-up').key).toBe('epoch');
		expect(play(overview, 'show-explanations', 'scroll-to-end', 'next-number').key).toBe(play(overview, 'show-explanations', 'scroll-to-end').key);
	});

	test('a text longer than a small screen is read to its end before the next comes', () => {
		const small = {
			state: 'training', columns: 40, rows: 8, overview: {focus: 'epochs'},
		} as const;
		const first = play(small, 'show-explanations', 'scroll-down');
		expect(first.key).toBe('epoch');
		expect(first.text).not.toBe(play(small, 'show-explanations').text);
		expect(play(small, 'show-explanations', ...Array.from({length: 8}, () => 'scroll-down' as const)).key).not.toBe('epoch');
	});

	test.each([[40, 10], [41, 6], [71, 20], [72, 20], [80, 24], [200, 60]] as const)('every number at %ix%i: lines as wide as the terminal, nothing cut off for good', (columns, rows) => {
		for (const language of ['en', 'zh'] as const) {
			const drawer = createScreenDrawer();
			const model = sampleModel({
				state: 'training', columns, rows, language,
			});
			const {keys, here} = numbersAt(model, undefined);
			for (const [chosen, key] of keys.entries()) {
				const seen: string[] = [];
				for (let top = 0, last = 0; top <= last; top++) {
					const shown = {
						...model, ui: {
							...model.ui, overlays: [{
								kind: 'explain', keys, here, chosen, top,
							} as const],
						},
					};
					const {placed, lines} = withOverlays(drawer.draw(shown, {columns, rows})).panels.at(-1)!;
					expect(lines.every(line => displayWidth(plain(line)) === placed.width)).toBe(true);
					expect(placed.y + placed.height).toBeLessThan(rows);
					seen.push(...lines.map(line => plain(line)));
					({last} = drawer.scrollRange(shown));
				}

				const {good} = wordsIn(language).explanations[key];
				expect(seen.join('').replaceAll(/[\s─│┃╭╮]/g, ''), key).toContain(good.replaceAll(/\s/g, '').slice(0, 4));
			}
		}
	});
});

test('the values of now are those of the run, and none is made up', () => {
	const model = sampleModel(overview);
	expect((['epoch', 'batchIndex', 'box', 'precision', 'batchSize', 'workers', 'gpuMem'] as const).map(key => presentValue(key, model))).toEqual(['44 / 100', '29 / 55', '0.0434', '0.619', '4', '2', '1.03G']);
	const empty = sampleModel({...overview, state: 'empty'});
	expect(explanationKeys().map(key => presentValue(key, empty)).filter(value => value !== undefined)).toEqual([]);
});

test('the palette explains a number by any of its names', () => {
	const model = sampleModel(overview);
	const chosenOf = (typed: string) => {
		const entry = paletteEntries(model, typed).find(({action}) => 'ui' in action);
		const overlay = entry !== undefined && 'ui' in entry.action ? entry.action.ui.overlays.at(-1) : undefined;
		return overlay?.kind === 'explain' ? overlay.keys[overlay.chosen] : undefined;
	};

	expect([chosenOf('mAP@.5:.95'), chosenOf('explain r'), chosenOf('gpu_mem'), chosenOf('nothing at all')]).toEqual(['map50To95', 'recall', 'gpuMem', undefined]);
	const ui = {...model.ui, overlays: [{kind: 'palette', input: {text: 'explain r', cursor: 9}, chosen: 0} as const]};
	const open = reduceUi(ui, 'accept', {model: {...model, ui}, range: {top: 0, last: 0, page: 1}}).ui;
	expect(open.overlays.map(({kind}) => kind)).toEqual(['explain']);
});
