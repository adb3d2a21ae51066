import {expect, test} from 'vitest';
import {restartCommand} from '../../../source/actions/resume/resume-command.ts';
import {parseTrainingCommand} from '../../../source/training/command-line.ts';
import {frameworkCommand, type TrainingCommand} from '../../../source/training/training-program.ts';

const last = '/work/runs/train/exp/weights/last.pt';

/** Found by its program alone, because it was typed. */
const guessed = (framework: TrainingCommand['framework'], launcher: readonly string[]): TrainingCommand => frameworkCommand(framework, 'detect', launcher);

test.each([
	[
		'what the command said is kept',
		parseTrainingCommand(['python', 'train.py', '--data', 'my.yaml', '--weights', 'yolov5n.pt', '--batch-size', '8'])!,
		{data: 'other.yaml'},
		['python', 'train.py', '--data', 'my.yaml', '--weights', last, '--batch-size', '4'],
	],
	[
		'a command that only said resume is completed from opt.yaml',
		parseTrainingCommand(['python', 'train.py', '--resume', last])!,
		{
			data: 'my.yaml', epochs: '30', batch_size: '8', rect: 'true', cache: 'null',
		},
		['python', 'train.py', '--data', 'my.yaml', '--epochs', '30', '--rect', '--weights', last, '--batch-size', '4'],
	],
	[
		'so is one that was typed',
		guessed('yolov5', ['python', 'train.py']),
		{data: 'my.yaml', epochs: '30', batch_size: '8'},
		['python', 'train.py', '--data', 'my.yaml', '--epochs', '30', '--weights', last, '--batch-size', '4'],
	],
	[
		'and one of Ultralytics',
		guessed('ultralytics', ['yolo']),
		{data: 'my.yaml', epochs: '30', batch: '8'},
		['yolo', 'detect', 'train', 'data=my.yaml', 'epochs=30', `model=${last}`, 'batch=4'],
	],
] as const)('a new run from the weights: %s', (_, training, settings, command) => {
	expect(restartCommand(training, last, {batchSize: 4}, settings)).toEqual(command);
});
