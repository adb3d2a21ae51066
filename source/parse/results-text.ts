import {isPossibleQuality} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';
import {parsePrintedNumber} from './printed-number.ts';

/** One row: the cells of the bar, then quality and losses of the validation. It has no header. */
const rowStart = /^\s*(\d+)\/\d+\s+[\d.]+G\s/;

const trainColumns = ['box', 'obj', 'cls', 'total'] as const;
const validationColumns = ['box', 'obj', 'cls'] as const;
const cellsOfRow = 15;

/** Whether a file is results.txt of YOLOv5 up to v5.0. */
export function isResultsText(text: string): boolean {
	return rowStart.test(text);
}

/**
Reads results.txt: a row an epoch, as the training prints it, without names. Where an epoch comes twice the later row counts.

Source: train.py of YOLOv5 v3.1 to v5.0.
*/
export function parseResultsText(text: string): EpochRecord[] {
	const records = new Map<number, EpochRecord>();
	for (const line of text.split('\n')) {
		const epoch = Number(rowStart.exec(line)?.[1] ?? NaN) + 1;
		const values = line.trim().split(/\s+/).slice(2).map(cell => parsePrintedNumber(cell));
		if (Number.isSafeInteger(epoch) && values.length === cellsOfRow - 2) {
			records.set(epoch, toRecord(epoch, values));
		}
	}

	return [...records.values()].toSorted((a, b) => a.epoch - b.epoch);
}

function toRecord(epoch: number, values: ReadonlyArray<number | undefined>): EpochRecord {
	const [precision, recall, map50, map50To95] = values.slice(6, 10).map(value => value !== undefined && isPossibleQuality(value) ? value : undefined);
	const validationLosses = values.slice(10);
	const metrics = {
		precision, recall, map50, map50To95,
	};
	// Without a validation the row has zeros.
	const isValidated = values.slice(6).some(value => value !== undefined && value !== 0);
	return {
		epoch,
		losses: named(trainColumns, values),
		...(isValidated && {metrics: known(metrics), validationLosses: named(validationColumns, validationLosses)}),
	};
}

function named(names: readonly string[], values: ReadonlyArray<number | undefined>): Record<string, number> {
	return known(Object.fromEntries(names.map((name, index) => [name, values[index]])));
}

function known<T extends string>(values: Readonly<Record<T, number | undefined>>): Record<T, number> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<T, number>;
}
