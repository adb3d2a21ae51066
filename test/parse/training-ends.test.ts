import {describe, expect, test} from 'vitest';
import {
	all,
	bar,
	boxes,
	cells,
	epoch,
	epochsOf,
	header,
	plain,
	read,
	reads,
	tqdm,
	ultralytics,
} from './thread-lines.ts';

/* A line of the end may be in the other stream, lost, or in another place. */
const stripped = ['last', 'best'].map(name => `Optimizer stripped from runs/train/exp/weights/${name}.pt, 14.4MB`);

describe('checkpoints are stripped behind the last epoch', () => {
	test('YOLOv7 whose bars and rows alone are in the log is finished', () => {
		const old = cells(10, 'Epoch', 'gpu_mem', 'box', 'obj', 'cls', 'total', 'labels', 'img_size');
		const epochOf = (label: string) => [old, tqdm(cells(10, label, '7G', '0.1', '0.2', '0.3', '0.6', '40', '640'), 6, 6), tqdm(plain, 2, 2), all('0.5', '0.4', '0.3', '0.2')];
		const status = read(...epochOf('0/1'), ...epochOf('1/1'), ...stripped);
		reads(status, {status: 'finished', epoch: 2, epochs: 2});
		expect(epochsOf(status)).toEqual([1, 2]);
	});

	test('so it is where not even the headers are in the log', () => {
		const epochOf = (label: string) => [cells(10, label, '7G', '0.1', '0.2', '0.3', '0.6', '40', '640'), 'Class'.padStart(20) + cells(12, 'Images', 'Labels', 'P', 'R', 'mAP@.5'), all('0.5', '0.4', '0.3', '0.2')];
		reads(read(...epochOf('0/1'), ...epochOf('1/1'), ...stripped), {status: 'finished', epoch: 2, epochs: 2});
	});

	test('an Ultralytics training validates its best checkpoint then', () => {
		reads(read(...ultralytics(), ...epoch('1/3'), ...epoch('2/3'), ...epoch('3/3'), ...stripped), {status: 'validating'});
	});

	test('a script that strips checkpoints before a training changes nothing', () => {
		reads(read(...stripped, ...ultralytics(), header, bar('1/3')), {status: 'training', epoch: 1});
	});
});

test('a fork that says behind its results that its epochs are over is finished', () => {
	const status = read(...ultralytics(), ...epoch('1/3'), ...stripped, 'Validating runs/train/exp/weights/best.pt...', tqdm(boxes, 2, 2), all('0.5', '0.4', '0.3', '0.2'), 'Results saved to runs/train/exp', '1 epochs completed in 0.1 hours.');
	reads(status, {status: 'finished'});
});
