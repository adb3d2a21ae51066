import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import type {OutputEvent} from '../../source/domain/event.ts';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {createStore} from '../../source/run/store.ts';
import {toolToText} from '../../source/plain/tool-text.ts';
import {readFrames, readRecordings} from '../recordings.ts';
import {createParser} from '../../source/parse/parser.ts';

const recordings = readRecordings().filter(({name}) => name.startsWith('val-detect/'));

function replay(name: string): RunState {
	const store = createStore();
	const parser = createParser();
	for (const line of readFrames(recordings.find(recording => recording.name === `val-detect/${name}`)!.frames).lines) {
		store.dispatch(parser.push(line));
	}

	return store.getState();
}

test.each(recordings.filter(({name}) => name.includes('detect-') && !name.includes('missing')).map(({name, directory}) => [name.split('/', 2)[1]!, directory]))('counts what %s has found', (name, directory) => {
	// Counted another way: every number before a name that begins with a letter, behind the size.
	const text = readFileSync(path.join(directory, 'stream.raw'), 'utf8');
	let objects = 0;
	let images = 0;
	for (const [, rest] of text.matchAll(/(?:image|video) \d+\/\d+ .*?: \d+x\d+ (.*)/g)) {
		images++;
		for (const [, number] of rest!.matchAll(/(\d+) [a-z]/gi)) {
			objects += Number(number);
		}
	}

	const {toolRun} = replay(name);
	expect(images).toBeGreaterThan(0);
	expect(toolRun).toMatchObject({tool: 'detect', isFinished: true, images});
	expect(toolRun!.savedTo).toBe(/Results saved to \S*?(runs\/[\w/]+)/.exec(text)?.[1]);
	expect(toolRun!.objects.map(({count}) => count).reduce((sum, count) => sum + count, 0)).toBe(objects);
	expect(toolRun!.objects.every(object => ['Vest', 'helmet', 'noHelmet', 'noVest'].includes(object.name))).toBe(true);
});

test('keeps the table of val beside that of the training', () => {
	const training: RunState = {...replay('val-savetxt-pipe'), toolRun: undefined, program: undefined};
	const store = createStore({...initialRunState, ...training, history: [{epoch: 1, losses: {}}]});
	const row = (name: string, map50To95: number) => ({
		name, images: 1, instances: 1, metrics: {map50To95},
	});
	const events: readonly OutputEvent[] = [
		{type: 'process-started', tool: 'val', settings: {}},
		{type: 'validation-reported', scope: 'tool', row: row('all', 0.1463)},
		{type: 'class-reported', scope: 'tool', row: row('Vest', 0.0436)},
		{type: 'tool-results-saved', path: 'runs/val/exp'},
	];
	store.dispatch(events);
	const state = store.getState();
	expect(state.classes).toEqual(training.classes);
	expect(state.toolRun).toMatchObject({
		tool: 'val', isFinished: true, classes: [{name: 'Vest'}], savedTo: 'runs/val/exp',
	});
	const text = toolToText(state.toolRun!, [training.lastValidation!, ...training.classes], 'en', 100).join('\n');
	expect(text).toMatch(/^all .* 0\.146 +\+0\.100$/m);
	expect(text).toMatch(/^Vest .* 0\.044 +-0\.020$/m);
});

test('a program that was started beside a training says nothing of the training', () => {
	const store = createStore();
	const row = (name: string, map50To95: number) => ({
		name, images: 1, instances: 1, metrics: {map50To95},
	});
	const printed = (event: OutputEvent) => ({type: 'tool-printed', event} as const);
	store.dispatch([
		{type: 'process-started', tool: 'train', settings: {epochs: '3'}},
		{type: 'training-started', epochs: 3},
		{type: 'epoch-completed', record: {epoch: 1, losses: {box: 1}}, epochs: 3},
		printed({type: 'process-started', tool: 'val', settings: {}}),
		printed({type: 'validation-progressed', progress: {batchIndex: 1, batchesPerEpoch: 4}}),
		printed({type: 'validation-reported', scope: 'tool', row: row('all', 0.5)}),
		// The training validates at the same time.
		{type: 'validation-progressed', progress: {batchIndex: 7, batchesPerEpoch: 9}},
		{type: 'validation-reported', scope: 'epoch', row: row('all', 0.4)},
		printed({type: 'class-reported', scope: 'tool', row: row('Vest', 0.6)}),
		printed({type: 'traceback-printed', traceback: {exception: 'RuntimeError', message: 'no memory', frames: []}}),
		{type: 'tool-exited', end: {exitCode: 1, lastLines: ['no memory']}},
		{type: 'epoch-completed', record: {epoch: 2, losses: {box: 1}}, epochs: 3},
	]);
	const state = store.getState();
	expect(state.history.map(({epoch}) => epoch)).toEqual([1, 2]);
	expect(state).toMatchObject({
		phase: {kind: 'training'}, epochs: 3, classes: [], program: {tool: 'train'}, classTables: {current: {scope: 'tool', summary: {metrics: {map50To95: 0.5}}, classes: [{name: 'Vest'}]}},
	});
	expect(state.exitCode).toBeUndefined();
	expect(state.traceback).toBeUndefined();
	expect(state.lastValidation?.metrics.map50To95).toBe(0.4);
	expect(state.toolRun).toMatchObject({
		tool: 'val', isFinished: true, progress: {batchIndex: 1, batchesPerEpoch: 4}, classes: [{name: 'Vest'}], end: {exitCode: 1, lastLines: ['no memory']},
	});
});

test('a val of Ultralytics without plots has its times as last word, and its version from the banner', () => {
	const store = createStore();
	const parser = createParser();
	for (const text of [
		'Ultralytics 8.3.40 🚀 Python-3.11.2 torch-2.4.1+cu121 CUDA:0 (Tesla T4, 15102MiB)',
		'                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 3/3 [00:01<00:00,  2.53it/s]',
		'                   all         47        267       0.88      0.532      0.613      0.308',
		`${'安全 帽'.padStart(22)}         47        115      0.786      0.809      0.826      0.379`,
	]) {
		store.dispatch(parser.push({text, isTransient: false, channel: 'stdout'}));
	}

	expect(store.getState().toolRun).toMatchObject({tool: 'val', isFinished: false, classes: [{name: '安全 帽', instances: 115}]});
	store.dispatch(parser.push({text: 'Speed: 0.3ms preprocess, 2.4ms inference, 0.0ms loss, 1.1ms postprocess per image', isTransient: false, channel: 'stdout'}));
	expect(store.getState()).toMatchObject({framework: {name: 'ultralytics', version: '8.3.40'}, toolRun: {isFinished: true, speed: {inferenceMs: 2.4}}});
});
