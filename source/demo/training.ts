import {
	classMetricsAt,
	demoClasses,
	lossesAt,
	meanMetrics,
	validationImages,
	type DemoMetrics,
} from './curves.ts';
import type {DemoOutput} from './output.ts';
import {barText} from './progress-bar.ts';
import {cells, formatG} from './python-format.ts';
import {createRandom, type Random} from './random.ts';
import {preamble} from './preamble.ts';

export type DemoPlan = {
	readonly epochs: number;
	/** 1 is the default pace of about 5 s an epoch. All printed times are those that really pass. */
	readonly speed: number;
	readonly seed: number;
};

const batchesPerEpoch = 55;
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

function * epochOutput(epoch: number, {epochs, speed}: DemoPlan, random: Random): Generator<DemoOutput, number> {
	const header = cells(11, 'Epoch', 'GPU_mem', 'box_loss', 'obj_loss', 'cls_loss', 'Instances', 'Size');
	yield {text: `\r\n${header}\r\n\r  0%|          | 0/${batchesPerEpoch} 00:00`, afterMs: 0};
	// The first epoch is slow: memory is reserved and kernels are chosen. All batches of an epoch vary a little.
	const pace = (epoch === 0 ? 1.6 : 1) * (0.96 + (0.08 * random()));
	const memory = epoch === 0 ? '0.98G' : '1.03G';
	// Running means of the epoch, as the framework prints them: smooth, and final with the last batch.
	const describe = (index: number) => {
		const losses = lossesAt((epoch + (index / batchesPerEpoch)) / epochs, createRandom((epoch * 1000) + index));
		const texts = [losses.box, losses.obj, losses.cls].map(value => formatG(value, 4));
		const objects = 24 + (((index * 7) + (epoch * 13)) % 40);
		return `${cells(11, `${epoch}/${epochs - 1}`, memory, ...texts, objects, 640)}: `;
	};

	return yield * bar(batchesPerEpoch, index => (index === 1 ? 3 : 1) * batchMs * pace * (0.8 + (0.4 * random())) / speed, describe);
}

function * validationOutput({speed}: DemoPlan, random: Random): Generator<DemoOutput, number> {
	yield {text: `\r${validationHeader}: ${barText(0, validationBatches, 0)}`, afterMs: 0};
	return yield * bar(validationBatches, () => validationBatchMs * (0.9 + (0.2 * random())) / speed, () => `${validationHeader}: `);
}

/**
The output of a YOLOv5 v7.0 detection training on a terminal, from the first line to the last, with the time of each piece.
The same plan gives the same output.

@yields pieces of output.
*/
export function * demoTraining(plan: DemoPlan): Generator<DemoOutput> {
	const random = createRandom(plan.seed);
	const instances = demoClasses.reduce((sum, demoClass) => sum + demoClass.instances, 0);
	let totalMs = 0;
	yield * preamble(plan.epochs, plan.speed);
	for (let epoch = 0; epoch < plan.epochs; epoch++) {
		totalMs += yield * epochOutput(epoch, plan, random);
		totalMs += yield * validationOutput(plan, random);
		const rows = classMetricsAt((epoch + 1) / plan.epochs, random, false);
		yield {text: validationRow('all', instances, meanMetrics(rows)), afterMs: 20 / plan.speed};
	}

	const weights = 'runs/train/exp/weights';
	const hours = (totalMs / 3_600_000).toFixed(3);
	yield {text: `\r\n${plan.epochs} epochs completed in ${hours} hours.\r\n`, afterMs: 0};
	yield {text: `Optimizer stripped from ${weights}/last.pt, 14.4MB\r\nOptimizer stripped from ${weights}/best.pt, 14.4MB\r\n`, afterMs: 300 / plan.speed};
	yield {text: `\r\nValidating ${weights}/best.pt...\r\nFusing layers... \r\n`, afterMs: 0};
	yield {text: 'Model summary: 157 layers, 7020913 parameters, 0 gradients, 15.8 GFLOPs\r\n', afterMs: 400 / plan.speed};
	yield * validationOutput(plan, random);
	const final = classMetricsAt(1, random, true);
	const table = demoClasses.map((demoClass, index) => validationRow(demoClass.name, demoClass.instances, final[index]!));
	yield {text: `${validationRow('all', instances, meanMetrics(final))}${table.join('')}`, afterMs: 100 / plan.speed};
	yield {text: 'Results saved to \u{1B}[1mruns/train/exp\u{1B}[0m\r\n', afterMs: 400 / plan.speed};
}
