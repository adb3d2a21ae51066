import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {createLinePrefix} from '../../source/parse/line-prefix.ts';
import {createParser} from '../../source/parse/parser.ts';

const cells = (...texts: string[]) => texts.map(text => text.padStart(11)).join('');
const row = (name: string) => `${name.padStart(22)}${cells('47', '112', '0.5', '0.4', '0.3', '0.2')}`;
const lines = [
	'train: weights=a.pt, data=b.yaml, epochs=1',
	cells('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size'),
	`${cells('0/0', '0G', '0.1', '0.02', '0.03', '5', '64')}: 100%|██████████| 6/6 00:02`,
	`${'Class'.padStart(22)}${cells('Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95')}: 100%|██████████| 3/3 00:01`,
	row('all'),
	'',
	'1 epochs completed in 0.1 hours.',
	'Validating a/best.pt...',
	`${'Class'.padStart(22)}${cells('Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95')}: 100%|██████████| 3/3 00:01`,
	row('all'),
	row('a | b'),
	row('12:30 INFO'),
	'Results saved to runs/train/exp',
];

function read(texts: readonly string[]): RunEvent[] {
	const parser = createParser();
	return texts.flatMap(text => parser.push({text, isTransient: false, channel: 'tty'}));
}

describe('a log with a prefix before each line is read as without', () => {
	test.each([
		['docker compose', 'yolo-1  | '],
		['docker compose with times', 'yolo-1  | 2026-11-26T01:00:12.123456789Z '],
		['a swarm', 'yolo.1.abc123def456@host    | '],
		['kubectl', '[pod/train-0/yolo] '],
		['what a CRI file has behind its time', 'stdout F '],
		['torchrun', '[default0]:'],
		['a rank with a blank', '[rank0]: '],
		['journalctl', 'Nov  6 01:00:12 host yolo[123]: '],
		['a logger', '2026-11-26 01:00:12,123 INFO '],
		['a logger with its name', '2026-11-26 01:00:12,123 - yolov5 - INFO - '],
		['Python\'s basic logging', 'INFO:yolov5:'],
		['times in brackets', '[2026-11-26 01:00:12] '],
		['other lines first', 'yolo-1  | ', 'tb-1    | TensorBoard 2.15 at http://0.0.0.0:6006/'],
	])('%s', (_name, prefix, ...before) => {
		expect(read([...before, ...lines.map(line => `${prefix}${line}`)])).toEqual(read(lines));
	});

	test.each(['[default0]:', '[rank0]: ', 'INFO:yolov5:', 'yolo-1  | '])('names of 20 columns are whole behind %s', prefix => {
		const narrow = lines.map(line => line.replace(/^ {2}(?= *(?:Class|all|a \|))/, ''));
		expect(read(narrow.map(line => `${prefix}${line}`))).toEqual(read(narrow));
	});

	test('also where the rewrites of a bar have none', () => {
		expect(read(lines.map(line => line.includes('%|') ? line : `yolo-1  | ${line}`))).toEqual(read(lines));
	});
});

describe('a writer that puts its prefix before the first of several lines that came at once', () => {
	const isFirst = (line: string) => line.includes('%|') || line.includes('completed') || line.startsWith('Results');

	test.each([
		['the console of ClearML', '1667892746021 VM-0-6-ubuntu error '],
		['one that nobody has listed', '<14:02:11> gpu-7/worker ~ '],
	])('%s', (_name, prefix) => {
		expect(read(lines.map(line => isFirst(line) ? `${prefix}${line}` : line))).toEqual(read(lines));
	});
});

test('nothing is taken from a log without a prefix, nor before a training is told', () => {
	const prefix = createLinePrefix();
	expect(prefix.strip('yolo-1  | hello', false).text).toBe('yolo-1  | hello');
	expect(prefix.strip('0: 384x640 2 persons, 20.3ms', false).text).toBe('0: 384x640 2 persons, 20.3ms');
});

describe('of several trainings in one log the one that began last is read', () => {
	const named = (name: string, texts: readonly string[]) => texts.map(text => `(train_fn pid=${name}) ${text}`);
	const other = lines.map(line => line.replaceAll('0.1', '0.9').replace('a.pt', 'other.pt'));

	test('interleaved from their beginnings', () => {
		const banner = 'YOLOv5 🚀 v7.0-0-g915bbf2 Python-3.10.12 torch-2.1.0+cu121 CUDA:0 (Tesla T4, 15102MiB)';
		const [first, second] = [named('1', [banner, ...other]), named('2', [banner, ...lines])];
		const mixed = first.flatMap((line, index) => [line, second[index]!]);
		expect(read(mixed)).toEqual([...read([banner]), ...read([banner, ...lines])]);
	});

	test.each([['srun --label', '0: ', '1: '], ['mpirun', '[1,0]<stderr>:', '[1,1]<stderr>:'], ['docker compose', 'a-1  | ', 'a-2  | ']])('a process of %s that says only its beginning belongs to the other', (_name, first, second) => {
		const banner = 'YOLOv5 🚀 v7.0-0-g915bbf2 Python-3.10.12 torch-2.1.0+cu121 CUDA:0 (Tesla T4, 15102MiB)';
		const mixed = [`${first}${banner}`, `${second}${banner}`, ...lines.flatMap((line, index) => index === 1 ? [`${second}Added key`, `${first}${line}`] : [`${first}${line}`])];
		const types = (texts: readonly string[]) => read(texts).filter(({type}) => ['epoch-completed', 'epoch-progressed', 'class-reported'].includes(type));
		expect(types(mixed)).toEqual(types([banner, ...lines]));
		expect(types(mixed)).not.toEqual([]);
	});

	test('one that goes on while another begins is left for it', () => {
		const texts = [...named('1', lines.slice(0, 4)), ...named('2', lines.slice(0, 1)), ...named('1', other.slice(1)), ...named('2', lines.slice(1))];
		expect(read(texts).at(-2)).toEqual(read(lines).at(-2));
		expect(read(texts).filter(({type}) => type === 'epoch-completed')).toEqual(read(lines).filter(({type}) => type === 'epoch-completed'));
	});

	test('two that print the same are read once', () => {
		expect(read(lines.flatMap(line => [`0: ${line}`, `1: ${line}`])).filter(({type}) => type === 'class-reported')).toEqual(read(lines).filter(({type}) => type === 'class-reported'));
	});

	test('one behind the other, also in a process that is used again', () => {
		const texts = [...named('1', other), ...named('2', lines), ...named('1', lines)];
		expect(read(texts)).toEqual(read([...other, ...lines, ...lines]));
	});

	test('a log that is cut at its start stays with the first', () => {
		const rest = lines.slice(1);
		const [first, second] = [named('1', rest), named('2', other.slice(1))];
		expect(read(first.flatMap((line, index) => [line, second[index]!]))).toEqual(read(rest));
	});

	test('what another fails of ends nothing, what a launcher prints counts', () => {
		const failure = ['Traceback (most recent call last):', '  File "train.py", line 3, in main', 'ValueError: bad'];
		const types = (texts: readonly string[]) => read(texts).filter(({type}) => type === 'traceback-printed');
		expect(types([...named('1', other.slice(0, 3)), ...named('2', lines.slice(0, 3)), ...named('1', failure)])).toMatchObject([{isSurvived: true}]);
		expect(types([...named('2', lines.slice(0, 3)), ...named('3', failure)])[0]).not.toHaveProperty('isSurvived');
	});
});
