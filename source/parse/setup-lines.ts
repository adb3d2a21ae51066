import type {FrameworkName} from '../domain/framework.ts';
import type {DatasetScan} from '../domain/run.ts';
import {parsePrintedCount} from './printed-number.ts';

/*
What a training says of itself before its first epoch. Each recogniser gives undefined for every other line.
*/

/** `YOLOv5n summary: 214 layers, 1,769,329 parameters, 1769329 gradients, 4.2 GFLOPs`; `Model` is no name. */
export function recogniseModelSummary(text: string): {name?: string; layers?: number; parameters?: number; gigaflops?: number; isFused: boolean} | undefined {
	if (!text.includes('ummary')) {
		return undefined;
	}

	const [, name, fused, layers, parameters, gigaflops] = /^(\S+) [Ss]ummary( \(fused\))?: ([\d,]+) layers, ([\d,]+) parameters(?:, [\d,]+ gradients)?(?:, ([\d.]+) GFLOPs)?/.exec(text) ?? [];
	if (name === undefined) {
		return undefined;
	}

	return {
		...(name !== 'Model' && {name}),
		layers: parsePrintedCount(layers)!,
		parameters: parsePrintedCount(parameters)!,
		...(gigaflops !== undefined && {gigaflops: Number(gigaflops)}),
		isFused: fused !== undefined,
	};
}

/** `train: Scanning PATH... 46 images, 2 backgrounds, 0 corrupt: 100%|...`, in v6.1 `46 found, 2 missing, 0 empty, 0 corrupt`; any part may be cut. */
export function recogniseDatasetScan(text: string): {split: 'train' | 'val'; scan: DatasetScan} | undefined {
	const [whole, split, place = ''] = /^(train|val): Scanning (.*?)\.\.\. (?=\d)/.exec(text) ?? [];
	if (whole === undefined) {
		return undefined;
	}

	// A number that its own word does not follow may be cut.
	const counts = new Map(text.slice(whole.length).split(/[,:]/).map(part => {
		const [count, word] = part.trim().split(' ', 2);
		return [word, parsePrintedCount(count)];
	}));
	const images = counts.get('images') ?? counts.get('found');
	const missing = counts.get('missing');
	const empty = counts.get('empty');
	const backgrounds = counts.get('backgrounds') ?? (missing === undefined || empty === undefined ? undefined : missing + empty);
	const corrupt = counts.get('corrupt');
	// V6 has the name in quotation marks and words behind it; what was read before is in a file beside the labels.
	const labels = place.replace(/ images and labels$/, '').replace(/^'(.*)'$/, '$1').replace(/\.cache$/, '');
	return {
		split: split as 'train' | 'val',
		scan: {
			...(images !== undefined && {images}),
			...(backgrounds !== undefined && {backgrounds}),
			...(corrupt !== undefined && {corrupt}),
			...(labels !== '' && {labels}),
		},
	};
}

/** `train: Caching images (0.9GB RAM)`, in YOLOv5 `(0.9GB ram)`; on the disk it is no memory. */
export function recogniseCachedImages(text: string): {split: 'train' | 'val'; bytes: number} | undefined {
	const [, split, gibibytes] = /^(train|val): Caching images \(([\d.]+)GB (?:ram|RAM)\)/.exec(text) ?? [];
	return split === undefined ? undefined : {split: split as 'train' | 'val', bytes: Number(gibibytes) * (2 ** 30)};
}

/** `Overriding model.yaml nc=80 with nc=4`: the classes of the data set. */
export function recogniseClassCount(text: string): number | undefined {
	const [, count] = /^Overriding model\.yaml nc=\d+ with nc=(\d{1,5})\s*$/.exec(text) ?? [];
	return count === undefined ? undefined : Number(count);
}

/** `Using 2 dataloader workers`. */
export function recogniseWorkers(text: string): number | undefined {
	const [, workers] = /^Using (\d+) dataloader workers\s*$/.exec(text) ?? [];
	return workers === undefined ? undefined : Number(workers);
}

/** `Logging results to runs/train/exp`. */
export function recogniseRunDirectory(text: string): string | undefined {
	return /^Logging results to (.*\S)\s*$/.exec(text)?.[1];
}

/** `Starting training for 30 epochs...`, or in classification `Starting MODEL training on DATA dataset with 4 classes for 30 epochs...`; a training by hours names no epochs. */
export function recogniseTrainingStart(text: string): {epochs?: number} | undefined {
	const [, amount, unit] = /^Starting (?:\S+ )?training (?:on .+ )?for ([\d.]+) (epochs|hours)\.\.\.\s*$/.exec(text) ?? [];
	if (amount === undefined) {
		return undefined;
	}

	return unit === 'epochs' ? {epochs: Number(amount)} : {};
}

/**
`Resuming training from PATH from epoch 4 to 12 total epochs` (YOLOv5, 0-based; Ultralytics 8.0 to 8.2, 1-based) or without the first
`from` (Ultralytics, 1-based).

@returns `epoch` 1-based; without a known framework the wording tells it.
*/
export function recogniseResume(text: string, framework: FrameworkName | undefined): {checkpoint: string; epoch: number; epochs: number} | undefined {
	const [, from, checkpoint, epoch, epochs] = /^Resuming training (from )?(.+) from epoch (\d+) to (\d+) total epochs\s*$/.exec(text) ?? [];
	if (checkpoint === undefined) {
		return undefined;
	}

	const teller = framework ?? (from === undefined ? 'ultralytics' : 'yolov5');
	return {checkpoint, epoch: Number(epoch) + (teller === 'yolov5' ? 1 : 0), epochs: Number(epochs)};
}

/**
Whether a training goes on from a checkpoint without saying at which epoch: `Resuming training from PATH` (YOLOv5 up to v6.1, YOLOv7),
`PATH has been trained for 50 epochs. Fine-tuning for 100 more epochs.`
*/
export function isResumeWithoutEpoch(text: string): boolean {
	return /^Resuming training from \S.*\.pt\s*$|\bhas been trained for \d+ epochs\. Fine-tuning for /.test(text);
}

/**
`AutoBatch: Using batch-size 281 for CUDA:0 5.80G/9.67G (60%)`, `AutoBatch: CUDA not detected, using default CPU batch-size 16`,
`WARNING CUDA out of memory with batch=16. Reducing to batch=8 and retrying (1/3).`
Source: utils/autobatch.py of YOLOv5 v6.1 to 2026 and of Ultralytics; ultralytics/engine/trainer.py.
*/
export function recogniseBatchSize(text: string): number | undefined {
	const [, chosen] = /^AutoBatch: .*\b[Uu]sing (?:default (?:CPU )?)?batch-size (\d+)\b/.exec(text) ?? [];
	const [, reduced] = chosen === undefined ? /\bmemory(?: error)? with batch=\d+\. Reducing to batch=(\d+) and retrying\b/.exec(text) ?? [] : [];
	const size = chosen ?? reduced;
	return size === undefined ? undefined : Number(size);
}

/** Whether the framework trains the epoch once more: with a smaller batch, or after losses that were no numbers. Source: ultralytics/engine/trainer.py. */
export function isRepetition(text: string): boolean {
	return /\bReducing to batch=\d+ and retrying\b|\bdetected \(attempt \d+\/\d+\), recovering from last\.pt\b/.test(text);
}
