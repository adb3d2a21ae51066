import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {TerminalLine} from '../../source/domain/line.ts';
import {createParser} from '../../source/parse/parser.ts';
import {createTracebackCollector} from '../../source/parse/traceback.ts';
import {innerFrames, outerFrames} from '../../source/parse/traceback-lines.ts';
import {readFrames} from '../recordings.ts';

const cells = (...texts: string[]) => texts.map(text => text.padStart(11)).join('');
const options = 'train: weights=a.pt, data=b.yaml, epochs=3';
const header = cells('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size');
const columns = `${'Class'.padStart(22)}${cells('Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95')}`;
const newColumns = `${'Class'.padStart(22)}${cells('Images', 'Instances', 'Box(P', 'R', 'mAP50', 'mAP50-95)')}`;
const bar = (label: string, box = '0.1') => `${cells(label, '0G', box, '0.02', '0.03', '5', '64')}: 100%|██████████| 6/6 00:02`;
const validation = `${columns}: 100%|██████████| 3/3 00:01`;
const newValidation = `${newColumns}: 100%|██████████| 3/3 00:01`;
const row = (name: string, ...values: string[]) => `${name.padStart(22)}${cells('47', '112', ...(values.length > 0 ? values : ['0.5', '0.4', '0.3', '0.2']))}`;
const epoch = (label: string) => ['', header, bar(label), validation, row('all')];
const newHeader = cells('Epoch', 'GPU_mem', 'box_loss', 'cls_loss', 'dfl_loss', 'Instances', 'Size');

function read(...lines: string[]): RunEvent[] {
	return readFrames([['tty', new TextEncoder().encode(lines.map(line => `${line}\n`).join(''))]]).events;
}

const completed = (events: readonly RunEvent[]) => events.flatMap(event => event.type === 'epoch-completed' ? [event.record.epoch] : []);
const scopes = (events: readonly RunEvent[]) => events.flatMap(event => event.type === 'validation-reported' || event.type === 'class-reported' ? [`${event.scope} ${event.row.name}`] : []);
const types = (events: readonly RunEvent[]) => events.map(({type}) => type);

describe('epochs', () => {
	test('are completed by their row, once', () => {
		expect(completed(read(options, ...epoch('0/2'), ...epoch('1/2'), ...epoch('2/2'), '3 epochs completed in 0.1 hours.'))).toEqual([1, 2, 3]);
	});

	test('carry losses, quality and duration', () => {
		expect(read(options, ...epoch('0/2')).at(-1)).toEqual({
			type: 'epoch-completed',
			epochs: 3,
			record: {
				epoch: 1,
				losses: {box: 0.1, obj: 0.02, cls: 0.03},
				metrics: {
					precision: 0.5, recall: 0.4, map50: 0.3, map50To95: 0.2,
				},
				seconds: 3,
				reservedGpuMemoryBytes: 0,
			},
		});
	});

	test('take the time between their header and their row where lines have times', () => {
		const parser = createParser();
		const events = [options, ...epoch('0/2')].flatMap((text, index) => parser.push({
			text, isTransient: false, channel: 'tty', at: index * 10_000,
		}));
		const record = events.flatMap(event => event.type === 'epoch-completed' ? [event.record] : [])[0];
		expect(record).toMatchObject({seconds: 30, completedAt: 50_000});
	});

	test('without validation are proved by the next header and by the end', () => {
		const events = read(options, header, bar('0/2'), '', header, bar('1/2'), '', header, bar('2/2'), validation, row('all'), '3 epochs completed in 0.1 hours.');
		expect(completed(events)).toEqual([1, 2, 3]);
		expect(events.flatMap(event => event.type === 'epoch-completed' ? [event.record.metrics === undefined] : [])).toEqual([true, true, false]);
		expect(completed(read(options, header, bar('0/2'), '1 epochs completed in 0.1 hours.'))).toEqual([1]);
	});

	test('with silenced log lines are proved by the next bar and by the final validation', () => {
		const events = read(bar('0/2'), validation, bar('1/2'), validation, bar('2/2'), validation, validation);
		expect(completed(events)).toEqual([1, 2, 3]);
		expect(events.find(event => event.type === 'epoch-completed')).toMatchObject({record: {losses: {box: 0.1, obj: 0.02, cls: 0.03}}});
	});

	test.each([
		['interrupted', [options, ...epoch('0/2'), '', header, bar('1/2'), 'Traceback (most recent call last):', 'KeyboardInterrupt', '', options, header, bar('1/2')]],
		['killed', [options, ...epoch('0/2'), '', header, `${bar('1/2')}Terminated`, options, header, bar('1/2')]],
		['cut by a restart', [options, ...epoch('0/2'), '', header, bar('1/2') + options, header, bar('0/2')]],
		['cut by a restart in the validation', [options, ...epoch('0/2'), '', header, bar('1/2'), validation + options, header, bar('0/2')]],
	])('that were %s are not completed', (_name, lines) => {
		expect(completed(read(...lines))).toEqual([1]);
	});

	test('of a resume count from where it resumes', () => {
		const events = read(options, ...epoch('0/2'), 'Resuming training from a/last.pt from epoch 1 to 3 total epochs', ...epoch('1/2'));
		expect(events.find(event => event.type === 'training-resumed')).toEqual({
			type: 'training-resumed', checkpoint: 'a/last.pt', epoch: 2, epochs: 3,
		});
		expect(completed(events)).toEqual([1, 2]);
	});

	test('of an Ultralytics resume count from 1 in every version', () => {
		const training = 'engine/trainer: task=detect, mode=train, model=a.pt, data=b.yaml';
		const starts = ['from a/last.pt', 'a/last.pt'].flatMap(words => read(training, `Resuming training ${words} from epoch 4 to 12 total epochs`));
		expect(starts.flatMap(event => event.type === 'training-resumed' ? [event.epoch] : [])).toEqual([4, 4]);
	});

	test('that begin again after running out of memory are completed once', () => {
		const short = bar('1/3').replace('100%|██████████| 6/6', ' 33%|███       | 2/6');
		const before = ['engine/trainer: task=detect, mode=train, model=a.pt, data=b.yaml', newHeader, short, 'WARNING ⚠️ CUDA out of memory with batch=16. Reducing to batch=8 and retrying (1/3).', newHeader];
		expect(completed(read(...before))).toEqual([]);
		expect(completed(read(...before, bar('1/3'), newHeader, bar('2/3'), newValidation, row('all')))).toEqual([1, 2]);
	});

	test('of a stream that begins inside an epoch wait for the next header', () => {
		const line = bar('7/20');
		const events = read(line, newValidation.replace('Box(P', 'Box(P'), row('all'), '', newHeader, bar('8/20'), newValidation, row('all'));
		expect(completed(events)).toEqual([7, 8]);
		expect(events.flatMap(event => event.type === 'epoch-completed' ? [Object.keys(event.record.losses)] : [])).toEqual([['box', 'cls', 'dfl'], ['box', 'cls', 'dfl']]);
	});

	test('of YOLOv5 are known from its validation table where the stream begins inside one', () => {
		expect(completed(read(bar('7/20'), validation, row('all')))).toEqual([8]);
	});

	test('are followed through warnings behind the bar and inside the table', () => {
		const events = read(
			options,
			header,
			'  0%|          | 0/6 00:00/yolov5/train.py:300: DeprecationWarning: old',
			'  size = old()',
			`${bar('0/2').replace('100%|██████████| 6/6', ' 17%|█▋        | 1/6')}/yolov5/train.py:300: DeprecationWarning: old`,
			'  size = old()',
			bar('0/2'),
			`${validation.replace('3/3', '1/3')}WARNING NMS time limit 0.8s exceeded`,
			validation,
			row('all'),
		);
		expect(completed(events)).toEqual([1]);
		expect(events.filter(({type}) => type === 'notice-printed')).toHaveLength(3);
	});
});

describe('tables', () => {
	const end = ['3 epochs completed in 0.1 hours.', '', 'Validating a/best.pt...', 'Fusing layers... '];

	test('after the last epoch are final and leave the history alone', () => {
		const events = read(options, ...epoch('0/0'), ...end, validation, row('all'), row('Vest'), row('3'), 'Results saved to runs/train/exp');
		expect(scopes(events)).toEqual(['epoch all', 'final all', 'final Vest', 'final 3']);
		expect(completed(events)).toEqual([1]);
		expect(types(events).slice(-1)).toEqual(['results-saved']);
	});

	test('may hold a class called all', () => {
		expect(scopes(read(options, ...epoch('0/0'), ...end, validation, row('all'), row('all'), row('x')))).toEqual(['epoch all', 'final all', 'final all', 'final x']);
	});

	test('take no other rows', () => {
		const events = read(options, ...epoch('0/0'), ...end, validation, row('all'), row('x', '2', '0.1', '0.1', '0.1'), row('y', '0.1', '0.1', '0.1'), '  total 1 2 3 4 5 6', '2026-11-26 W core: AVX2 0 0 0 0 0 0', 'Speed: 0.1ms pre-process, 7.8ms inference');
		expect(scopes(events)).toEqual(['epoch all', 'final all']);
	});

	test('of val.py in the same stream are a tool\'s', () => {
		const events = read(options, ...epoch('0/0'), ...end, validation, row('all'), 'Results saved to runs/train/exp', 'val: data=b.yaml, weights=[\'best.pt\']', validation, row('all'), row('Vest'), 'Results saved to runs/val/exp');
		expect(scopes(events)).toEqual(['epoch all', 'final all', 'tool all', 'tool Vest']);
		expect(events.filter(({type}) => type === 'results-saved')).toEqual([{type: 'results-saved', path: 'runs/train/exp'}]);
	});

	test('of val.py in the middle of nothing are a tool\'s', () => {
		expect(scopes(read(validation, row('all'), row('Vest')))).toEqual(['tool all', 'tool Vest']);
	});

	test('of Ultralytics\' val, which prints no options, are a tool\'s', () => {
		const banner = 'Ultralytics 8.3.103 🚀 Python-3.11.2 torch-1.13.0a0 CPU (x)';
		const training = [banner, 'engine/trainer: task=detect, mode=train, model=a, data=b', newHeader, bar('1/1'), newValidation, row('all'), '1 epochs completed in 0.1 hours.', 'Validating a/best.pt...', banner, newValidation, row('all')];
		const events = read(...training, 'Results saved to runs/detect/train', banner, newValidation, row('all'), row('Vest'), 'Results saved to runs/detect/val');
		expect(scopes(events)).toEqual(['epoch all', 'final all', 'tool all', 'tool Vest']);
		expect(events.filter(({type}) => type === 'process-started')).toMatchObject([{tool: 'train'}, {tool: 'val'}]);
		expect(events.filter(({type}) => type === 'results-saved')).toHaveLength(1);
	});
});

test('Ultralytics without plots ends with the times of its last validation', () => {
	const training = ['engine/trainer: task=detect, mode=train, model=a, data=b', newHeader, bar('1/1'), newValidation, row('all'), '1 epochs completed in 0.1 hours.', 'Validating a/best.pt...', newValidation, row('all'), 'Speed: 0.1ms preprocess, 1.0ms inference, 0.0ms loss, 0.1ms postprocess per image'];
	expect(read(...training).at(-1)).toEqual({type: 'results-saved'});
	expect(read(...training, 'Results saved to runs/detect/train').at(-1)).toEqual({type: 'results-saved', path: 'runs/detect/train'});
});

test('YOLOv5 up to v5.0, which has a column for the sum of the losses, ends with its last epoch', () => {
	const oldHeader = cells('Epoch', 'gpu_mem', 'box', 'obj', 'cls', 'total', 'labels', 'img_size');
	const oldBar = `${cells('0/0', '0G', '0.1', '0.02', '0.03', '0.15', '5', '64')}: 100%|█████| 6/6 [00:02<00:00,  2.23it/s]`;
	const events = read('Namespace(data=\'b.yaml\', epochs=1, hyp=\'a.yaml\', weights=\'a.pt\')', oldHeader, oldBar, validation, row('all'), '1 epochs completed in 0.1 hours.');
	expect(completed(events)).toEqual([1]);
	expect(types(events).slice(-2)).toEqual(['training-ended', 'results-saved']);
});

test('each generation of an evolution ends, the whole once', () => {
	const generation = ['Starting training for 1 epochs...', ...epoch('0/0'), '1 epochs completed in 0.1 hours.', 'Results saved to runs/evolve/exp'];
	const events = read(`${options}, evolve=2`, ...generation, ...generation, 'Hyperparameter evolution finished 2 generations', 'Results saved to runs/evolve/exp');
	expect(completed(events)).toEqual([1, 1]);
	expect(events.filter(({type}) => type === 'results-saved')).toHaveLength(1);
	expect(events.at(-1)?.type).toBe('results-saved');
});

test('a second GPU joins the devices of the banner', () => {
	const events = read('YOLOv5 🚀 v7.0 Python-3.11.2 torch-2.0.0 CUDA:0 (A, 1024MiB)', '                             CUDA:1 (B, 2048MiB)');
	expect(events.at(-1)).toMatchObject({devices: [{label: 'CUDA:0', name: 'A'}, {label: 'CUDA:1', name: 'B', memoryBytes: 2_147_483_648}]});
});

test('a fused model does not take the place of the trained one', () => {
	const summary = 'Model summary: 214 layers, 100 parameters, 100 gradients';
	const events = read(options, summary, ...epoch('0/0'), '1 epochs completed in 0.1 hours.', 'Validating a/best.pt...', summary.replace('214', '157'));
	expect(events.filter(({type}) => type === 'model-summarised')).toEqual([{type: 'model-summarised', layers: 214, parameters: 100}]);
});

describe('failures', () => {
	const frame = (line: number) => `  File "/yolov5/train.py", line ${line}, in main`;
	const tracebacks = (events: readonly RunEvent[]) => events.flatMap(event => event.type === 'traceback-printed' ? [[event.traceback.exception, event.traceback.message, event.traceback.frames.length]] : []);

	test.each([
		['an exception', ['Traceback (most recent call last):', frame(1), '    code', '    ^^^^', 'ValueError: no'], [['ValueError', 'no', 1]]],
		['an exception without a message', ['Traceback (most recent call last):', frame(1), 'AssertionError'], [['AssertionError', '', 1]]],
		['an exception of a module', ['Traceback (most recent call last):', frame(1), 'yaml.scanner.ScannerError: bad'], [['yaml.scanner.ScannerError', 'bad', 1]]],
		['an early Ctrl-C that torch turned into an error', ['Traceback (most recent call last):', frame(1), 'RuntimeError: KeyboardInterrupt: <EMPTY MESSAGE>'], [['RuntimeError', 'KeyboardInterrupt: <EMPTY MESSAGE>', 1]]],
		['a chain', ['Traceback (most recent call last):', frame(1), 'KeyError: 1', '', 'During handling of the above exception, another exception occurred:', '', 'Traceback (most recent call last):', frame(2), frame(3), 'ValueError: 2'], [['KeyError', '1', 1], ['ValueError', '2', 2]]],
		['an error of a worker', ['Traceback (most recent call last):', frame(1), 'OSError: Caught OSError in DataLoader worker process 0.', 'Original Traceback (most recent call last):', frame(2), 'OSError: gone'], [['OSError', 'Caught OSError in DataLoader worker process 0.', 1], ['OSError', 'gone', 1]]],
		['a traceback behind a bar', [header, `${bar('0/2')}Traceback (most recent call last):`, frame(1), 'ValueError: no'], [['ValueError', 'no', 1]]],
		['a traceback of one of several GPUs', ['[rank0]: Traceback (most recent call last):', `[rank0]: ${frame(1)}`, '[rank0]:     code', '[rank0]: ValueError: no'], [['ValueError', 'no', 1]]],
		['an abort of C++', ['terminate called after throwing an instance of \'c10::Error\'', '  what():  disk full', 'frame #0: x'], [['c10::Error', 'disk full', 0]]],
		['a crash that an interactive shell reports', ['Segmentation fault (core dumped)'], [['Segmentation fault', '', 0]]],
		['what Python ignores', ['Exception ignored in: <function f>', 'Traceback (most recent call last):', frame(1), 'ValueError: no'], []],
		['wrong arguments', ['usage: train.py [-h]', 'train.py: error: unrecognized arguments: --x'], [['ArgumentError', 'unrecognized arguments: --x', 0]]],
	])('%s', (_name, lines, expected) => {
		expect(tracebacks(read(...lines))).toEqual(expected);
	});

	test('Ctrl-C is an interruption', () => {
		expect(types(read('Traceback (most recent call last):', frame(1), 'KeyboardInterrupt'))).toEqual(['process-interrupted']);
		expect(types(read('^CTraceback (most recent call last):', frame(1), 'KeyboardInterrupt'))).toEqual(['process-interrupted']);
	});

	test('a traceback of one channel survives lines of the other', () => {
		const parser = createParser();
		const line = (text: string, channel: TerminalLine['channel']): TerminalLine => ({text, channel, isTransient: false});
		const events = [line('Traceback (most recent call last):', 'stderr'), line('Finished: yes', 'stdout'), line(frame(1), 'stderr'), line('ValueError: no', 'stderr')].flatMap(item => parser.push(item));
		expect(tracebacks(events)).toEqual([['ValueError', 'no', 1]]);
	});

	test('frames are bounded: the first and the last are kept', () => {
		const collector = createTracebackCollector();
		collector.push('Traceback (most recent call last):');
		for (let line = 1; line <= 1000; line++) {
			collector.push(frame(line));
		}

		const lines = collector.push('RecursionError: maximum recursion depth exceeded')?.traceback.frames.map(({line}) => line);
		expect(lines).toHaveLength(outerFrames + innerFrames);
		expect([lines?.[0], lines?.[outerFrames - 1], lines?.[outerFrames], lines?.at(-1)]).toEqual([1, outerFrames, 1001 - innerFrames, 1000]);
	});
});

test('a transient line gives progress and changes nothing', () => {
	const parser = createParser();
	const push = (text: string, isTransient: boolean) => parser.push({text, isTransient, channel: 'tty'});
	push(options, false);
	push(header, false);
	expect(types(push(bar('0/2'), true))).toEqual(['epoch-progressed']);
	expect(push(row('all'), true)).toEqual([]);
	expect(push(options, true)).toEqual([]);
	expect(types(push(validation, true))).toEqual(['validation-progressed']);
	expect(types(push(validation, false))).toEqual(['validation-progressed']);
	expect(types(push(row('all'), false))).toEqual(['validation-reported']);
});
