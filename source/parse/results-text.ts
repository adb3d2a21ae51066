import {isPossibleQuality} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';
import {parsePrintedNumber} from './printed-number.ts';

/** One row: the cells of the bar, then quality and losses of the validation. It has no header. */
const rowStart = /^\s*(\d+)\/\d+\s+[\d.]+G\s/;

const trainColumns = ['box', 'obj', 'cls'] as const;
const validationColumns = ['box', 'obj', 'cls'] as const;
/** Quality and losses of the validation, the last cells of a row. */
const validationCells = 7;
/** Losses with their sum behind them: forks for faces and poses have one or two of their own before the sum, which nothing names. */
const fewestLosses = 4;
const mostLosses = 8;
/** Of the cell before the validation's, by which a row is known. */
const smallestImage = 32;

/** Whether a file is results.txt of YOLOv5 up to v5.0. */
export function isResultsText(text: string): boolean {
	return rowStart.test(text);
}

/**
Reads results.txt: a row an epoch, as the training prints it, without names. Where an epoch comes twice the later row counts.

Source: train.py of YOLOv5 v3.1 to v5.0, of YOLOv7 and its branch for poses, of YOLOv5-face.
*/
export function parseResultsText(text: string): EpochRecord[] {
	const records = new Map<number, EpochRecord>();
	for (const line of text.split('\n')) {
		const epoch = Number(rowStart.exec(line)?.[1] ?? NaN) + 1;
		const values = line.trim().split(/\s+/).slice(2).map(cell => parsePrintedNumber(cell));
		// Losses, then labels and the size of the images.
		const losses = values.length - validationCells - 2;
		const imageSize = values[losses + 1] ?? 0;
		if (Number.isSafeInteger(epoch) && losses >= fewestLosses && losses <= mostLosses && Number.isSafeInteger(imageSize) && imageSize >= smallestImage) {
			records.set(epoch, toRecord(epoch, values.slice(0, losses), values.slice(losses + 2)));
		}
	}

	return [...records.values()].toSorted((a, b) => a.epoch - b.epoch);
}

function toRecord(epoch: number, losses: ReadonlyArray<number | undefined>, validation: ReadonlyArray<number | undefined>): EpochRecord {
	const [precision, recall, map50, map50To95] = validation.slice(0, 4).map(value => value !== undefined && isPossibleQuality(value) ? value : undefined);
	const validationLosses = validation.slice(4);
	const metrics = {
		precision, recall, map50, map50To95,
	};
	// Without a validation the row has zeros.
	const isValidated = validation.some(value => value !== undefined && value !== 0);
	return {
		epoch,
		losses: {...named(trainColumns, losses), ...known({total: losses.at(-1)})},
		...(isValidated && {metrics: known(metrics), validationLosses: named(validationColumns, validationLosses)}),
	};
}

function named(names: readonly string[], values: ReadonlyArray<number | undefined>): Record<string, number> {
	return known(Object.fromEntries(names.map((name, index) => [name, values[index]])));
}

function known<T extends string>(values: Readonly<Record<T, number | undefined>>): Record<T, number> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<T, number>;
}
