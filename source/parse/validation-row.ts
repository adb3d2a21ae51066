import {isPossibleQuality, type Metrics, type MetricName} from '../domain/metric.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {parsePrintedNumber} from './printed-number.ts';
import {
	metricOrder,
	type MetricSet,
	type ValidationHeader,
	type ValidationRole,
} from './validation-header.ts';

/** Names are right-aligned in 20 to 24 columns: what ends before is another program's table. */
const narrowestName = 20;
/** Numbers are right-aligned in columns of one width, 11 or 12. */
const narrowestColumn = 10;
const widestColumn = 14;

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
	const columns = completeColumns(header, count, splitFromRight(text, count).width === narrowestColumn ? 'f1' : secondSet);
	const row = columns && recogniseClassRow(text, columns);
	return row && {row, columns};
}

/** `secondSet` is `f1` for a table whose last column is another measure of the same boxes: YOLOv3 of 2020, which has the narrowest columns. */
function completeColumns(header: ValidationHeader | undefined, count: number, secondSet: MetricSet | 'f1'): ValidationColumns | undefined {
	if (header?.columns.length === count && !hasTwice(header.columns)) {
		return header.columns;
	}

	if (header?.bar !== undefined) {
		return undefined;
	}

	// Without its bar a header may be cut, also inside a name (`mAP50-95` to `mAP50`, `mAP@.5:.95` to `mAP@.5:`).
	// Every table has the same order: of the names only that of a second set matters.
	const second = header?.secondSet ?? secondSet;
	return knownTables(second).find(columns => columns.length === count && columns.length >= (header?.columns.length ?? 0));
}

function hasTwice(columns: ValidationColumns): boolean {
	const names = columns.map(role => role && (role.kind === 'metric' ? `${role.set} ${role.name}` : role.kind));
	return names.some((name, index) => name !== undefined && names.indexOf(name) !== index);
}

function knownTables(second: MetricSet | 'f1'): ValidationRole[][] {
	const setOf = (set: MetricSet) => metricOrder.map((name): ValidationRole => ({kind: 'metric', set, name}));
	const counts: ValidationRole[] = [{kind: 'images'}, {kind: 'instances'}];
	if (second === 'f1') {
		return [[...counts, ...setOf('box').slice(0, -1), {kind: 'f1'}]];
	}

	return [
		[{kind: 'metric', set: 'box', name: 'top1'}, {kind: 'metric', set: 'box', name: 'top5'}],
		[...counts, ...setOf('box')],
		[...counts, ...setOf('box'), ...setOf(second)],
	];
}

/**
Recognises a row for one class under the columns that the row for all classes settled. The name may hold blanks, colons,
digits only, or be `all`: the fields are counted from the right.
*/
export function recogniseClassRow(text: string, columns: ValidationColumns): ValidationRow | undefined {
	const {name, nameEnd, width, fields} = splitFromRight(text, columns.length);
	if (nameEnd < narrowestName || !Number.isSafeInteger(width) || width < narrowestColumn || width > widestColumn) {
		return undefined;
	}

	const values = fields.map(field => parsePrintedNumber(field));
	const row: {name: string; images?: number; instances?: number} = {name};
	const found: Record<MetricSet, Partial<Record<MetricName, number>>> = {box: {}, mask: {}, pose: {}};
	for (const [index, role] of columns.entries()) {
		const value = values[index];
		if (value === undefined) {
			return undefined;
		}

		if (role?.kind === 'metric') {
			// Anything else is another program's table.
			if (!isPossibleQuality(value)) {
				return undefined;
			}

			found[role.set][role.name] = value;
		} else if (role !== undefined && role.kind !== 'f1') {
			if (!Number.isSafeInteger(value) || value < 0) {
				return undefined;
			}

			row[role.kind] = value;
		}
	}

	return row.name === ''
		? undefined
		: {
			...row, metrics: found.box, ...withSet('maskMetrics', found.mask), ...withSet('poseMetrics', found.pose),
		};
}

/** The last `count` words, the width of their columns, and what comes before them. Python pads by code points. */
function splitFromRight(text: string, count: number): {name: string; nameEnd: number; width: number; fields: string[]} {
	const fields: string[] = [];
	const row = text.trimEnd();
	let rest = row;
	while (rest !== '' && fields.length < count) {
		const start = rest.lastIndexOf(' ') + 1;
		fields.unshift(rest.slice(start));
		rest = rest.slice(0, start).trimEnd();
	}

	return {
		name: rest.trim(), nameEnd: [...rest].length, width: (row.length - rest.length) / count, fields,
	};
}

function withSet(key: 'maskMetrics' | 'poseMetrics', metrics: Metrics): Partial<Record<typeof key, Metrics>> {
	return Object.keys(metrics).length > 0 ? {[key]: metrics} : {};
}
