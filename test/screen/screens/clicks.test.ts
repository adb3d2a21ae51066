import {describe, expect, test} from 'vitest';
import {screens} from '../../../source/screen/screens/index.ts';
import {chosenRun} from '../../../source/screen/screens/runs/runs.ts';
import type {UiState} from '../../../source/screen/ui-state.ts';
import type {RunSummary} from '../../../source/domain/run-summary.ts';
import {emptyRunList} from '../../../source/domain/run-list.ts';
import {createMouseAnswers} from '../../../source/screen/answer-mouse.ts';
import {createScreenDrawer} from '../../../source/screen/screen-view.ts';
import {chartsState, classesState, sampleResources} from '../fixtures/sample-charts.ts';
import {sampleModel, type SampleScreen} from '../fixtures/sample-screen.ts';
import {withOverlays} from '../fixtures/shown-view.ts';
import {plain} from '../sizes.ts';
import {composeView} from '../../../source/screen/compose-view.ts';

/** The state after a click on the first place where a text is on the drawn screen. */
function click(sample: SampleScreen, text: string, extra: Partial<ReturnType<typeof sampleModel>> = {}, kind: 'press' | 'right-press' = 'press'): UiState {
	const drawer = createScreenDrawer();
	const model = {...sampleModel(sample), ...extra};
	const view = withOverlays(drawer.draw(model, sample));
	const over = model.ui.overlays.length > 0 ? view.panels.at(-1) : undefined;
	const lines = (over?.lines ?? composeView(view)).map(line => plain(line));
	const row = lines.findIndex(line => line.includes(text));
	expect(row, lines.join('\n')).toBeGreaterThan(-1);
	let {ui} = model;
	createMouseAnswers({
		ui: {
			set(next) {
				ui = next;
			},
		},
		picture: {context: () => ({model, range: drawer.scrollRange(model)}), getView: () => view},
		press: () => undefined,
		execute: () => undefined,
	})({kind, column: lines[row]!.indexOf(text) + (over?.placed.x ?? 0), row: row + (over?.placed.y ?? 0)});
	return ui;
}

test('the screens that a click can mean something on take one', () => {
	expect(Object.values(screens).filter(screen => screen.click !== undefined).map(({id}) => id)).toEqual(expect.arrayContaining(['overview', 'charts', 'classes', 'logs', 'runs']));
});

describe('a click', () => {
	test('chooses a panel of the overview, and opens the diagnoses', () => {
		const sample = {state: 'failed', columns: 120, rows: 36} as const;
		expect(click(sample, 'FutureWarning').overview.focus).toBe('lastWords');
		expect(click(sample, 'ran out of shared memory').overlays).toMatchObject([{kind: 'pane', pane: 'diagnoses'}]);
		const training = {state: 'training', columns: 120, rows: 36} as const;
		expect(click(training, 'box 0.04').overview.focus).toBe('losses');
		// A second click opens what the panel is about.
		expect(click({...training, overview: {focus: 'losses'}}, 'box 0.04').screen).toBe('charts');
	});

	test('chooses a figure of the list, or a chart of the wall, which the second click makes large', () => {
		const sample = {
			state: chartsState(), columns: 120, rows: 36, ui: {screen: 'charts'},
		} as const;
		expect(click(sample, 'obj      ').charts).toMatchObject({focus: 5, view: 'list'});
		const wall = {...sample, charts: {view: 'wall'}} as const;
		expect(click(wall, 'this run').charts).toMatchObject({focus: 0, view: 'list'});
		expect(click({...wall, charts: {view: 'wall', focus: 2}}, 'this run').charts).toMatchObject({focus: 0, view: 'wall'});
	});

	test('chooses a class, and opens the chosen one', () => {
		const sample = {
			state: classesState(), columns: 120, rows: 36, ui: {screen: 'classes'},
		} as const;
		const last = click(sample, ' 113 ');
		expect(last.classes.isOpen).toBe(last.classes.chosen === 0);
		const other = click({...sample, classes: {chosen: 1}}, ' 113 ').classes;
		expect(other.chosen === 1).toBe(other.isOpen);
		expect(click(sample, 'mAP50-95').classes).toEqual(sampleModel(sample).ui.classes);
	});

	test('chooses a row of the runs', () => {
		const run = (key: string): RunSummary => ({
			key, id: {place: `host:/runs/${key}`}, directory: `/runs/${key}`, condition: 'finished', completedEpochs: 3, modifiedAt: 1, settings: {},
		} as unknown as RunSummary);
		const runList = {...emptyRunList, isKnown: true, parts: {directory: {training: [], runs: [run('exp1'), run('exp2'), run('exp3')]}}};
		const sample = {
			state: 'training', columns: 120, rows: 36, ui: {screen: 'runs'},
		} as const;
		const ui = click(sample, 'exp2', {runList});
		expect(chosenRun({...sampleModel(sample), runList, ui})).toBe('exp2');
	});
});

describe('pointing at a number', () => {
	const explained = (sample: SampleScreen, text: string, kind?: 'press' | 'right-press') => {
		const overlay = click(sample, text, {}, kind).overlays.at(-1);
		return overlay?.kind === 'explain' ? overlay.keys[overlay.chosen] : undefined;
	};

	const overview = {
		state: 'training', columns: 120, rows: 36, resources: sampleResources(),
	} as const;
	const classes = {
		state: classesState(), columns: 120, rows: 36, ui: {screen: 'classes'},
	} as const;

	test.each([
		['0.0284', 'obj'],
		['2.1 it/s', 'speed'],
		['34 s an epoch', 'secondsPerEpoch'],
		['8 img/s', 'imagesPerSecond'],
		['Batch 29', 'batchIndex'],
		['29/55', 'batchIndex'],
		['busy 75 %', 'gpuUtilisation'],
		['batch 4', 'batchSize'],
		['0.486', 'recall'],
		['0.265', 'map50To95'],
		['0.0575', 'trainAndVal'],
	])('the right button on %s explains %s', (text, key) => {
		expect(explained(overview, text, 'right-press')).toBe(key);
	});

	test('a figure in a table is explained by the header of its column', () => {
		expect(explained(classes, '0.809', 'right-press')).toBe('recall');
		expect(explained(classes, '0.379', 'right-press')).toBe('map50To95');
	});

	test('a click on a name that does nothing else explains it; words of the log do not', () => {
		expect(explained(classes, 'mAP50-95')).toBe('map50To95');
		const early = {...overview, state: 'starting'} as const;
		expect(explained(early, 'FutureWarning')).toBeUndefined();
		expect(click(early, 'Instances       Size').overlays).toEqual([]);
	});

	test('in a text to be read the right button works too, over a question it does not', () => {
		expect(explained({...overview, ui: {overlays: [{kind: 'pane', pane: 'advice', top: 0}]}}, 'workers', 'right-press')).toBe('workers');
		const question = {
			kind: 'dialog', ticket: 1, chosen: 0, question: {title: 'Stop?', paragraphs: ['epoch 3'], choices: []},
		} as const;
		expect(click({...overview, ui: {overlays: [question]}}, 'epoch 3', {}, 'right-press').overlays).toEqual([question]);
	});
});
