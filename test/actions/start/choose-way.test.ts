import {describe, expect, test} from 'vitest';
import {parseTrainingCommand} from '../../../source/training/command-line.ts';
import type {Framework} from '../../../source/domain/framework.ts';
import {chooseWay} from '../../../source/actions/resume/choose-way.ts';
import type {InspectedRun} from '../../../source/actions/resume/inspect-run.ts';

const yolov5 = parseTrainingCommand(['python', 'train.py', '--data', 'my.yaml', '--batch-size', '8', '--epochs', '4'])!;
const ultralytics = parseTrainingCommand(['yolo', 'detect', 'train', 'data=my.yaml', 'batch=8', 'epochs=4'])!;
const newest: Framework = {name: 'ultralytics', version: '8.3.103'};

const runOf = (isFinished: boolean, more: Partial<InspectedRun> = {}): InspectedRun => ({
	runDirectory: '/work/runs/train/exp',
	checkpoint: '/work/runs/train/exp/weights/last.pt',
	inspection: {
		kind: 'whole', sizeBytes: 100, ...(isFinished ? {isFinished} : {completedEpochs: 2}),
	},
	settings: {batch_size: '8', epochs: '4'},
	settingsFile: {path: '/work/runs/train/exp/opt.yaml', text: ''},
	...more,
});

describe('how a run goes on', () => {
	test('a run in the middle takes other settings in the way that its framework honours', () => {
		expect(chooseWay(runOf(false), yolov5, {name: 'yolov5'}, {change: {batchSize: 4}})).toMatchObject({way: 'edit', verdicts: [{onResume: 'through-settings-file'}], edits: {batch_size: '4'}});
		expect(chooseWay(runOf(false), ultralytics, newest, {change: {batchSize: 4}})).toMatchObject({way: 'resume', verdicts: [{onResume: 'honoured'}]});
	});

	test('a new run says why it is one: what a resume would ignore, not what it would have done', () => {
		expect(chooseWay(runOf(false), ultralytics, newest, {change: {epochs: 9, batchSize: 4}})).toMatchObject({way: 'new-run', verdicts: [{setting: 'batchSize', onResume: 'by-new-run'}, {setting: 'epochs', onResume: 'ignored'}]});
		expect(chooseWay(runOf(false, {settingsFile: undefined}), yolov5, {name: 'yolov5'}, {change: {batchSize: 4}})).toMatchObject({way: 'new-run', verdicts: [{onResume: 'ignored'}], edits: {}});
	});

	test('a finished run begins anew with other settings, and is refused without', () => {
		expect(chooseWay(runOf(true), yolov5, {name: 'yolov5'}, {change: {batchSize: 4}})).toMatchObject({way: 'new-run', verdicts: [{onResume: 'by-new-run'}], edits: {}});
		expect(chooseWay(runOf(true), ultralytics, newest, {change: {epochs: 9}})).toMatchObject({way: 'new-run', verdicts: [{onResume: 'by-new-run'}]});
		expect(() => chooseWay(runOf(true), yolov5, {name: 'yolov5'}, {change: {}})).toThrow(expect.objectContaining({code: 'checkpoint-finished'}));
	});
});
