import type {EpochProgress} from '../domain/run.ts';
import type {MetricName} from '../domain/metric.ts';
import {parsePrintedNumber} from './printed-number.ts';
import {recogniseBar, withoutInterruptEcho, type ProgressBar} from './bar-line.ts';
import {
	hasMemory,
	type Dialect,
	type TrainHeader,
	type TrainRole,
} from './train-header.ts';

/** A training bar as printed, before its cells are bound to columns. */
export type TrainBar = {
	/** For example `43/99`. */
	readonly epochLabel: string;
	readonly memoryBytes?: number;
	/** The cells behind label and memory; only those that are certainly whole. */
	readonly values: readonly number[];
	/** Number of cells in all, also where the last one is not certain. */
	readonly cells: number;
	/** The index of the first value among them: 2, or 1 in a table without memory. */
	readonly firstValue: 1 | 2;
	/** True while YOLOv5 classification validates inside the training bar; then `bar` counts validation batches. */
	readonly isValidating: boolean;
	/** Undefined where the width of the terminal cut it off, and before anything is drawn. */
	readonly bar?: ProgressBar;
	/** What follows on the same line. */
	readonly rest: string;
};

const rowStart = /^\s*(\d+\/\d+)\s+([\d.]+(?:e[+-]\d+)?)([GKMT])(?=\s|$)/;
/** The same in a table without memory, which only its header tells. */
const rowStartWithoutMemory = /^\s*(\d+\/\d+)(?=\s+[\d.])/;
/** What YOLOv5 classification calls its validation, by the name of the folder. */
const validatingWords: ReadonlySet<string> = new Set(['validating', 'testing']);
const scales = new Map([['K', 1e3], ['M', 1e6], ['G', 1e9], ['T', 1e12]]);

/**
Recognises the row of an epoch: `e/E`, GPU memory, then numbers, a colon and a bar, or what the width of the terminal left
of it. A last cell that may be cut is not read: cells are right-aligned, so it must reach its column's end.

`header` is the table's, where it is known.
*/
export function recogniseTrainBar(text: string, header: TrainHeader | undefined): TrainBar | undefined {
	const firstValue = header === undefined || hasMemory(header) ? 2 : 1;
	const match = (firstValue === 2 ? rowStart : rowStartWithoutMemory).exec(text);
	if (match === null || !isPossibleLabel(match[1]!)) {
		return undefined;
	}

	const found = recogniseBar(text);
	const row = found?.description ?? text;
	const {values, cells, isValidating, end} = readCells(row, match[0].length, firstValue, found === undefined ? header : 'whole');
	if (found === undefined && cells === firstValue && !/^\s*(?::\s*)?$/.test(row.slice(end))) {
		return undefined;
	}

	const memory = Number(match[2]) * (scales.get(match[3]!) ?? 1);
	return {
		epochLabel: match[1]!,
		...(Number.isFinite(memory) && {memoryBytes: Math.round(memory)}),
		values,
		cells,
		firstValue,
		isValidating,
		...(found !== undefined && {bar: found.bar}),
		rest: found?.rest ?? afterCutBar(row.slice(end)),
	};
}

/** No framework counts beyond its total. */
function isPossibleLabel(label: string): boolean {
	const [first, second] = label.split('/').map(Number);
	return Number.isSafeInteger(second) && first! <= second!;
}

/** Reads numbers up to the colon. Where the row is not known to be whole, the last one counts if it reaches its column's end. */
function readCells(row: string, start: number, firstValue: number, header: TrainHeader | 'whole' | undefined): Pick<TrainBar, 'values' | 'cells' | 'isValidating'> & {end: number} {
	const values: number[] = [];
	let cells = firstValue;
	let isValidating = false;
	let end = start;
	const cell = /\s+([^\s:]+)(:?)/y;
	for (;;) {
		cell.lastIndex = end;
		const [whole = '', token = '', colon] = cell.exec(row) ?? [];
		const value = parsePrintedNumber(token);
		if (value === undefined && !validatingWords.has(token)) {
			return {
				values, cells, isValidating, end,
			};
		}

		end += whole.length;
		cells++;
		const columnEnd = header === 'whole' ? 0 : header?.columns[cells - 1]?.end ?? Infinity;
		if (value === undefined) {
			isValidating = true;
		} else if (colon === ':' || end >= columnEnd || /^\s+\S/.test(row.slice(end))) {
			values.push(value);
		}

		if (colon === ':') {
			return {
				values, cells, isValidating, end,
			};
		}
	}
}

/** A colon and as much of a bar as was drawn: percent, cells, count. */
const cutBar = /^\s*:?\s*(?:\d{1,3}(?:%(?:\|[\d #█▉▊▋▌▍▎▏\u{FFFD}]*\|?| [─━╸\u{FFFD}]*)?)?)?(?: ?\d+(?:\/\d*)?)?/u;

/** What comes after the beginning of a bar that the width of the terminal cut. */
export function afterCutBar(text: string): string {
	return withoutInterruptEcho(text.slice(cutBar.exec(text)?.[0].length ?? 0));
}

/** The cells of a bar under the names of their columns. */
export type BoundCells = {
	readonly losses: Record<string, number>;
	readonly validationLosses: Record<string, number>;
	readonly metrics: Partial<Record<MetricName, number>>;
	readonly instances?: number;
	readonly imageSize?: number;
	readonly learningRate?: number;
};

/** Binds cells by the header; without one, or with one that does not fit, nothing is bound. */
export function bindCells(bar: TrainBar, header: TrainHeader | undefined): BoundCells {
	const bound: {-readonly [K in keyof BoundCells]: BoundCells[K]} = {losses: {}, validationLosses: {}, metrics: {}};
	if (header === undefined || bar.cells > header.columns.length) {
		return bound;
	}

	for (const [index, value] of bar.values.entries()) {
		assign(bound, header.columns[index + bar.firstValue]!.role, value);
	}

	return bound;
}

function assign(bound: {-readonly [K in keyof BoundCells]: BoundCells[K]}, role: TrainRole, value: number): void {
	switch (role.kind) {
		case 'loss': {
			bound.losses[role.key] = value;
			break;
		}

		case 'validation-loss': {
			bound.validationLosses[role.key] = value;
			break;
		}

		case 'metric': {
			bound.metrics[role.name] = value;
			break;
		}

		case 'instances':
		case 'imageSize':
		case 'learningRate': {
			bound[role.kind] = value;
			break;
		}

		case 'epoch':
		case 'memory': {
			break;
		}
	}
}

/** The epoch and the total of a label, 1-based. */
export function epochOf(label: string, {isZeroBased}: Dialect): {epoch: number; epochs: number} {
	const [first = 0, second = 0] = label.split('/').map(Number);
	const shift = isZeroBased ? 1 : 0;
	return {epoch: first + shift, epochs: second + shift};
}

/** The label that a framework prints for an epoch. */
export function labelOf(epoch: number, epochs: number, {isZeroBased}: Dialect): string {
	const shift = isZeroBased ? 1 : 0;
	return `${epoch - shift}/${epochs - shift}`;
}

/** The position in the epoch that a bar shows. */
export function progressOf(bar: TrainBar, dialect: Dialect, header: TrainHeader | undefined): EpochProgress {
	const {losses, instances, imageSize} = bindCells(bar, header);
	const counted = bar.isValidating ? undefined : bar.bar;
	return {
		...epochOf(bar.epochLabel, dialect),
		epochLabel: bar.epochLabel,
		losses,
		...(bar.memoryBytes !== undefined && {reservedGpuMemoryBytes: bar.memoryBytes}),
		...(instances !== undefined && {instances}),
		...(imageSize !== undefined && {imageSize}),
		...counted,
		...(counted?.iterationsPerSecond === undefined && counted?.elapsedMs !== undefined && rateOf(counted.batchIndex, counted.elapsedMs)),
	};
}

/** YOLOv5 v7.0 prints no rate; count and time give the mean of this epoch. */
function rateOf(batches: number, elapsedMs: number): {iterationsPerSecond?: number} {
	return batches > 0 && elapsedMs > 0 ? {iterationsPerSecond: batches / (elapsedMs / 1000)} : {};
}
