import {expect, test} from 'vitest';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {selectTrainingLabels} from '../../source/run/select-training-labels.ts';

const row = (name: string) => ({name, metrics: {}});
const counts = {files: 3, counts: [10, 0, 20]};
const names = ['Vest', 'helmet', 'boots'];
const table = names.map(name => row(name));
const expected = [['Vest', 10], ['helmet', 0], ['boots', 20]];
const matrix = {epoch: 1, names: [...names, 'background'], counts: []};

test.each([
	['by the description of the data set', {trainingLabels: {...counts, names}}, expected],
	['by the probe', {
		trainingLabels: counts, probe: {
			status: 'on', session: '1', epochs: [], matrix,
		},
	}, expected],
	['by a table that has every class', {trainingLabels: counts, classes: table, classCount: 3}, expected],
	['not by a table that may lack one', {trainingLabels: counts, classes: table, classCount: 4}, undefined],
	['not by a table of which nobody knows whether it is whole', {trainingLabels: counts, classes: table}, undefined],
	['not by a description with fewer classes than there are labels of', {trainingLabels: {...counts, names: ['Vest']}}, undefined],
	['not where nobody has counted', {classes: table, classCount: 3}, undefined],
] as const)('labels have a name %s', (_, more, labels) => {
	const found = selectTrainingLabels({...initialRunState, ...more as Partial<RunState>});
	expect(found && [...found]).toEqual(labels);
});

test('another process trains on other data, until they are counted', () => {
	const state = reduce(initialRunState, {type: 'labels-counted', labels: counts});
	expect(state.trainingLabels).toEqual(counts);
	expect(reduce(state, {type: 'process-started', tool: 'train', settings: {}}).trainingLabels).toBeUndefined();
});
