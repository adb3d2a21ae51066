import {leadingMetric} from '../domain/metric.ts';
import {isGoing} from '../domain/run-status.ts';
import type {PartFailure, RunList} from '../domain/run-list.ts';
import {statusOfTraining, type RunSummary} from '../domain/run-summary.ts';
import {statusOfJob} from './job-status.ts';
import type {RunListRow} from './run-list.ts';

/** What a list can be grouped by beside the settings of its runs. */
const ownGroupings = ['host', 'data', 'framework', 'task', 'state'] as const;

/** The settings that have a name of their own, by the other names that frameworks give them. */
const settingNames: Readonly<Record<string, 'batchSize' | 'imageSize' | 'weights' | 'data'>> = {
	batch: 'batchSize', batch_size: 'batchSize', 'batch-size': 'batchSize', imgsz: 'imageSize', img: 'imageSize', weights: 'weights', model: 'weights', data: 'data', // eslint-disable-line @typescript-eslint/naming-convention -- Names of settings.
};

/** Rows that have something in common. */
export type RunGroup = {
	/** What they have in common; empty for this machine, undefined where it is not known. */
	readonly value: string | undefined;
	readonly rows: readonly RunListRow[];
	/** How many of them train. */
	readonly training: number;
	/** How many wait. */
	readonly waiting: number;
	/** The key of the row with the best result; undefined where fewer than two have one. */
	readonly best?: string;
	/** Of a host that does not answer now. */
	readonly failure?: PartFailure;
	/** When a host that does not answer said this, in milliseconds since 1970; undefined where it never has. */
	readonly at?: number | undefined;
};

/** A file that says of itself only that it describes a data set: its directory names it. */
const plainData = /^(?:data|dataset|coco|config)\.ya?ml$/i;

/** The name of a data set: the file that describes it without its ending, wherever it is. */
function dataName(data: string | undefined): string | undefined {
	const parts = data?.split(/[/\\]/).filter(part => part !== '') ?? [];
	const file = parts.at(-1);
	return file === undefined ? undefined : (plainData.test(file) && parts.length > 1 ? parts.at(-2)! : file).replace(/\.ya?ml$/i, '');
}

/** What a row has of a grouping; undefined where it is not known. */
export function groupValue({host, run, entry, job}: RunListRow, by: string): string | undefined {
	switch (by) {
		case 'host': {
			return host ?? '';
		}

		case 'data': {
			return dataName(run?.settings.data);
		}

		case 'framework':
		case 'task': {
			return run?.[by];
		}

		case 'state': {
			return job === undefined ? statusOfTraining({isPaused: entry?.isPaused === true, ...(run !== undefined && {run})}) : statusOfJob(job).status;
		}

		default: {
			return run && settingOf(run, by);
		}
	}
}

function settingOf({settings, epochs}: RunSummary, by: string): string | undefined {
	if (by === 'epochs') {
		return epochs === undefined ? undefined : String(epochs);
	}

	const name = Object.hasOwn(settingNames, by) ? settingNames[by] : undefined;
	const value = name === undefined ? settings.others?.[by] : settings[name];
	return name === 'weights' ? value?.split(/[/\\]/).at(-1) : value;
}

/** Everything by which these rows can be grouped: what they have of their own, and the settings of their runs. */
export function groupingsOf(rows: readonly RunListRow[]): readonly string[] {
	const settings = new Set(rows.flatMap(({run}) => run === undefined ? [] : Object.keys(run.settings.others ?? {})));
	return [...ownGroupings, 'batch', 'imgsz', 'weights', 'epochs', ...[...settings].toSorted((one, other) => one.localeCompare(other, 'en'))];
}

/** The groupings in which rows differ, in the order in which a key goes through them. */
export function differingGroupings(rows: readonly RunListRow[]): readonly string[] {
	return groupingsOf(rows).filter(by => by !== 'state' && new Set(rows.flatMap(row => groupValue(row, by) ?? [])).size > 1);
}

/** The rows in groups, each in the given order: this machine first, then by value, what is not known last. With `parts` a host that does not answer has a group, too. */
export function groupRows(rows: readonly RunListRow[], by: string, parts: RunList['parts'] = {}): readonly RunGroup[] {
	const groups = new Map<string | undefined, RunListRow[]>();
	for (const row of rows) {
		const value = groupValue(row, by);
		const members = groups.get(value);
		if (members === undefined) {
			groups.set(value, [row]);
		} else {
			members.push(row);
		}
	}

	const failed = by === 'host' ? Object.values(parts).filter(({failure}) => failure !== undefined) : [];
	for (const {host = ''} of failed) {
		groups.set(host, groups.get(host) ?? []);
	}

	return [...groups].toSorted(([one], [other]) => compareValues(one, other)).map(([value, members]): RunGroup => {
		const part = failed.find(({host = ''}) => host === value);
		return {
			value, rows: members, ...countStates(members), ...bestOf(members), ...(part !== undefined && {failure: part.failure!, at: part.at}),
		};
	});
}

function compareValues(one: string | undefined, other: string | undefined): number {
	return one === undefined || other === undefined ? Number(one === undefined) - Number(other === undefined) : one.localeCompare(other, 'en', {numeric: true});
}

function countStates(rows: readonly RunListRow[]): Pick<RunGroup, 'training' | 'waiting'> {
	let training = 0;
	let waiting = 0;
	for (const row of rows) {
		const state = groupValue(row, 'state') as Parameters<typeof isGoing>[0];
		training += Number(isGoing(state));
		waiting += Number(state === 'queued');
	}

	return {training, waiting};
}

/** By the leading metric that most of them have: different metrics are not compared. */
function bestOf(rows: readonly RunListRow[]): Pick<RunGroup, 'best'> {
	const results = rows.flatMap(({key, run}) => {
		const metric = run?.best && leadingMetric(run.best.metrics);
		const value = metric && run.best.metrics[metric.name];
		return value === undefined || Number.isNaN(value) ? [] : [{key, name: metric!.name, value}];
	});
	const names = new Set(results.map(({name}) => name));
	const [best] = results.toSorted((one, other) => other.value - one.value);
	return names.size === 1 && results.length > 1 ? {best: best!.key} : {};
}
