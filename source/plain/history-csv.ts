import {metricDefinitions} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';

type Column = {readonly title: string; value(record: EpochRecord): number | string | undefined};

const metricSets = ['metrics', 'maskMetrics', 'poseMetrics'] as const;

function columnsOf(history: readonly EpochRecord[]): readonly Column[] {
	const lossNames = (set: 'losses' | 'validationLosses') => [...new Set(history.flatMap(record => Object.keys(record[set] ?? {})))];
	const rates = Math.max(0, ...history.map(({learningRates = []}) => learningRates.length));
	const columns: Column[] = [
		{title: 'epoch', value: ({epoch}) => epoch},
		...(['losses', 'validationLosses'] as const).flatMap(set => lossNames(set).map((name): Column => ({title: `${set}.${name}`, value: record => record[set]?.[name]}))),
		...metricSets.flatMap(set => metricDefinitions.map(({name}): Column => ({title: `${set}.${name}`, value: record => record[set]?.[name]}))),
		...Array.from({length: rates}, (_, index): Column => ({title: `learningRates.${index}`, value: ({learningRates}) => learningRates?.[index]})),
		{title: 'gradientNorm.mean', value: ({gradientNorm}) => gradientNorm?.mean},
		{title: 'gradientNorm.max', value: ({gradientNorm}) => gradientNorm?.max},
		{title: 'seconds', value: ({seconds}) => seconds},
		{title: 'reservedGpuMemoryBytes', value: ({reservedGpuMemoryBytes}) => reservedGpuMemoryBytes},
		{title: 'completedAt', value: ({completedAt}) => completedAt === undefined ? undefined : new Date(completedAt).toISOString()},
	];
	return columns.filter(({title, value}) => title === 'epoch' || history.some(record => value(record) !== undefined));
}

/**
The completed epochs as CSV (RFC 4180), one row each; the columns have the names of `status --json`, a set of numbers by a dot. Only
columns in which something is known; an unknown number is empty.
*/
export function historyToCsv(history: readonly EpochRecord[]): string {
	const columns = columnsOf(history);
	const rows = [columns.map(({title}) => title), ...history.map(record => columns.map(({value}) => field(value(record))))];
	return rows.map(row => `${row.join(',')}\r\n`).join('');
}

function field(value: number | string | undefined): string {
	return value === undefined ? '' : String(value);
}
