import {expect, test} from 'vitest';
import type {RunSummary, TrainingContainerSummary} from '../../source/domain/run-summary.ts';
import {runsTable, trainingTable} from '../../source/plain/list-text.ts';

const run = (directory: string): RunSummary => ({
	key: `yolo:${directory}`, id: {place: `layer:1:${directory}`}, directory, condition: 'training', completedEpochs: 2, settings: {}, modifiedAt: 0, container: {id: '1', name: 'yolo'},
});
const training = (runDirectory: string): TrainingContainerSummary => ({
	id: '1', name: 'yolo', isPaused: false, runDirectory, run: run(runDirectory),
} as unknown as TrainingContainerSummary);
const table = {now: 1000, columns: 200};
const names = (lines: readonly string[]) => lines.slice(1).map(line => line.trim().split(/ {2,}/, 1)[0]);

test.each([
	[['/w/runs/train/exp'], ['yolo']],
	[['/w/runs/train/exp', '/w/runs/train/exp2'], ['yolo:exp', 'yolo:exp2']],
	[['/a/runs/train/exp', '/b/runs/train/exp'], ['yolo:a/runs/train/exp', 'yolo:b/runs/train/exp']],
])('trainings of one container in %j are told apart', (directories, expected) => {
	expect(names(trainingTable(directories.map(directory => training(directory)), 'en', table))).toEqual(expected);
});

test('runs that end alike are told apart by as much of their path as it takes', () => {
	const runs = ['/a/runs/train/exp', '/b/runs/train/exp', '/b/runs/train/exp2'].map(directory => run(directory));
	expect(names(runsTable(runs, 'en', table))).toEqual(['yolo:a/runs/train/exp', 'yolo:b/runs/train/exp', 'yolo:runs/train/exp2']);
});
