import {metricDefinitions, type MetricName} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';
import {bestRecord} from '../domain/fitness.ts';
import type {ComparedRun} from '../domain/run-list.ts';

export type RunComparison = {
	readonly names: readonly string[];
	/** Settings that are not the same in all runs, by name; undefined where a run has none of that name. */
	readonly settings: ReadonlyArray<{readonly name: string; readonly values: ReadonlyArray<string | undefined>}>;
	readonly epochs: readonly number[];
	/** As the framework counts it; undefined before a validation. */
	readonly best: ReadonlyArray<EpochRecord | undefined>;
	readonly last: ReadonlyArray<EpochRecord | undefined>;
	/** The metrics that any run has. */
	readonly metrics: readonly MetricName[];
	/** Classes that at least two runs have a table for. */
	readonly classes: ReadonlyArray<{readonly name: string; readonly map50To95: ReadonlyArray<number | undefined>}>;
};

/** Settings that say where a run is, not how it trained. */
const placeSettings: ReadonlySet<string> = new Set(['save_dir', 'name', 'project', 'exist_ok', 'resume', 'local_rank', 'upload_dataset', 'bbox_interval', 'artifact_alias', 'entity', 'bucket']);

/** Compares two or more runs. */
export function compareRuns(runs: readonly ComparedRun[]): RunComparison {
	const best = runs.map(({history, framework}) => bestRecord(history, framework));
	const last = runs.map(({history}) => history.at(-1));
	const isMeasured = (metric: MetricName) => runs.some(({history}) => history.some(({metrics}) => metrics?.[metric] !== undefined));
	const classNames = [...new Set(runs.flatMap(({classes}) => classes.map(({name}) => name)))];
	return {
		names: runs.map(({name}) => name),
		settings: settingsOf(runs).filter(setting => !isSameSetting(setting)),
		epochs: runs.map(({history}) => history.length),
		best,
		last,
		metrics: metricDefinitions.map(({name}) => name).filter(metric => isMeasured(metric)),
		classes: classNames
			.map(name => ({name, map50To95: runs.map(({classes}) => classes.find(row => row.name === name)?.metrics.map50To95)}))
			.filter(({map50To95}) => map50To95.filter(value => value !== undefined).length > 1),
	};
}

type Setting = RunComparison['settings'][number];

/** What is set alike in all runs. */
export function equalSettings(runs: readonly ComparedRun[]): readonly Setting[] {
	return settingsOf(runs).filter(setting => isSameSetting(setting));
}

function settingsOf(runs: readonly ComparedRun[]): readonly Setting[] {
	const names = [...new Set(runs.flatMap(({settings}) => Object.keys(settings)))].filter(name => !placeSettings.has(name));
	return names.map(name => ({name, values: runs.map(({settings}) => settings[name])}));
}

/** Whether all these runs have the same value. */
export function isSameSetting({values}: Pick<Setting, 'values'>): boolean {
	return new Set(values.map(value => normalise(value))).size <= 1;
}

/** `0.010` and `0.01` are the same setting. */
function normalise(value: string | undefined): string | number | undefined {
	const number = Number(value ?? NaN);
	return value === undefined || value === '' || Number.isNaN(number) ? value : number;
}

/** One curve: the values of a metric over the epochs of a run; epochs without it are left out. */
export function metricSeries({history}: Pick<ComparedRun, 'history'>, metric: MetricName): ReadonlyArray<{readonly epoch: number; readonly value: number}> {
	return history.flatMap(({epoch, metrics}) => {
		const value = (metrics)?.[metric];
		return value === undefined || Number.isNaN(value) ? [] : [{epoch, value}];
	});
}
