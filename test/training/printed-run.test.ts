import {expect, test} from 'vitest';
import {readPrintedRun} from '../../source/training/printed-run.ts';
import {createStubEngine} from '../discover/stub-engine.ts';

const ask = async (log: string, more: {readonly isLoop?: boolean; readonly logDriver?: string} = {}) => {
	const {engine} = createStubEngine([{name: 'c', status: 'running', log}]);
	return readPrintedRun(engine, {id: 'c', hasTerminal: false, ...(more.logDriver !== undefined && {logDriver: more.logDriver})}, {isLoop: more.isLoop ?? false});
};

test.each<[string, string, string | undefined]>([
	['of YOLOv5', 'Logging results to \u{1B}[1mruns/train/exp6\u{1B}[0m\nStarting training for 3 epochs...\n', 'runs/train/exp6'],
	['of Ultralytics', 'engine/trainer: task=detect, mode=train, model=yolo11n.pt, data=coco8.yaml, epochs=3, save_dir=runs/detect/train4\n', 'runs/detect/train4'],
	['of a validation', 'engine/validator: task=detect, mode=val, model=yolo11n.pt, save_dir=runs/detect/val\n', undefined],
	['of nothing', 'hello\n', undefined],
])('the directory is read from the output %s', async (_, log, expected) => {
	expect(await ask(log)).toBe(expected);
});

test('of several directories a framework\'s program means the first, a loop over trainings the last', async () => {
	const log = 'Logging results to runs/train/fold1\nLogging results to runs/train/fold2\n';
	expect(await ask(log)).toBe('runs/train/fold1');
	expect(await ask(log, {isLoop: true})).toBe('runs/train/fold2');
});

test('a log that no driver keeps is not asked for, and an engine that fails is no answer', async () => {
	expect(await ask('Logging results to runs/train/exp\n', {logDriver: 'none'})).toBeUndefined();
	const stub = createStubEngine([{name: 'c', status: 'running', log: 'x'}]);
	stub.fail(new Error('away'));
	expect(await readPrintedRun(stub.engine, {id: 'c', hasTerminal: false}, {isLoop: false})).toBeUndefined();
});
