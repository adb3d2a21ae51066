import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import {digestRun} from '../../source/discover/run-summary.ts';
import type {Framework} from '../../source/domain/framework.ts';
import type {EpochRecord, RunState} from '../../source/domain/run.ts';
import {endingOf} from '../../source/parse/run-ending.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {compareRuns} from '../../source/run/compare-runs.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {selectBestEpoch} from '../../source/run/select-best-epoch.ts';
import {selectEarlyStop} from '../../source/run/select-early-stop.ts';
import {createStore} from '../../source/run/store.ts';
import {bestText} from '../../source/screen/panels/best-text.ts';
import {sampleModel} from '../screen/fixtures/sample-screen.ts';
import {readFrames, readRecordings} from '../recordings.ts';

const now = 1_000_000;

/** Every place that names the best epoch of a run, with the epoch and the value that it names; the places that name none are left out. */
function namedBest(run: RunState): ReadonlyArray<readonly [place: string, epoch: number, value?: string | undefined]> {
	const header = /(\d+): \S+ ([\d.]+)/.exec(bestText(sampleModel({
		state: run, columns: 120, rows: 36, language: 'en',
	})));
	const {best} = runToStatusJson(run, now) as {readonly best?: {readonly epoch: number; readonly map50To95?: number}}; // JSON's null is no value either.
	const status = runToStatusText(run, 'en', {now, utcOffsetMinutes: 0}).map(line => /^Best .*epoch (\d+): \S+ ([\d.]+)/.exec(line)).find(match => match !== null);
	const [compared] = compareRuns([{
		name: 'a', settings: {}, history: run.history, classes: [], ...(run.framework && {framework: run.framework.name}),
	}]).best;
	const plateau = diagnose({run, now}, 'en').find(({rule}) => rule === 'plateau');
	const told = plateau === undefined ? undefined : /the best is ([\d.]+) \(epoch (\d+)\)/.exec(plateau.what);
	const shown = plateau === undefined ? undefined : /^best ([\d.]+) \(epoch (\d+)\)/.exec(plateau.evidence[0]!);
	const isResumed = run.resumedAt.length > 0;
	const stop = selectEarlyStop(run);
	const near = diagnose({run, now}, 'en').find(({rule}) => rule === 'early-stop-near');
	return [
		...(header === null ? [] : [['header', Number(header[1]), header[2]] as const]),
		...((best ?? undefined) === undefined ? [] : [['status --json', best!.epoch, best!.map50To95?.toFixed(3)] as const]),
		...(status === undefined || status === null ? [] : [['status', Number(status[1]), status[2]] as const]),
		...(compared === undefined ? [] : [['compare', compared.epoch, compared.metrics?.map50To95?.toFixed(3)] as const]),
		...(told === undefined || told === null ? [] : [['diagnosis', Number(told[2]), Number(told[1]).toFixed(3)] as const]),
		...(shown === undefined || shown === null ? [] : [['evidence', Number(shown[2]), Number(shown[1]).toFixed(3)] as const]),
		// After a resume the framework counts from the best epoch of the new process.
		...(stop === undefined || isResumed ? [] : [['early stop', stop.bestEpoch] as const]),
		...(isResumed || stop?.stopEpoch === undefined ? [] : [['stop epoch', stop.stopEpoch - stop.patience] as const]),
		...(near === undefined || isResumed ? [] : [['early-stop-near', Number(/from epoch (\d+)/.exec(near.why)![1])] as const]),
	];
}

function expectOne(run: RunState): void {
	const named = namedBest(run);
	const best = selectBestEpoch(run);
	expect(named.map(([place, epoch]) => [place, epoch])).toEqual(named.map(([place]) => [place, best?.epoch]));
	const values = named.flatMap(([place, , value]) => value === undefined ? [] : [[place, value]]);
	const detect = best?.metrics?.map50To95?.toFixed(3);
	if (detect !== undefined) {
		expect(values).toEqual(values.map(([place]) => [place, detect]));
	}
}

const recordings = readRecordings();

test.each(recordings.map(({name, frames}) => [name, frames] as const))('of %s every place names the same best epoch, after each epoch', (_, frames) => {
	const store = createStore();
	for (const event of readFrames(frames).events) {
		store.dispatch([event]);
		// A long recording is looked at now and then, and at its end.
		if (event.type === 'epoch-completed' && (store.getState().history.length < 30 || store.getState().history.length % 40 === 0)) {
			expectOne(store.getState());
		}
	}

	expectOne(store.getState());
});

type Quality = readonly [map50: number, map50To95: number];

const history = (qualities: readonly Quality[]): readonly EpochRecord[] => qualities.map(([map50, map50To95], index) => ({
	epoch: index + 1, losses: {box: 0.05}, metrics: {
		precision: 0.5, recall: 0.5, map50, map50To95,
	},
}));
const run = (qualities: readonly Quality[], framework: Framework, patience = '100'): RunState => ({
	...initialRunState, framework, phase: {kind: 'training'}, epochs: 500, settings: {patience, epochs: '500'}, history: history(qualities),
});
const rising = (count: number): Quality[] => Array.from({length: count}, (_, index) => [0.2 + (index * 0.001), 0.1 + (index * 0.0005)]);
const flat = (count: number, value: number): Quality[] => Array.from({length: count}, () => [2 * value, value]);

describe('histories on which places could differ', () => {
	const cases: ReadonlyArray<readonly [string, readonly Quality[], Framework['name'], number]> = [
		['two equal epochs', [[0.4, 0.2], [0.5, 0.3], [0.5, 0.3], [0.4, 0.2]], 'yolov5', 3],
		['two equal epochs', [[0.4, 0.2], [0.5, 0.3], [0.5, 0.3], [0.4, 0.2]], 'ultralytics', 2],
		['the highest mAP50-95 without the highest fitness', [[0.5, 0.3], [0.4, 0.301], [0.3, 0.2]], 'yolov5', 1],
		['nothing found at all', [[0, 0], [0, 0], [0, 0]], 'yolov5', 3],
		['a gain that is mere noise, in the last epochs', [...rising(30), ...flat(26, 0.116), [0.3, 0.1183], ...flat(5, 0.115)], 'yolov5', 57],
		['no gain for long', [...rising(40), ...flat(30, 0.1)], 'ultralytics', 40],
	];

	test.each(cases)('%s: %j by %s', (_, qualities, name, epoch) => {
		for (const patience of ['100', '30', '3']) {
			const state = run(qualities, {name}, patience);
			expect(selectBestEpoch(state)?.epoch).toBe(epoch);
			expectOne(state);
		}
	});

	test('the plateau says it where it is one', () => {
		const says = (qualities: readonly Quality[]) => diagnose({run: run(qualities, {name: 'yolov5'}), now}, 'en').find(({rule}) => rule === 'plateau')?.what;
		expect(says(cases[4]![1])).toMatch(/^mAP50-95 has hardly improved in the last 20 epochs \(by 0\.002\); the best is 0\.118 \(epoch 57\)\.$/);
		expect(says(cases[5]![1])).toMatch(/^mAP50-95 has not improved for 30 epochs; the best is 0\.12 \(epoch 40\)\.$/);
	});

	test('the files of a directory say the same as the run that is followed', () => {
		const text = `epoch,train/box_loss,metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95\n${[0.2, 0.3, 0.3, 0.1].map((value, index) => `${index},0.05,0.5,0.5,${2 * value},${value}`).join('\n')}\n`;
		const digest = digestRun({results: {text, modifiedAt: 1}, settings: {text: 'epochs: 100\npatience: 1\n', modifiedAt: 0, framework: 'yolov5'}, checkpoints: []});
		expect(digest.best?.epoch).toBe(3);
		expect(digest.ending).toMatchObject({condition: 'stopped-early', earlyStop: {bestEpoch: 3}});
	});

	test('a run that was stopped early names the epoch that the framework named, where the printed digits allow it', () => {
		const state = run([[0.4, 0.2], [0.5, 0.3], [0.5, 0.2995], [0.4, 0.2]], {name: 'yolov5'});
		expect(selectBestEpoch({...state, earlyStop: {bestEpoch: 3, patience: 1}})?.epoch).toBe(3);
		expect(selectBestEpoch({...state, earlyStop: {bestEpoch: 4, patience: 1}})?.epoch).toBe(2);
	});

	test('classification is ordered as each framework does', () => {
		const records: EpochRecord[] = [{epoch: 1, losses: {}, metrics: {top1: 0.7, top5: 0.8}}, {epoch: 2, losses: {}, metrics: {top1: 0.6, top5: 1}}];
		const best = (name: Framework['name']) => selectBestEpoch({...initialRunState, framework: {name}, history: records})?.epoch;
		expect([best('yolov5'), best('ultralytics')]).toEqual([1, 2]);
		expect(endingOf({
			settings: {epochs: '9', patience: '1'}, records, framework: 'ultralytics', task: 'classify',
		})).toBeUndefined();
	});
});
