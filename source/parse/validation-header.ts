import {metricDefinitions, type MetricName} from '../domain/metric.ts';
import {afterCutBar} from './train-bar.ts';
import {recogniseBar, type ProgressBar} from './progress-bar.ts';

export type MetricSet = 'box' | 'mask' | 'pose';

/** What a numeric column of a validation table means; undefined for a column that is new to us. */
export type ValidationRole =
	| {readonly kind: 'images' | 'instances'}
	| {readonly kind: 'metric'; readonly set: MetricSet; readonly name: MetricName};

/** The description of a validation bar: the header of the table that follows. */
export type ValidationHeader = {
	/** The numeric columns in order, without the name's; without a bar the last ones may be cut or missing. */
	readonly columns: ReadonlyArray<ValidationRole | undefined>;
	/** The set that stands behind the boxes', where at least one letter of its name is left. */
	readonly secondSet?: MetricSet;
	/** True where precision stands under `Box(P`: Ultralytics and YOLOv5 segmentation. */
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
	const columns: Array<ValidationRole | undefined> = [];
	let set: MetricSet = 'box';
	let hasNamedSets = false;
	let secondSet: MetricSet | undefined;
	let end = start[0].length;
	const column = /\s*([^\s:]+(?::0?\.95)?)/y;
	for (;;) {
		column.lastIndex = end;
		const next = column.exec(row);
		if (next === null) {
			break;
		}

		const name = next[1]!;
		const [, opened, metric] = /^(?:(Box|Mask|Pose)\()?([^()]+)\)?$/.exec(name) ?? [];
		const role = metric === undefined ? undefined : roleOf(metric, sets.get(opened ?? '') ?? set);
		if (found === undefined && role === undefined) {
			secondSet ??= [...sets].find(([word]) => word !== 'Box' && `${word}(`.startsWith(name) && columns.length === 6)?.[1];
			end += secondSet !== undefined || isCutName(name) ? next[0].length : 0;
			break;
		}

		if (opened !== undefined) {
			set = sets.get(opened)!;
			hasNamedSets = true;
			secondSet = set === 'box' ? secondSet : set;
		}

		columns.push(role);
		end += next[0].length;
		if (found === undefined && row[end] === ':') {
			break;
		}
	}

	return {
		columns,
		hasNamedSets,
		...(secondSet !== undefined && {secondSet}),
		...(found !== undefined && {bar: found.bar}),
		rest: found?.rest ?? afterCutBar(row.slice(end)),
	};
}

function roleOf(name: string, set: MetricSet): ValidationRole | undefined {
	const lower = name.toLowerCase();
	if (lower === 'images') {
		return {kind: 'images'};
	}

	if (['instances', 'labels', 'targets'].includes(lower)) {
		return {kind: 'instances'};
	}

	const metric = metricDefinitions.find(({columns}) => columns.includes(lower));
	return metric && {kind: 'metric', set, name: metric.name};
}

/** Whether a word can be what is left of a column's name. */
function isCutName(name: string): boolean {
	const whole = ['Images', 'Instances', 'Labels', 'Targets', 'Box(P', 'Mask(P', 'Pose(P', ...metricDefinitions.map(({label}) => label), 'mAP@.5:.95', 'mAP50-95)', 'top1_acc', 'top5_acc'];
	return whole.some(other => other.startsWith(name));
}
