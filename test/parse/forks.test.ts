import {describe, expect, test} from 'vitest';
import {readLog, textToBytes} from '../threads.ts';
import {
	cells,
	epochsOf,
	read,
	reads,
	rules,
	tqdm,
	traceback,
} from './thread-lines.ts';

/* Programs whose output has forms of its own: YOLOv6, and detect.py of YOLOv7. */

describe('YOLOv6', () => {
	const args = 'training args are: Namespace(data_path=\'data/dataset.yaml\', conf_file=\'configs/yolov6s_finetune.py\', img_size=640, batch_size=32, epochs=4, workers=8, device=\'0\', eval_interval=2, output_dir=\'./runs/train\', name=\'exp\', resume=False, rank=-1, world_size=1, save_dir=\'runs/train/exp3\')';
	const begin = ['Using 1 GPU for training... ', args, '', 'Train: Final numbers of valid images: 96/ labels: 96. ', 'Training start...', ''];
	const header = cells(10, 'Epoch', 'lr', 'iou_loss', 'dfl_loss', 'cls_loss');
	// The terminal's width cuts the end of the bar.
	const row = (label: string, done = 6, rate = '0.0032') => tqdm(`${cells(10, label)} ${cells(10, rate, '0.7', '0.1', '0.5')}`, done, 6).slice(0, 92);
	const inference = 'Inferencing model in train datasets.: 100%|███████| 6/6 [00:09<00:00,  1.52s/it]';
	const result = (epoch: number) => ['', 'Evaluating speed.', '', 'Evaluating mAP by pycocotools.', 'Saving runs/train/exp3/predictions.json...', 'Done (t=0.01s)', ' Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.412', 'Results saved to runs/train/exp3', `Epoch: ${epoch} | mAP@0.5: 0.6123412341 | mAP@0.50:0.95: 0.4123412341`];
	const [first, second, third, fourth] = ['0/3', '1/3', '2/3', '3/3'].map(label => ['', header, row(label)]);

	test('a training', () => {
		const lines = [...begin, ...first!, ...second!, inference, ...result(1), '', header, row('2/3', 3)];
		const status = read(...lines);
		expect(readLog(textToBytes(lines.join('\n'))).state.history.at(-1)?.learningRates).toEqual([0.0032]);
		reads(status, {
			framework: {name: 'yolov5', variant: 'yolov6'}, status: 'training', epoch: 3, epochs: 4, epochLabel: '2/3', batchIndex: 3, batchesPerEpoch: 6, runDirectory: 'runs/train/exp3', losses: {iou: 0.7, dfl: 0.1, cls: 0.5}, metrics: {map50: 0.6123412341, map50To95: 0.4123412341},
		});
		reads(status, {history: [{epoch: 1, metrics: null}, {epoch: 2}], reservedGpuMemoryBytes: null});
	});

	test.each<readonly [string, readonly string[], Record<string, unknown>]>([
		['a validation', [...begin, ...first!, inference], {status: 'validating', epoch: 1}],
		['its end', [...begin, ...first!, ...second!, ...third!, ...fourth!, inference, ...result(3), '', 'Training completed in 0.123 hours.'], {status: 'finished', epoch: 4, runDirectory: 'runs/train/exp3'}],
		['an error', [...begin, ...first!, 'ERROR in training steps.', ...traceback('ValueError: x')], {status: 'failed', statusReason: 'ValueError: x'}],
		['a resume, which does not say its epoch', ['Resume training from the checkpoint file :runs/train/exp3/weights/last_ckpt.pt', ...begin, ...third!], {epoch: 3, epochs: 4}],
		['the table of 0.2 and 0.3', [...begin, cells(10, 'Epoch', 'iou_loss', 'dfl_loss', 'cls_loss'), tqdm(cells(10, '0/3', '0.7', '0.1', '0.5'), 3, 6)], {epoch: 1, losses: {iou: 0.7, dfl: 0.1, cls: 0.5}, batchIndex: 3}],
		['a log without its beginning', ['', header, row('2/3', 3)], {framework: {name: 'yolov5', variant: 'yolov6'}, epoch: 3, epochs: 4}],
		['no GPU', ['Using CPU for training... ', ...begin.slice(1), ...first!], {status: 'training'}],
	])('%s', (_name, lines, wanted) => {
		reads(read(...lines), wanted);
	});

	test('a CPU that it names is warned of', () => {
		expect(rules(read('Using CPU for training... ', ...begin.slice(1), ...first!))).toContain('gpu-not-used');
		expect(rules(read(...begin, ...first!))).not.toContain('gpu-not-used');
	});

	test.each<readonly [string, readonly string[]]>([
		['a result of another epoch', [...begin, ...first!, ...result(7)]],
		['its header above another table', [...begin, header, 'Training on 1/3 0.5 of the data']],
		['counts without a bar', [...begin, header, '3/4 images, 0.5 of them new']],
	])('%s completes nothing', (_name, lines) => {
		expect(epochsOf(read(...lines))).toEqual([]);
	});

	test.each([
		'Training start...', 'Epoch: 3 | mAP@0.5: 0.6 | mAP@0.50:0.95: 0.4', 'Namespace(data_path=\'d\', epochs=3)', '2026-05-01 10:00:02 | INFO     | yolox.core.trainer:188 - Training start...', inference,
	])('%s alone is no training', line => {
		reads(read(line), {framework: null, epochs: null, history: []});
	});
});

describe('detect.py of YOLOv7', () => {
	const begin = ['Namespace(weights=[\'yolov7.pt\'], source=\'inference/images\', img_size=640, conf_thres=0.25, iou_thres=0.45, device=\'0\', project=\'runs/detect\', name=\'exp\')', 'YOLOR 🚀 v0.1-128-ga207844 torch 1.13.1+cu117 CUDA:0 (Tesla T4, 15109.875MB)', ''];
	const done = (found = '', place = '') => `${place}${found}Done. (17.9ms) Inference, (1.3ms) NMS`;
	const saved = (name: string) => ` The image with the result is saved in: runs/detect/exp/${name}.jpg`;
	const images = [done('4 persons, 1 bus, '), saved('bus'), done(), saved('none'), done('1 stop sign, '), saved('c')];
	const toolOf = (...lines: readonly string[]) => readLog(textToBytes([...begin, ...lines].join('\n'))).state.toolRun;

	test('images, which it neither counts nor names before', () => {
		reads(read(...begin, ...images), {status: 'running', framework: {name: 'yolov5', variant: 'yolov7'}});
		expect(toolOf(...images)).toMatchObject({
			images: 3, emptyImages: 1, objects: [{name: 'person', count: 4}, {name: 'bus', count: 1}, {name: 'stop sign', count: 1}], isFinished: false, latest: {index: 3, inferenceMs: 17.9},
		});
		expect(toolOf(...images)?.latest).not.toHaveProperty('count');
	});

	test('its end', () => {
		reads(read(...begin, ...images, 'Done. (1.234s)'), {status: 'finished'});
		expect(toolOf(...images, 'Done. (1.234s)')).toMatchObject({isFinished: true, savedTo: 'runs/detect/exp'});
		expect(toolOf(done(), 'Done. (1.234s)')).toMatchObject({isFinished: true});
	});

	test.each<readonly [string, string, Record<string, unknown>]>([
		['a video', done('2 cars, ', 'video 1/2 (26/300) /d/my clip.mp4: '), {
			kind: 'video', index: 1, count: 2, frame: 26, frames: 300, path: '/d/my clip.mp4',
		}],
		['a stream', done('1 person, ', '1: '), {kind: 'stream', index: 2}],
		['a camera', done('1 person, ', 'webcam 4: 0: '), {kind: 'stream', index: 1}],
	])('%s', (_name, line, latest) => {
		expect(toolOf(line)?.latest).toMatchObject(latest);
	});

	test.each(['Done. (1.234s)', 'Done (t=0.42s)', 'persons, Done. (17.9ms) Inference, (1.3ms) NMS', 'Done. (17.9ms) Inference', saved('a')])('%s is no image', line => {
		expect(toolOf(line)).toMatchObject({images: 0, isFinished: false});
	});
});
