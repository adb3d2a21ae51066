import {describe, expect, test} from 'vitest';
import {
	all,
	bar,
	boxes,
	cells,
	epochsOf,
	header,
	read,
	reads,
	tqdm,
	ultralytics,
} from './thread-lines.ts';

/* Notebooks and redirected streams put a bar and the line that follows it on one line. */
describe('lines of one table on one line', () => {
	test('the row of a validation behind its bar', () => {
		const validated = (label: string, map50: string) => [header, bar(label), `${tqdm(boxes, 2, 2)}${all('0.5', '0.4', map50, '0.2')}`, ''];
		const status = read(...ultralytics('yolov8n.pt'), ...validated('1/3', '0.31'), ...validated('2/3', '0.32'), header, bar('3/3', 1));
		reads(status, {epoch: 3, metrics: {map50: 0.32}});
		expect(status.history.map(({metrics}) => metrics)).toMatchObject([{map50: 0.31}, {map50: 0.32}]);
	});

	test('the row of a classification behind its bar', () => {
		const row = `${tqdm('classes'.padStart(22) + cells(11, 'top1_acc', 'top5_acc'), 2, 2)}${'all'.padStart(22)}${cells(11, '0.75', '1')}`;
		const status = read(...ultralytics('yolov8n-cls.pt', 'classify'), cells(11, 'Epoch', 'GPU_mem', 'loss', 'Instances', 'Size'), tqdm(cells(11, '1/3', '1G', '0.9', '4', '224'), 2, 2), row);
		reads(status, {metrics: {top1: 0.75, top5: 1}});
		expect(epochsOf(status)).toEqual([1]);
	});

	test('a validation behind the bar of its epoch', () => {
		const status = read(...ultralytics('yolov8n.pt'), header, `${bar('1/3')}${tqdm(boxes, 2, 2)}${all('0.5', '0.4', '0.31', '0.2')}`);
		reads(status, {metrics: {map50: 0.31}});
		expect(epochsOf(status)).toEqual([1]);
	});
});
