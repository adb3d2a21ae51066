import {traitsOf} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';

const settingNames = {
	batchSize: ['batch_size', 'batch'],
	workers: ['workers'],
	imageSize: ['imgsz', 'img_size'],
	epochs: ['epochs'],
	patience: ['patience'],
} as const;

/** The options that the advisor speaks about. */
export type OptionName = keyof typeof settingNames;

/** An option's value in force, a whole number; undefined when it is not known. A batch that was left to the framework (-1, 0.9) is what it chose. */
export function optionValue({settings, chosenBatchSize}: Pick<RunState, 'settings' | 'chosenBatchSize'>, name: OptionName): number | undefined {
	if (name === 'batchSize' && chosenBatchSize !== undefined) {
		return chosenBatchSize;
	}

	for (const key of settingNames[name]) {
		const text = settings[key];
		if (text !== undefined && /^\d{1,9}$/.test(text)) {
			return Number(text);
		}
	}

	return undefined;
}

/** The workers that the data loader really uses: what the framework announced, else what was asked. */
export function workersOf(run: RunState): number | undefined {
	return run.dataLoaderWorkers ?? optionValue(run, 'workers');
}

/** Pixels; from the settings, else from the bar. */
export function imageSizeOf(run: RunState): number | undefined {
	return optionValue(run, 'imageSize') ?? run.progress?.imageSize;
}

/** An option as it is typed for the framework of the run, for example `--batch-size 8` or `batch=8`. */
export function optionText({framework}: Pick<RunState, 'framework'>, name: OptionName, value: number): string {
	return `${traitsOf(framework?.name).options[name]}${value}`;
}

/** The next smaller power of two, at least 1. */
export function halve(value: number): number {
	return Math.max(1, 2 ** Math.floor(Math.log2(Math.max(1, value / 2))));
}
