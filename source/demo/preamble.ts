import {barText} from './progress-bar.ts';
import type {DemoOutput} from './output.ts';
import type {DemoPlan} from './plan.ts';

const blue = (text: string) => `\u{1B}[34m\u{1B}[1m${text}\u{1B}[0m`;

/** Index, from, n, parameters, module and arguments of the layers of a small model. */
const layers: ReadonlyArray<readonly [from: string, n: number, parameters: number, module: string, parameterText: string]> = [
	['-1', 1, 3520, 'models.common.Conv', '[3, 32, 6, 2, 2]'],
	['-1', 1, 18_560, 'models.common.Conv', '[32, 64, 3, 2]'],
	['-1', 1, 18_816, 'models.common.C3', '[64, 64, 1]'],
	['-1', 1, 73_984, 'models.common.Conv', '[64, 128, 3, 2]'],
	['-1', 2, 115_712, 'models.common.C3', '[128, 128, 2]'],
	['-1', 1, 295_424, 'models.common.Conv', '[128, 256, 3, 2]'],
	['-1', 3, 625_152, 'models.common.C3', '[256, 256, 3]'],
	['-1', 1, 1_180_672, 'models.common.Conv', '[256, 512, 3, 2]'],
	['-1', 1, 1_182_720, 'models.common.C3', '[512, 512, 1]'],
	['-1', 1, 656_896, 'models.common.SPPF', '[512, 512, 5]'],
];

const layerTable = [
	`${'from'.padStart(21)}${'n'.padStart(3)}${'params'.padStart(10)}  ${'module'.padEnd(40)}${'arguments'.padEnd(30)}`,
	...layers.map(([from, n, parameters, module, parameterText], index) =>
		`${String(index).padStart(3)}${from.padStart(18)}${String(n).padStart(3)}${String(parameters).padStart(10)}  ${module.padEnd(40)}${parameterText.padEnd(30)}`),
].join('\r\n');

function scan(split: 'train' | 'val', images: number): string {
	const folder = `/data/site/labels/${split}`;
	const bar = (done: number, elapsedMs: number) => `\r${blue(`${split}: `)}Scanning ${folder}... ${done} images, 0 backgrounds, 0 corrupt: ${barText(done, images, elapsedMs)}\u{1B}[0m`;
	return `${bar(Math.floor(images / 2), 0)}${bar(images, 0)}\r\n${blue(`${split}: `)}New cache created: ${folder}.cache\r\n`;
}

/**
Everything that YOLOv5 v7.0 prints before its first epoch.

@yields pieces of output.
*/
export function * preamble({epochs, speed, done = 0, resumed, batchSize = 8, workers = 2, directory = 'runs/train/exp'}: DemoPlan): Generator<DemoOutput> {
	const weights = resumed ?? 'yolov5s.pt';
	yield {
		afterMs: 0,
		text: [
			`${blue('train: ')}weights=yolov5s.pt, cfg=, data=site.yaml, hyp=data/hyps/hyp.scratch-low.yaml, epochs=${epochs}, batch_size=${batchSize}, imgsz=640, rect=False, resume=${resumed ?? 'False'}, nosave=False, noval=False, noautoanchor=False, noplots=False, evolve=None, bucket=, cache=None, image_weights=False, device=, multi_scale=False, single_cls=False, optimizer=SGD, sync_bn=False, workers=${workers}, project=runs/train, name=exp, exist_ok=False, quad=False, cos_lr=False, label_smoothing=0.0, patience=100, freeze=[0], save_period=-1, seed=0, local_rank=-1, entity=None, upload_dataset=False, bbox_interval=-1, artifact_alias=latest`,
			`${blue('github: ')}up to date with https://github.com/ultralytics/yolov5 ✅`,
			'YOLOv5 🚀 v7.0-0-g915bbf294 Python-3.10.12 torch-2.0.1+cu117 CUDA:0 (NVIDIA GeForce MX450, 2048MiB)',
			'',
			`${blue('hyperparameters: ')}lr0=0.01, lrf=0.01, momentum=0.937, weight_decay=0.0005, warmup_epochs=3.0, warmup_momentum=0.8, warmup_bias_lr=0.1, box=0.05, cls=0.5, cls_pw=1.0, obj=1.0, obj_pw=1.0, iou_t=0.2, anchor_t=4.0, fl_gamma=0.0, hsv_h=0.015, hsv_s=0.7, hsv_v=0.4, degrees=0.0, translate=0.1, scale=0.5, shear=0.0, perspective=0.0, flipud=0.0, fliplr=0.5, mosaic=1.0, mixup=0.0, copy_paste=0.0`,
			'Overriding model.yaml nc=80 with nc=4',
			'',
			layerTable,
			'Model summary: 214 layers, 7030417 parameters, 7030417 gradients, 16.0 GFLOPs',
			'',
			'',
		].join('\r\n'),
	};
	yield {
		afterMs: 700 / speed,
		text: [
			`Transferred ${resumed === undefined ? 342 : 349}/349 items from ${weights}`,
			`${blue('AMP: ')}checks passed ✅`,
			`${blue('optimizer:')} SGD(lr=0.01) with parameter groups 57 weight(decay=0.0), 60 weight(decay=0.0005), 60 bias`,
			...(resumed === undefined ? [] : [`Resuming training from ${resumed} from epoch ${done} to ${epochs} total epochs`]),
			'',
		].join('\r\n'),
	};
	yield {afterMs: 300 / speed, text: scan('train', 440)};
	yield {afterMs: 200 / speed, text: scan('val', 47)};
	yield {
		afterMs: 300 / speed,
		text: [
			'',
			`${blue('AutoAnchor: ')}4.72 anchors/target, 0.998 Best Possible Recall (BPR). Current anchors are a good fit to dataset ✅`,
			`Plotting labels to ${directory}/labels.jpg... `,
			'Image sizes 640 train, 640 val',
			`Using ${workers} dataloader workers`,
			`Logging results to \u{1B}[1m${directory}\u{1B}[0m`,
			`Starting training for ${epochs} epochs...`,
			'',
		].join('\r\n'),
	};
}
