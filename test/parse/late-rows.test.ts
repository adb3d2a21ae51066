import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {createParser} from '../../source/parse/parser.ts';

const cells = (...texts: string[]) => texts.map(text => text.padStart(11)).join('');
const oldHeader = cells('Epoch', 'gpu_mem', 'box', 'obj', 'cls', 'labels', 'img_size');
const bar = (epoch: number, epochs: number) => `${cells(`${epoch}/${epochs - 1}`, '0G', '0.1', '0.02', '0.03', '5', '64')}: 100%|████| 6/6 [00:02<00:00,  2.23it/s]`;
const validation = `${'Class'.padStart(20)}${cells('Images', 'Labels', 'P', 'R', 'mAP@.5', 'mAP@.5:.95')}: 100%|████| 3/3 [00:01<00:00,  2.23it/s]`;
const row = (name: string, map50: number) => `${name.padStart(20)}${cells('47', '112', '0.5', '0.4', String(map50), '0.2')}`;
const start = 'train: weights=a.pt, data=b.yaml, epochs=3';
const count = (length: number) => Array.from({length}, (_, index) => index);

function read(...lines: string[]): RunEvent[] {
	const parser = createParser();
	return lines.flatMap(text => parser.push({text, isTransient: false, channel: 'tty'}));
}

/** What is known of each epoch in the end: the later record of an epoch counts. */
function qualities(events: readonly RunEvent[]): Array<readonly [number, number | undefined]> {
	return [...new Map(events.flatMap(event => event.type === 'epoch-completed' ? [[event.record.epoch, event.record.metrics?.map50] as const] : []))];
}

const classes = (events: readonly RunEvent[]) => events.flatMap(event => event.type === 'class-reported' ? [`${event.scope} ${event.row.name}`] : []);
const epochs = (total: number) => count(total).flatMap(index => ['', oldHeader, bar(index, total), validation]);

describe('rows that a pipe held back belong to their own epochs', () => {
	test('at the end, before those of the last validation', () => {
		const events = read(
			start,
			...epochs(3),
			'3 epochs completed in 0.1 hours.',
			'Validating a/best.pt...',
			validation,
			'Results saved to a',
			...[0.1, 0.2, 0.3].map(value => row('all', value)),
			row('all', 0.9),
			row('Vest', 0.8),
		);
		expect(qualities(events)).toEqual([[1, 0.1], [2, 0.2], [3, 0.3]]);
		expect(classes(events)).toEqual(['final Vest']);
	});

	test('at the end of v5.0, with the classes of the last epoch', () => {
		const header = oldHeader.replace('labels', 'total     labels');
		const five = epochs(2).map(line => line === oldHeader ? header : line.replace('          5 ', '        0.2          5 '));
		const events = read('Namespace(data=\'b.yaml\', epochs=2, hyp=\'h\', weights=\'a.pt\')', ...five, '2 epochs completed in 0.1 hours.', row('all', 0.1), row('all', 0.2), row('Vest', 0.3));
		expect(qualities(events)).toEqual([[1, 0.1], [2, 0.2]]);
		expect(classes(events)).toEqual(['epoch Vest']);
	});

	test('in the middle, many at a time', () => {
		const events = read(start, ...epochs(30), ...count(25).map(index => row('all', index / 100)));
		expect(qualities(events)).toEqual(count(30).map(index => [index + 1, index < 25 ? index / 100 : undefined]));
		expect(classes(events)).toEqual([]);
	});

	test('after an interruption', () => {
		const events = read(start, ...epochs(2), '', oldHeader, bar(2, 3).replace('6/6', '2/6'), 'Traceback (most recent call last):', 'KeyboardInterrupt', row('all', 0.1), row('all', 0.2));
		expect(qualities(events)).toEqual([[1, 0.1], [2, 0.2]]);
	});
});

test('one row that another writer spoilt does not move the others', () => {
	const promptly = (index: number) => ['', oldHeader, bar(index, 4), validation, index === 1 ? `x${row('all', 0.1)}` : row('all', index / 10)];
	expect(qualities(read(start, ...count(4).flatMap(index => promptly(index))))).toEqual([[1, 0], [2, undefined], [3, 0.2], [4, 0.3]]);
});

describe('a row that the header of the next epoch overtook belongs to the epoch before it', () => {
	const overtaken = (index: number) => [bar(index, 3), validation, '', oldHeader, row('all', (index + 1) / 10)];
	const log = [start, '', oldHeader, ...overtaken(0), ...overtaken(1), bar(2, 3), validation];

	test('behind a header, and at the end', () => {
		expect(qualities(read(...log, '3 epochs completed in 0.1 hours.', row('all', 0.3), row('Vest', 0.4)))).toEqual([[1, 0.1], [2, 0.2], [3, 0.3]]);
	});

	test('the last validation has its own', () => {
		const events = read(...log, '3 epochs completed in 0.1 hours.', 'Validating a/best.pt...', validation, row('all', 0.9), row('Vest', 0.8));
		expect(qualities(events)).toEqual([[1, 0.1], [2, 0.2], [3, undefined]]);
		expect(classes(events)).toEqual(['final Vest']);
	});
});
