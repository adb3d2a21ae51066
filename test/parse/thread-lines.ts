import {expect} from 'vitest';
import {
	readLog,
	statusOf,
	textToBytes,
	type StatusJson,
} from '../threads.ts';

/* Lines of trainings in short, as the frameworks print them, and what is read of them. */

export const cells = (width: number, ...texts: string[]) => texts.map(text => text.padStart(width)).join('');
export const tqdm = (row: string, done: number, total: number) => `${row}: ${String(Math.floor(100 * done / total)).padStart(3)}%|${'█'.repeat(Math.floor(10 * done / total)).padEnd(10)}| ${done}/${total} [00:07<00:02,  2.23it/s]`;
export const table = (...names: string[]) => names[0]!.padStart(22) + cells(11, ...names.slice(1));
export const all = (...values: string[]) => 'all'.padStart(22) + cells(11, '48', '128', ...values);
export const boxes = table('Class', 'Images', 'Instances', 'Box(P', 'R', 'mAP50', 'mAP50-95)');
export const plain = table('Class', 'Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95');

export const ultralytics = (model = 'yolo11n.pt', more = '') => [
	'Ultralytics 8.3.67 🚀 Python-3.10.12 torch-2.5.1+cu124 CUDA:0 (Tesla T4, 15102MiB)',
	`engine/trainer: task=detect, mode=train, model=${model}, data=d.yaml, epochs=3, patience=100, batch=16, imgsz=640, workers=8, device=0${more}`,
	'Logging results to runs/detect/train',
	'Starting training for 3 epochs...',
	'',
];
export const header = cells(11, 'Epoch', 'GPU_mem', 'box_loss', 'cls_loss', 'dfl_loss', 'Instances', 'Size');
export const bar = (label: string, done = 6) => tqdm(cells(11, label, '2.1G', '1.9', '2.8', '1.2', '12', '640'), done, 6);
export const epoch = (label: string) => [header, bar(label), tqdm(boxes, 2, 2), all('0.5', '0.4', '0.3', '0.2'), ''];
export const frame = (file: string) => `  File "${file}", line 12, in main`;
export const traceback = (...last: string[]) => ['Traceback (most recent call last):', frame('/work/train.py'), ...last];

export const read = (...lines: string[]): StatusJson => statusOf(readLog(textToBytes(lines.join('\n'))).state);
export const rules = ({diagnoses}: StatusJson) => diagnoses.map(({rule}) => rule);
export const epochsOf = ({history}: StatusJson) => history.map(({epoch: number}) => number);
export const reads = (status: StatusJson, wanted: Record<string, unknown>) => {
	expect(status).toMatchObject(wanted);
};
