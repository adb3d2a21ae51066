import {describe, expect, test} from 'vitest';
import {epochOf, progressOf, recogniseTrainBar} from '../../source/parse/train-bar.ts';
import {assumedHeader, inferDialect, recogniseTrainHeader} from '../../source/parse/train-header.ts';

const line = (...cells: string[]) => cells.map(cell => cell.padStart(11)).join('');
const header = recogniseTrainHeader(line('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size'));
const full = line('43/99', '1.03G', '0.1239', '0.01535', '0.0449', '29', '640');
const yolov5 = {framework: 'yolov5', task: 'detect', isZeroBased: true} as const;

describe('headers', () => {
	test.each([
		['YOLOv5', line('Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size'), {framework: 'yolov5', task: 'detect'}],
		['YOLOv5 v6.1', '     Epoch   gpu_mem       box       obj       cls    labels  img_size', {framework: 'yolov5', task: 'detect'}],
		['YOLOv5 segment', line('Epoch', 'GPU_mem', 'box_loss', 'seg_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size'), {framework: 'yolov5', task: 'segment'}],
		['YOLOv5 classify', '     Epoch   GPU_mem  train_loss    val_loss    top1_acc    top5_acc', {framework: 'yolov5', task: 'classify'}],
		['Ultralytics', line('Epoch', 'GPU_mem', 'box_loss', 'cls_loss', 'dfl_loss', 'Instances', 'Size'), {framework: 'ultralytics'}],
		['Ultralytics segment', line('Epoch', 'GPU_mem', 'box_loss', 'seg_loss', 'cls_loss', 'dfl_loss', 'Instances', 'Size'), {framework: 'ultralytics', task: 'segment'}],
		['Ultralytics pose', line('Epoch', 'GPU_mem', 'box_loss', 'pose_loss', 'kobj_loss', 'cls_loss', 'dfl_loss', 'Instances', 'Size'), {framework: 'ultralytics', task: 'pose'}],
		['Ultralytics classify', line('Epoch', 'GPU_mem', 'loss', 'Instances', 'Size'), {framework: 'ultralytics', task: 'classify'}],
	])('%s', (_name, text, dialect) => {
		const found = recogniseTrainHeader(text);
		expect(found?.columns).toHaveLength(text.trim().split(/\s+/).length);
		expect(inferDialect(found!)).toEqual(dialect);
	});

	test.each(['Epoch', 'Epoch GPU_mem', 'Epoch GPU_mem nan nan', 'the Epoch GPU_mem x', 'Epoch gpu_mem: 3', full])('no header: %s', text => {
		expect(recogniseTrainHeader(text)).toBeUndefined();
	});

	test('a header is assumed only where it is certain', () => {
		expect(assumedHeader(yolov5, 7)?.columns.map(({role}) => 'key' in role ? role.key : role.kind)).toEqual(['epoch', 'memory', 'box', 'obj', 'cls', 'instances', 'imageSize']);
		expect(assumedHeader(yolov5, 8)).toBeUndefined();
		expect(assumedHeader({framework: 'ultralytics', task: 'pose'}, 8)).toBeUndefined();
	});
});

describe('progress', () => {
	test('a whole row', () => {
		expect(progressOf(recogniseTrainBar(`${full}:  50%|█████     | 3/6 00:02`, header)!, yolov5, header)).toEqual({
			epoch: 44,
			epochs: 100,
			epochLabel: '43/99',
			losses: {box: 0.1239, obj: 0.01535, cls: 0.0449},
			reservedGpuMemoryBytes: 1_030_000_000,
			instances: 29,
			imageSize: 640,
			batchIndex: 3,
			batchesPerEpoch: 6,
			elapsedMs: 2000,
			iterationsPerSecond: 1.5,
		});
	});

	test.each([
		['the bar', `${full}: 1`, {box: 0.1239, obj: 0.01535, cls: 0.0449}, 29, 640],
		['the bar behind the count', `${full}: 100%|██████████| 6/6`, {box: 0.1239, obj: 0.01535, cls: 0.0449}, 29, 640],
		['a number', full.slice(0, 76), {box: 0.1239, obj: 0.01535, cls: 0.0449}, 29, undefined],
		['the last number, just not', full, {box: 0.1239, obj: 0.01535, cls: 0.0449}, 29, 640],
		['a loss', full.slice(0, 50), {box: 0.1239, obj: 0.01535}, undefined, undefined],
		['all losses', full.slice(0, 30), {}, undefined, undefined],
	])('the width cut %s', (_name, text, losses, instances, imageSize) => {
		const bar = recogniseTrainBar(text, header)!;
		const progress = progressOf(bar, yolov5, header);
		expect({
			losses: progress.losses, instances: progress.instances, imageSize: progress.imageSize, batchIndex: progress.batchIndex, rest: bar.rest,
		}).toEqual({
			losses, instances, imageSize, batchIndex: undefined, rest: '',
		});
	});

	test('a cut number is not read where the columns are not known', () => {
		expect(recogniseTrainBar(full.slice(0, 50), undefined)?.values).toEqual([0.1239, 0.01535]);
	});

	test.each([
		['a run behind a cut bar', `${full}: 1train: weights=a, data=b`, 'train: weights=a, data=b'],
		['a shell behind a cut bar', `${full}:  33%|███Terminated`, 'Terminated'],
		['an echo of Ctrl-C behind a cut bar', `${full}: 1^C`, ''],
		['a shell behind a whole bar', `${full}:  50%|█████     | 3/6 00:02Killed`, 'Killed'],
	])('%s', (_name, text, rest) => {
		expect(recogniseTrainBar(text, header)?.rest).toBe(rest);
	});

	test('classification counts no batches while it validates', () => {
		const classify = recogniseTrainHeader('     Epoch   GPU_mem  train_loss    val_loss    top1_acc    top5_acc');
		const bar = recogniseTrainBar('       1/4        0G        1.31                          validating:  50%|█████     | 1/2 00:00', classify)!;
		expect(progressOf(bar, {framework: 'yolov5', task: 'classify', isZeroBased: false}, classify)).toEqual({
			epoch: 1, epochs: 4, epochLabel: '1/4', losses: {loss: 1.31}, reservedGpuMemoryBytes: 0,
		});
	});

	test.each([
		['0/29', {framework: 'yolov5', task: 'detect', isZeroBased: true}, 1, 30],
		['999/1999', {framework: 'yolov5', task: 'segment', isZeroBased: true}, 1000, 2000],
		['1/4', {framework: 'yolov5', task: 'classify', isZeroBased: false}, 1, 4],
		['12/12', {framework: 'ultralytics', isZeroBased: false}, 12, 12],
	] as const)('%s of %o', (label, dialect, epoch, epochs) => {
		expect(epochOf(label, dialect)).toEqual({epoch, epochs});
	});
});

test.each([
	'1/2 3 apples',
	'image 1/47 /data/val_0000.jpg: 64x64 1 Vest, 6.3ms',
	'  1/2  three',
	'1/2 1.5G free on the disk',
	'',
])('no row of an epoch: %s', text => {
	expect(recogniseTrainBar(text, header)).toBeUndefined();
});
