import type {RunState} from '../source/domain/run.ts';
import {createScreenDrawer} from '../source/screen/screen-view.ts';
import {composeView} from '../source/screen/compose-view.ts';
import {createFrameSink} from '../source/screen/terminal/frame-sink.ts';
import {sampleModel} from '../test/screen/fixtures/sample-screen.ts';
import {sampleRecord} from '../test/screen/fixtures/sample-run.ts';
import {median, type Row, type Section} from './report.ts';

type Size = {readonly columns: number; readonly rows: number; readonly epochs: number; readonly classes: number};

const usual: Size = {
	columns: 160, rows: 45, epochs: 100, classes: 10,
};

/** Milliseconds of one whole screen that was never drawn before, and of one in which a bar moved. */
function cost({columns, rows, epochs, classes}: Size): {readonly whole: number; readonly moved: number} {
	const sample = sampleModel({
		state: 'training', columns, rows, depth: '256',
	});
	const records = Array.from({length: epochs}, (_, index) => sampleRecord(index + 1));
	const state: RunState = {
		...sample.state,
		history: records,
		classes: Array.from({length: classes}, (_, index) => ({
			name: `class ${index}`, images: 47, instances: 100 + index, metrics: {
				precision: 0.8, recall: 0.6, map50: 0.7, map50To95: 0.4,
			},
		})),
	};
	const times: {whole: number[]; moved: number[]} = {whole: [], moved: []};
	for (let round = 0; round < 15; round++) {
		const drawer = createScreenDrawer();
		const sink = createFrameSink({isIdle: () => true, write: () => undefined}, {columns, rows});
		const model = {...sample, state: {...state}};
		let started = performance.now();
		sink.frame(composeView(drawer.draw(model, {columns, rows})));
		times.whole.push(performance.now() - started);
		const {progress} = state;
		const next = {...model, now: model.now + 100, state: {...state, ...(progress !== undefined && {progress: {...progress, batchIndex: (progress.batchIndex ?? 0) + 1}})}};
		started = performance.now();
		sink.frame(composeView(drawer.draw(next, {columns, rows})));
		times.moved.push(performance.now() - started);
	}

	return {whole: median(times.whole), moved: median(times.moved)};
}

/** What a frame costs against the size of everything that grows; the drawing and the difference, without Ink. */
export function measureGrowth(): Section {
	const sizes: ReadonlyArray<readonly [what: string, size: Size]> = [
		['40x10', {...usual, columns: 40, rows: 10}],
		['80x24', {...usual, columns: 80, rows: 24}],
		['160x45, 100 epochs, 10 classes', usual],
		['300x90', {...usual, columns: 300, rows: 90}],
		['1,000 epochs', {...usual, epochs: 1000}],
		['10,000 epochs', {...usual, epochs: 10_000}],
		['100 classes', {...usual, classes: 100}],
		['1,000 classes', {...usual, classes: 1000}],
	];
	const costs = sizes.map(([what, size]) => ({what, ...cost(size)}));
	const base = costs[2]!;
	const rows = costs.map(({what, whole, moved}): Row => ({what, value: `${whole.toFixed(2)} ms whole, ${moved.toFixed(2)} ms when a bar moved`, ratio: `${(whole / base.whole).toFixed(1)}×, ${(moved / base.moved).toFixed(1)}×`}));
	return {title: 'Growth of a frame', note: 'Drawing the screen and finding what changed, without Ink, in a warm process.', rows};
}
