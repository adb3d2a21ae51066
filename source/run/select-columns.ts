import type {Losses, Metrics} from '../domain/metric.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import {memoiseByHistory} from './memoise.ts';
import {selectProbedHistory} from './select-probe.ts';

/** One value for each epoch of the history; undefined where the epoch has none. */
export type Column = ReadonlyArray<number | undefined>;

/** The history turned on its side: one array for each figure, all as long as `epochs`. */
export type HistoryColumns = {
	/** 1-based, ascending. */
	readonly epochs: readonly number[];
	/** Milliseconds since 1970. */
	readonly completedAt: Column;
	/** By the framework's column name, in the order of the newest epoch. */
	readonly losses: ReadonlyMap<string, Column>;
	readonly validationLosses: ReadonlyMap<string, Column>;
	/** By the name of the metric. */
	readonly metrics: ReadonlyMap<string, Column>;
	readonly maskMetrics: ReadonlyMap<string, Column>;
	readonly poseMetrics: ReadonlyMap<string, Column>;
	/** One for each parameter group. */
	readonly learningRates: readonly Column[];
	/** Of the steps of each epoch, before they are clipped; only where the probe recorded it. */
	readonly gradientNorm: {readonly mean: Column; readonly max: Column};
	readonly seconds: Column;
	readonly reservedGpuMemoryBytes: Column;
};

/** The figures of all epochs, with what the probe knows of them, computed once for each history. */
export function selectColumns(state: RunState): HistoryColumns {
	return toAllColumns({...state, history: selectProbedHistory(state)});
}

const toAllColumns = memoiseByHistory((history): HistoryColumns => {
	// The newest epochs are printed before their rows and records are read.
	const groups = history.findLast(({learningRates}) => learningRates !== undefined)?.learningRates?.length ?? 0;
	return {
		epochs: history.map(({epoch}) => epoch),
		completedAt: history.map(({completedAt}) => completedAt),
		losses: toColumns(history, ({losses}) => losses),
		validationLosses: toColumns(history, ({validationLosses}) => validationLosses),
		metrics: toColumns(history, ({metrics}) => metrics),
		maskMetrics: toColumns(history, ({maskMetrics}) => maskMetrics),
		poseMetrics: toColumns(history, ({poseMetrics}) => poseMetrics),
		learningRates: Array.from({length: groups}, (_, group) => history.map(({learningRates}) => learningRates?.[group])),
		gradientNorm: {mean: history.map(({gradientNorm}) => gradientNorm?.mean), max: history.map(({gradientNorm}) => gradientNorm?.max)},
		seconds: history.map(({seconds}) => seconds),
		reservedGpuMemoryBytes: history.map(record => record.reservedGpuMemoryBytes),
	};
});

function toColumns(history: readonly EpochRecord[], read: (record: EpochRecord) => Losses | Metrics | undefined): ReadonlyMap<string, Column> {
	const columns = new Map<string, Array<number | undefined>>();
	// The newest names first: a resume with another version may have renamed a loss.
	const newest = history.findLast(record => read(record) !== undefined);
	for (const name of newest === undefined ? [] : Object.keys(read(newest) ?? {})) {
		columns.set(name, []);
	}

	for (const [index, record] of history.entries()) {
		for (const [name, value] of Object.entries(read(record) ?? {})) {
			const column = columns.get(name) ?? [];
			columns.set(name, column);
			column[index] = value;
		}
	}

	return new Map([...columns].map(([name, column]) => [name, Array.from({length: history.length}, (_, index) => column[index])]));
}
