import {metricDefinitions, type MetricName} from '../domain/metric.ts';
import {afterCutBar} from './train-bar.ts';
import {recogniseBar, type ProgressBar} from './bar-line.ts';

export type MetricSet = 'box' | 'mask' | 'pose';

/** What a numeric column of a validation table means; undefined for a column that is new to us. */
export type ValidationRole =
	| {readonly kind: 'images' | 'instances'}
	/** Of the first YOLOv3, in the place of mAP50-95; it is no figure of ours. */
	| {readonly kind: 'f1'}
	| {readonly kind: 'metric'; readonly set: MetricSet; readonly name: MetricName};

/** The description of a validation bar: the header of the table that follows. */
export type ValidationHeader = {
	/** The numeric columns in order, without the name's; without a bar the last ones may be cut or missing. */
	readonly columns: ReadonlyArray<ValidationRole | undefined>;
	/** The set that comes after the boxes', where at least one letter of its name is left. */
	readonly secondSet?: MetricSet;
	/** True where precision is under `Box(P`: Ultralytics and YOLOv5 segmentation. */
	readonly hasNamedSets: boolean;
	readonly bar?: ProgressBar;
	readonly rest: string;
};

const sets = new Map<string, MetricSet>([['Box', 'box'], ['Mask', 'mask'], ['Pose', 'pose']]);

/** How every framework orders the columns of one set. */
export const metricOrder: readonly MetricName[] = ['precision', 'recall', 'map50', 'map50To95'];

/** Words that start a table; `Class` may be followed by a cut word. Source: YOLOv5 v3.1 to 2026, Ultralytics 8.0 to 8.4. */
const tableStart = /^\s{4,}(?:Class\s+(?=Im?a?g?e?s?(?:\s|$))|classes\s+(?=t))/;

/**
Recognises the header line of a validation, with its bar or with what the width of the terminal left of it.
*/
export function recogniseValidationHeader(text: string): ValidationHeader | undefined {
	const start = tableStart.exec(text);
	if (start === null) {
		return undefined;
	}

	const found = recogniseBar(text);
	const row = found?.description ?? text;
	const {end, ...header} = readColumns(row, start[0].length, found !== undefined);
	return {
		...header,
		...(found !== undefined && {bar: found.bar}),
		rest: found?.rest ?? afterCutBar(row.slice(end)),
	};
}

/** Reads names up to the colon. In a row that may be cut the first unknown name ends it: it is what is left of one, or another writer's. */
function readColumns(row: string, start: number, isWhole: boolean): Pick<ValidationHeader, 'columns' | 'hasNamedSets' | 'secondSet'> & {end: number} {
	const columns: Array<ValidationRole | undefined> = [];
	let set: MetricSet = 'box';
	let hasNamedSets = false;
	let end = start;
	const column = /\s*([^\s:]+(?::0?\.95)?)/y;
	for (;;) {
		column.lastIndex = end;
		const [whole = '', name = ''] = column.exec(row) ?? [];
		const [, opened, metric] = /^(?:(Box|Mask|Pose)\()?([^()]+)\)?$/.exec(name) ?? [];
		const role = metric === undefined ? undefined : roleOf(metric, sets.get(opened ?? '') ?? set);
		if (whole === '' || (!isWhole && role === undefined)) {
			// Behind the boxes' columns one letter tells the second set.
			const secondSet = set === 'box' && columns.length === 6 ? cutSetOf(name) : secondOf(set);
			return {
				columns, hasNamedSets, ...withSecond(secondSet), end: end + (isCutName(name) ? whole.length : 0),
			};
		}

		if (opened !== undefined) {
			set = sets.get(opened)!;
			hasNamedSets = true;
		}

		columns.push(role);
		end += whole.length;
		if (!isWhole && row[end] === ':') {
			return {
				columns, hasNamedSets, ...withSecond(secondOf(set)), end,
			};
		}
	}
}

function secondOf(set: MetricSet): MetricSet | undefined {
	return set === 'box' ? undefined : set;
}

function withSecond(secondSet: MetricSet | undefined): Pick<ValidationHeader, 'secondSet'> {
	return secondSet === undefined ? {} : {secondSet};
}

/** The second set whose name begins with what is left of it. */
function cutSetOf(rest: string): MetricSet | undefined {
	return rest === '' ? undefined : [...sets].find(([word, set]) => set !== 'box' && `${word}(`.startsWith(rest))?.[1];
}

function roleOf(name: string, set: MetricSet): ValidationRole | undefined {
	// Forks for rotated boxes say of which boxes the figure is.
	const lower = name.toLowerCase().replace(/^[ho]bb(?=map)/, '');
	if (lower === 'images') {
		return {kind: 'images'};
	}

	if (lower === 'f1' || lower === 'f') {
		return {kind: 'f1'};
	}

	if (['instances', 'labels', 'targets'].includes(lower)) {
		return {kind: 'instances'};
	}

	const metric = metricDefinitions.find(({columns}) => columns.includes(lower));
	return metric && {kind: 'metric', set, name: metric.name};
}

/** Whether a word can be what is left of a column's name. */
function isCutName(name: string): boolean {
	const whole = ['Images', 'Instances', 'Labels', 'Targets', 'Box(P', 'Mask(P', 'Pose(P', ...metricDefinitions.map(({label}) => label), 'mAP@.5:.95', 'HBBmAP@.5:.95', 'mAP50-95)', 'top1_acc', 'top5_acc'];
	return whole.some(other => other.startsWith(name));
}
