import type {Metrics, MetricName} from '../domain/metric.ts';
import type {ValidationRow} from '../domain/run.ts';
import {parsePrintedNumber} from './printed-number.ts';
import {
	metricOrder,
	type MetricSet,
	type ValidationHeader,
	type ValidationRole,
} from './validation-header.ts';

/** The numeric columns of a table whose width is certain. */
export type ValidationColumns = ReadonlyArray<ValidationRole | undefined>;

/**
Recognises the row for all classes, which comes first and has the name `all`. It also settles how many columns a table has
whose header the width of the terminal cut, or whose header was not seen.

`secondSet` is what a second set of metrics is called where the header does not say it.
*/
export function recogniseSummaryRow(text: string, header: ValidationHeader | undefined, secondSet: MetricSet): {row: ValidationRow; columns: ValidationColumns} | undefined {
	const [, fields] = /^\s{4,}all((?:\s+\S+)+)\s*$/.exec(text) ?? [];
	if (fields === undefined) {
		return undefined;
	}

	const count = fields.trim().split(/\s+/).length;
	const columns = completeColumns(header, count, secondSet);
	const row = columns && readRow(text, columns);
	return row && {row, columns};
}

/**
Recognises a row for one class under the columns that the row for all classes settled. The name may hold blanks, colons,
digits only, or be `all`: the fields are counted from the right.
*/
export function recogniseClassRow(text: string, columns: ValidationColumns): ValidationRow | undefined {
	return readRow(text, columns);
}

function completeColumns(header: ValidationHeader | undefined, count: number, secondSet: MetricSet): ValidationColumns | undefined {
	if (header !== undefined && !header.isCut) {
		return header.columns.length === count ? header.columns : undefined;
	}

	const known = header?.columns ?? [];
	const full: ValidationRole[] = count === 2
		? [{kind: 'metric', set: 'box', name: 'top1'}, {kind: 'metric', set: 'box', name: 'top5'}]
		: [
			{kind: 'images'},
			{kind: 'instances'},
			...metricOrder.map((name): ValidationRole => ({kind: 'metric', set: 'box', name})),
			...metricOrder.map((name): ValidationRole => ({kind: 'metric', set: header?.nextSet ?? secondSet, name})),
		];
	return known.length <= count && [2, 6, 10].includes(count) ? full.slice(0, count).map((role, index) => known[index] ?? role) : undefined;
}

function readRow(text: string, columns: ValidationColumns): ValidationRow | undefined {
	const {name, fields} = splitFromRight(text, columns.length);
	const values = fields.map(field => parsePrintedNumber(field));
	const row: {name: string; images?: number; instances?: number} = {name};
	const found: Record<MetricSet, Partial<Record<MetricName, number>>> = {box: {}, mask: {}, pose: {}};
	for (const [index, role] of columns.entries()) {
		const value = values[index];
		if (value === undefined) {
			return undefined;
		}

		if (role?.kind === 'metric') {
			// Quality lies between 0 and 1 or is not a number: anything else is another program's table.
			if (value < 0 || value > 1) {
				return undefined;
			}

			found[role.set][role.name] = value;
		} else if (role !== undefined) {
			if (!Number.isSafeInteger(value) || value < 0) {
				return undefined;
			}

			row[role.kind] = value;
		}
	}

	return row.name === ''
		? undefined
		: {
			...row, metrics: found.box, ...setOf('maskMetrics', found.mask), ...setOf('poseMetrics', found.pose),
		};
}

/** The last `count` words and what stands before them. */
function splitFromRight(text: string, count: number): {name: string; fields: string[]} {
	const fields: string[] = [];
	let rest = text.trimEnd();
	while (rest !== '' && fields.length < count) {
		const start = rest.lastIndexOf(' ') + 1;
		fields.unshift(rest.slice(start));
		rest = rest.slice(0, start).trimEnd();
	}

	return {name: rest.trim(), fields};
}

function setOf(key: 'maskMetrics' | 'poseMetrics', metrics: Metrics): Partial<Record<typeof key, Metrics>> {
	return Object.keys(metrics).length > 0 ? {[key]: metrics} : {};
}
