import {isPossibleQuality, metricDefinitions, type MetricName} from '../domain/metric.ts';
import {maxEpochRecords, type EpochRecord} from '../domain/run.ts';
import type {Framework, Task} from '../domain/framework.ts';
import {parsePrintedNumber} from './printed-number.ts';
import {isResultsText, parseResultsText} from './results-text.ts';

type MetricGroup = 'metrics' | 'maskMetrics' | 'poseMetrics';

/** What a column of results.csv means; undefined for a column that is new to us. */
type Column =
	| {readonly kind: 'epoch' | 'time' | 'learning-rate'}
	| {readonly kind: 'loss' | 'validation-loss'; readonly key: string}
	| {readonly kind: 'metric'; readonly group: MetricGroup; readonly name: MetricName};

/** An epoch may be there twice. */
const maxLines = 2 * maxEpochRecords;

/** How much of a table is read, in characters: its beginning, which has the header and tells from where epochs are counted, and its end. */
export const beginningLength = 16_384;
export const endLength = 4_000_000;

/** The text, or of a very long one its beginning and its end, in whole lines. */
function withoutMiddle(text: string): string {
	return text.length <= beginningLength + endLength ? text : joinEnds(text.slice(0, beginningLength), text.slice(-endLength));
}

/** The whole lines of the beginning and of the end of a text. */
export function joinEnds(beginning: string, end: string): string {
	const endsAt = end.indexOf('\n') + 1;
	return beginning.slice(0, beginning.lastIndexOf('\n') + 1) + (endsAt === 0 ? '' : end.slice(endsAt));
}

/** What results.csv holds: every epoch once, in order, and what its columns say of the run. */
export type ResultsCsv = {
	readonly records: EpochRecord[];
	readonly framework?: Framework;
	/** Undefined where the columns fit several tasks (Ultralytics detection and oriented boxes). */
	readonly task?: Task;
};

/** A row with every number in place. */
type Row = {
	epoch: number;
	time?: number;
	losses: Record<string, number>;
	validationLosses: Record<string, number>;
	learningRates: number[];
} & Record<MetricGroup, Partial<Record<MetricName, number>>>;

/**
Reads results.csv of any version. Rows with another number of cells than the header are left out: a row that is being
written, and the validation of best.pt that YOLOv5 segmentation appends. Where an epoch comes twice the later row counts.
Epochs become 1-based: YOLOv5 counts from 0 and so does Ultralytics up to 8.1. The text of a results.txt (YOLOv5 up to v5.0) is read too.

Source: YOLOv5 v6.1 to master of 2026, Ultralytics 8.0 to 8.4.
*/
export function parseResultsCsv(text: string): ResultsCsv {
	if (isResultsText(text)) {
		return {records: parseResultsText(text), framework: {name: 'yolov5'}, task: 'detect'};
	}

	const all = withoutMiddle(text).split('\n');
	const lines = all.length > maxLines ? [...all.slice(0, 2), ...all.slice(-maxLines)] : all;
	// The last piece is empty or a row without its line feed: its last number may not be whole.
	const unfinished = lines.pop() ?? '';
	let header: string[] | undefined;
	let columns: Array<Column | undefined> = [];
	const rows: Row[] = [];
	for (const line of [...lines, ...(unfinished === '' ? [] : [unfinished])]) {
		const cells = line.split(',').map(cell => cell.trim());
		if (cells[0] === 'epoch') {
			header ??= cells;
			columns = cells.map(cell => columnOf(cell));
		} else if (header !== undefined && cells.length === columns.length) {
			const row = readRow(cells, columns);
			if (row !== undefined) {
				rows.push(line === unfinished && unfinished !== '' ? {...row, learningRates: []} : row);
			}
		}
	}

	if (header === undefined) {
		return {records: []};
	}

	const name = header.some(cell => /mAP_0\.5|\/obj_loss|^x\/lr|^lr\/\d|^train\/(?:box|obj)$/.test(cell)) ? 'yolov5' : 'ultralytics';
	const task = taskOf(header, name === 'yolov5');
	const shift = name === 'yolov5' || rows[0]?.epoch === 0 ? 1 : 0;
	const records = new Map<number, EpochRecord>();
	for (const [index, row] of rows.entries()) {
		if (row.epoch + shift > 0) {
			records.set(row.epoch + shift, toRecord(row, rows[index - 1], shift));
		}
	}

	return {
		records: [...records.values()].toSorted((a, b) => a.epoch - b.epoch).slice(-maxEpochRecords),
		framework: {name},
		...(task !== undefined && {task}),
	};
}

const groups: Readonly<Record<string, MetricGroup>> = {m: 'maskMetrics', p: 'poseMetrics'};

function columnOf(cell: string): Column | undefined {
	const lower = cell.toLowerCase();
	if (lower === 'epoch' || lower === 'time') {
		return {kind: lower};
	}

	const [, split, loss] = /^(train|val)\/(\w+?)(?:_loss)?$/.exec(cell) ?? [];
	if (loss !== undefined) {
		return {kind: split === 'train' ? 'loss' : 'validation-loss', key: loss};
	}

	if (/^(?:x\/)?lr/.test(lower)) {
		return {kind: 'learning-rate'};
	}

	const [, base = lower, letter] = /^(.*?)(?:\(([bmp])\))?$/.exec(lower) ?? [];
	const metric = metricDefinitions.find(definition => definition.columns.includes(base));
	return metric && {kind: 'metric', group: groups[letter ?? ''] ?? 'metrics', name: metric.name};
}

function taskOf(header: readonly string[], isYolov5: boolean): Task | undefined {
	if (header.some(cell => cell.startsWith('metrics/accuracy_top'))) {
		return 'classify';
	}

	if (header.some(cell => cell.endsWith('(M)'))) {
		return 'segment';
	}

	if (header.some(cell => cell.endsWith('(P)'))) {
		return 'pose';
	}

	return isYolov5 ? 'detect' : undefined;
}

function readRow(cells: readonly string[], columns: ReadonlyArray<Column | undefined>): Row | undefined {
	const row: Row = {
		epoch: NaN, losses: {}, validationLosses: {}, learningRates: [], metrics: {}, maskMetrics: {}, poseMetrics: {},
	};
	for (const [index, column] of columns.entries()) {
		const value = parsePrintedNumber(cells[index]!);
		if (column === undefined || value === undefined) {
			continue;
		}

		assign(row, column, value);
	}

	return Number.isSafeInteger(row.epoch) && row.epoch >= 0 ? row : undefined;
}

function assign(row: Row, column: Column, value: number): void {
	switch (column.kind) {
		case 'epoch': {
			row.epoch = value;
			break;
		}

		case 'time': {
			if (Number.isFinite(value)) {
				row.time = value;
			}

			break;
		}

		case 'loss': {
			row.losses[column.key] = value;
			break;
		}

		case 'validation-loss': {
			row.validationLosses[column.key] = value;
			break;
		}

		case 'learning-rate': {
			row.learningRates.push(value);
			break;
		}

		case 'metric': {
			if (isPossibleQuality(value)) {
				row[column.group][column.name] = value;
			}

			break;
		}
	}
}

function toRecord(row: Row, before: Row | undefined, shift: number): EpochRecord {
	const {losses, validationLosses, learningRates} = row;
	const hasValues = (values: Record<string, unknown>) => Object.keys(values).length > 0;
	const all = [...Object.values(validationLosses), ...Object.values(row.metrics), ...Object.values(row.maskMetrics), ...Object.values(row.poseMetrics)];
	// An epoch without validation has a row of zeros; a validation always has a loss.
	const isValidated = !hasValues(validationLosses) || all.some(value => value !== 0);
	const seconds = secondsOf(row, before);
	return {
		epoch: row.epoch + shift,
		losses,
		...(isValidated && {
			...(hasValues(validationLosses) && {validationLosses}),
			...(hasValues(row.metrics) && {metrics: row.metrics}),
			...(hasValues(row.maskMetrics) && {maskMetrics: row.maskMetrics}),
			...(hasValues(row.poseMetrics) && {poseMetrics: row.poseMetrics}),
		}),
		...(seconds !== undefined && {seconds}),
		...(learningRates.length > 0 && learningRates.every(rate => Number.isFinite(rate)) && {learningRates}),
	};
}

/** The column `time` counts from the start of the process: after a resume it begins again. The rows between two others may be left out. */
function secondsOf({epoch, time}: Row, before: Row | undefined): number | undefined {
	if (time === undefined || !(time > 0)) {
		return undefined;
	}

	if (before?.time === undefined || !(before.time < time)) {
		return time;
	}

	return epoch > before.epoch + 1 ? undefined : time - before.time;
}
