import {expect, test} from 'vitest';
import type {ComparedRun} from '../../source/domain/run-list.ts';
import {compareRuns, metricSeries} from '../../source/run/compare-runs.ts';

const run = (name: string, settings: Record<string, string>, maps: ReadonlyArray<number | undefined>, classes: Record<string, number> = {}): ComparedRun => ({
	name,
	settings,
	history: maps.map((map50To95, index) => ({epoch: index + 1, losses: {}, ...(map50To95 !== undefined && {metrics: {map50To95}})})),
	classes: Object.entries(classes).map(([className, map50To95]) => ({name: className, metrics: {map50To95}})),
});

test('settings that differ, best and last epochs, and classes that both know', () => {
	const comparison = compareRuns([
		run('exp', {
			batch: '4', lr0: '0.01', name: 'exp', only: 'x',
		}, [0.1, 0.4, 0.3], {helmet: 0.4, vest: 0.5}),
		run('exp2', {batch: '8', lr0: '0.010', name: 'exp2'}, [0.2, undefined], {helmet: 0.6}),
	]);
	expect(comparison.settings).toEqual([{name: 'batch', values: ['4', '8']}, {name: 'only', values: ['x', undefined]}]);
	expect(comparison.best.map(record => record?.epoch)).toEqual([2, 1]);
	expect(comparison.last.map(record => record?.epoch)).toEqual([3, 2]);
	expect(comparison.metrics).toEqual(['map50To95']);
	expect(comparison.classes).toEqual([{name: 'helmet', map50To95: [0.4, 0.6]}]);
});

test('a curve leaves out the epochs without a value', () => {
	expect(metricSeries(run('exp', {}, [0.1, undefined, NaN, 0.3]), 'map50To95')).toEqual([{epoch: 1, value: 0.1}, {epoch: 4, value: 0.3}]);
});

test('runs without anything are compared too', () => {
	expect(compareRuns([run('a', {}, []), run('b', {}, [])])).toMatchObject({
		settings: [], best: [undefined, undefined], metrics: [], classes: [],
	});
});
