import {
	classMetricsAt,
	demoClasses,
	lossesAt,
	meanMetrics,
	validationImages,
	type DemoLosses,
	type DemoMetrics,
} from './curves.ts';
import {faultTexts} from './faults.ts';
import type {DemoOutput, SavedEpoch} from './output.ts';
import {barText} from './progress-bar.ts';
import {cells, formatG} from './python-format.ts';
import {createRandom, type Random} from './random.ts';
import type {DemoPlan} from './plan.ts';
import {preamble} from './preamble.ts';

const trainImages = 440;
/** From here on, as a share of the run, a training of another course is not what it was. */
const courseTurns = 0.4;
/** So much of its epoch is done when it fails. */
const faultShare = 0.4;
const usualBatchSize = 8;
/** Longer than any rule waits before it says that a training stands still. */
const stallMs = 400_000;
const validationBatches = 3;
const batchMs = 82;
const validationBatchMs = 170;
/** The library of the bars redraws no oftener, except for a new description. */
const redrawMs = 100;

const validationHeader = cells(22, 'Class') + cells(11, 'Images', 'Instances', 'P', 'R', 'mAP50', 'mAP50-95');

function validationRow(name: string, instances: number, row: DemoMetrics): string {
	const metrics = [row.precision, row.recall, row.map50, row.map50To95].map(value => formatG(value, 3));
	return `${cells(22, name)}${cells(11, validationImages, instances, ...metrics)}\r\n`;
}

/**
The redraws of one bar: each batch first with its new description, then with its new count.

@yields pieces of output.
*/
function * bar(total: number, stepMs: (index: number) => number, describe: (index: number) => string): Generator<DemoOutput, number> {
	let elapsedMs = 0;
	let drawnMs = 0;
	for (let index = 1; index <= total; index++) {
		const afterMs = stepMs(index);
		elapsedMs += afterMs;
		const description = describe(index);
		let text = `\r${description}${barText(index - 1, total, elapsedMs)}`;
		if (index === total || elapsedMs - drawnMs >= redrawMs) {
			drawnMs = elapsedMs;
			text += `\r${description}${barText(index, total, elapsedMs)}`;
		}

		yield {text, afterMs};
	}

	yield {text: `\r${describe(total)}${barText(total, total, elapsedMs)}\r\n`, afterMs: 0};
	return elapsedMs;
}

/** Losses of a moment, by the course of the training. */
function lossesOf({epochs, course}: DemoPlan, at: number, random: Random): DemoLosses {
	const share = at / epochs;
	return course === 'nan' && share >= courseTurns ? {box: NaN, obj: NaN, cls: NaN} : lossesAt(course === 'plateau' ? Math.min(share, courseTurns) : share, random);
}

/** The class that gets worse, noVest, before the middle of the run. */
const fallingClass = 3;
const fallen = (share: number): number => 1 - (0.5 * Math.min(1, Math.max(0, share - 0.3) / 0.3));

/** The learning rate and the gradients after an epoch, by the course of the training: the last thing before nan, too hot a step, and what does not move. */
function stepsOf({epochs, course}: DemoPlan, done: number): SavedEpoch['steps'] {
	const share = done / epochs;
	if (course === 'frozen' && share >= courseTurns) {
		return {rate: 0, gradients: 1e-5};
	}

	return course === 'uneven' ? {rate: 0.02, gradients: share > 0.8 ? 40 : 1} : {rate: 1, gradients: 1};
}

/** Quality after an epoch, by the course of the training. */
function rowsOf({epochs, course}: DemoPlan, done: number, random: Random): readonly DemoMetrics[] {
	const share = done / epochs;
	const hasTurned = share >= courseTurns;
	// What learns no more stays a little below its best, with less noise than what still learns.
	const rows = hasTurned && (course === 'plateau' || course === 'frozen') ? classMetricsAt(courseTurns, () => 0.5, false) : classMetricsAt(share, random, false);
	if (course === 'uneven') {
		return rows.map((row, index) => index === fallingClass ? {...row, map50: row.map50 * fallen(share), map50To95: row.map50To95 * fallen(share)} : row);
	}

	const level = course === 'nan' && hasTurned ? 0 : (course === 'plateau' && hasTurned ? 0.98 + (0.01 * random()) : 1);
	return rows.map(({precision, recall, map50, map50To95}) => ({
		precision: precision * level, recall: recall * level, map50: map50 * level, map50To95: map50To95 * level,
	}));
}

/**
One epoch, up to where it fails. Gives its time, and its losses.

@yields the header, then the redraws of its bar.
*/
function * epochOutput(epoch: number, plan: DemoPlan, random: Random): Generator<DemoOutput, {readonly ms: number; readonly losses: DemoLosses; readonly hasFailed: boolean}> {
	const {epochs, speed, batchSize = usualBatchSize, fault, stallsAfter = Infinity, done = 0} = plan;
	const batches = Math.ceil(trainImages / batchSize);
	const header = cells(11, 'Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size');
	yield {text: `\r\n${header}\r\n\r  0%|          | 0/${batches} 00:00`, afterMs: 0};
	// The first epoch is slow: memory is reserved and kernels are chosen. All batches of an epoch vary a little.
	const pace = (epoch === done ? 1.6 : 1) * (0.96 + (0.08 * random()));
	const memory = epoch === done ? '0.98G' : '1.03G';
	// Running means of the epoch, as the framework prints them: smooth, and final with the last batch.
	const lossesAfter = (index: number) => lossesOf(plan, epoch + (index / batches), createRandom((epoch * 1000) + index));
	const describe = (index: number) => {
		const losses = lossesAfter(index);
		const texts = [losses.box, losses.obj, losses.cls].map(value => formatG(value, 4));
		const objects = 24 + (((index * 7) + (epoch * 13)) % 40);
		return `${cells(11, `${epoch}/${epochs - 1}`, memory, ...texts, objects, 640)}: `;
	};

	const pieces = bar(batches, index => (index === 1 ? 3 : 1) * batchMs * (batchSize / usualBatchSize) * pace * (0.8 + (0.4 * random())) / speed, describe);
	const isFailing = fault !== undefined && epoch >= fault.after;
	for (let batch = 1; ; batch++) {
		const piece = pieces.next();
		if (piece.done) {
			return {ms: piece.value, losses: lossesAfter(batches), hasFailed: false};
		}

		yield piece.value;
		if (epoch >= stallsAfter && batch >= batches * faultShare) {
			yield {text: '', afterMs: stallMs, isStalled: true};
			for (;;) {
				yield {text: '', afterMs: stallMs};
			}
		}

		if (isFailing && batch >= batches * faultShare) {
			yield {text: faultTexts[fault.kind], afterMs: 400 / speed};
			return {ms: 0, losses: lossesAfter(batch), hasFailed: true};
		}
	}
}

function * validationOutput({speed}: DemoPlan, random: Random): Generator<DemoOutput, number> {
	yield {text: `\r${validationHeader}: ${barText(0, validationBatches, 0)}`, afterMs: 0};
	return yield * bar(validationBatches, () => validationBatchMs * (0.9 + (0.2 * random())) / speed, () => `${validationHeader}: `);
}

/**
The output of a YOLOv5 v7.0 detection training on a terminal, from the first line to the last, with the time of each piece.
The same plan gives the same output.

@yields pieces of output.
@returns the exit code.
*/
export function * demoTraining(plan: DemoPlan): Generator<DemoOutput, number> {
	const {epochs, speed, done = 0, directory = 'runs/train/exp'} = plan;
	const random = createRandom(plan.seed + done);
	const instances = demoClasses.reduce((sum, demoClass) => sum + demoClass.instances, 0);
	let totalMs = 0;
	yield * preamble(plan);
	for (let epoch = done; epoch < epochs; epoch++) {
		const {ms, losses, hasFailed} = yield * epochOutput(epoch, plan, random);
		if (hasFailed) {
			return 1;
		}

		totalMs += ms + (yield * validationOutput(plan, random));
		const rows = rowsOf(plan, epoch + 1, random);
		const metrics = meanMetrics(rows);
		yield {
			text: validationRow('all', instances, metrics), afterMs: 20 / speed, saved: {
				epoch: epoch + 1, losses, metrics, rows, steps: stepsOf(plan, epoch + 1),
			},
		};
	}

	const weights = `${directory}/weights`;
	const hours = (totalMs / 3_600_000).toFixed(3);
	yield {text: `\r\n${epochs - done} epochs completed in ${hours} hours.\r\n`, afterMs: 0};
	yield {text: `Optimizer stripped from ${weights}/last.pt, 14.4MB\r\nOptimizer stripped from ${weights}/best.pt, 14.4MB\r\n`, afterMs: 300 / speed, isStripping: true};
	yield {text: `\r\nValidating ${weights}/best.pt...\r\nFusing layers... \r\n`, afterMs: 0};
	yield {text: 'Model summary: 157 layers, 7020913 parameters, 0 gradients, 15.8 GFLOPs\r\n', afterMs: 400 / speed};
	yield * validationOutput(plan, random);
	yield {text: finalTable(random), afterMs: 100 / speed};
	yield {text: `Results saved to \u{1B}[1m${directory}\u{1B}[0m\r\n`, afterMs: 400 / speed};
	return 0;
}

/** The table by class of best.pt, of a run of which this share is done. */
function finalTable(random: Random, share = 1): string {
	const instances = demoClasses.reduce((sum, demoClass) => sum + demoClass.instances, 0);
	const final = classMetricsAt(share, random, share >= 1);
	const table = demoClasses.map((demoClass, index) => validationRow(demoClass.name, demoClass.instances, final[index]!));
	return `${validationRow('all', instances, meanMetrics(final))}${table.join('')}`;
}

/**
The output of val.py with best.pt on a CPU, after this share of the training.

@yields pieces of output.
@returns the exit code.
*/
export function * demoValidation(weights: string, share: number, speed: number): Generator<DemoOutput, number> {
	const random = createRandom(1);
	yield {text: `\u{1B}[34m\u{1B}[1mval: \u{1B}[0mdata=site.yaml, weights=['${weights}'], batch_size=1, imgsz=640, conf_thres=0.001, iou_thres=0.6, max_det=300, task=val, device=cpu, workers=8, single_cls=False, augment=False, verbose=False, save_txt=False, save_hybrid=False, save_conf=False, save_json=False, project=runs/val, name=exp, exist_ok=False, half=False, dnn=False\r\nYOLOv5 🚀 v7.0-0-g915bbf294 Python-3.10.12 torch-2.0.1+cu117 CPU\r\n\r\n`, afterMs: 200 / speed};
	yield {text: 'Fusing layers... \r\nModel summary: 157 layers, 7020913 parameters, 0 gradients, 15.8 GFLOPs\r\n', afterMs: 900 / speed};
	yield {text: `\r${validationHeader}: ${barText(0, validationImages, 0)}`, afterMs: 0};
	yield * bar(validationImages, () => 120 / speed, () => `${validationHeader}: `);
	yield {text: finalTable(random, share), afterMs: 100 / speed};
	yield {text: 'Speed: 1.1ms pre-process, 98.4ms inference, 1.6ms NMS per image at shape (1, 3, 640, 640)\r\nResults saved to \u{1B}[1mruns/val/exp\u{1B}[0m\r\n', afterMs: 100 / speed};
	return 0;
}

/**
The output of detect.py with best.pt.

@yields pieces of output.
@returns the exit code.
*/
export function * demoDetection(weights: string, source: string, speed: number): Generator<DemoOutput, number> {
	const images = 12;
	yield {text: `\u{1B}[34m\u{1B}[1mdetect: \u{1B}[0mweights=['${weights}'], source=${source}, data=data/coco128.yaml, imgsz=[640, 640], conf_thres=0.25, iou_thres=0.45, max_det=1000, device=cpu, view_img=False, save_txt=False, save_conf=False, save_crop=False, nosave=False, classes=None, agnostic_nms=False, augment=False, visualize=False, update=False, project=runs/detect, name=exp, exist_ok=False, line_thickness=3, hide_labels=False, hide_conf=False, half=False, dnn=False, vid_stride=1\r\nYOLOv5 🚀 v7.0-0-g915bbf294 Python-3.10.12 torch-2.0.1+cu117 CPU\r\n\r\n`, afterMs: 200 / speed};
	yield {text: 'Fusing layers... \r\nModel summary: 157 layers, 7020913 parameters, 0 gradients, 15.8 GFLOPs\r\n', afterMs: 900 / speed};
	for (let image = 1; image <= images; image++) {
		const found = 1 + ((image * 3) % 4);
		yield {text: `image ${image}/${images} ${source}/site_${String(image).padStart(3, '0')}.jpg: 384x640 ${found} Vest${found === 1 ? '' : 's'}, ${found + 1} helmets, 96.${image % 10}ms\r\n`, afterMs: 300 / speed};
	}

	yield {text: 'Speed: 0.9ms pre-process, 96.8ms inference, 1.4ms NMS per image at shape (1, 3, 640, 640)\r\nResults saved to \u{1B}[1mruns/detect/exp\u{1B}[0m\r\n', afterMs: 100 / speed};
	return 0;
}
