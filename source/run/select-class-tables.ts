import {fitness} from '../domain/fitness.ts';
import type {Metrics, MetricName} from '../domain/metric.ts';
import type {Probe, ProbedEpoch} from '../domain/probe.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import type {
	ClassTable,
	ClassTables,
	PastClasses,
	ValidationRow,
} from '../domain/validation.ts';
import {memoise} from './memoise.ts';

type Known = Pick<RunState, 'probe' | 'classTables' | 'history'>;

/**
The tables by class of a run in their order, whether they were printed or recorded by the probe: the last one, those it is compared with, and
mAP50-95 of all before. The same object as long as none of them changes.
*/
export function selectClassTables({probe, classTables = noTables, history}: Known): ClassTables {
	return probe === undefined || probe.epochs.every(({classes}) => classes.length === 0) ? classTables : tablesOf(probe, classTables)(history, undefined);
}

const tablesOf = memoise(({epochs}: Probe, classTables: ClassTables) => memoise<readonly EpochRecord[], undefined, ClassTables>(history => joinTables(epochs.filter(({classes}) => classes.length > 0), classTables, history)));

const noTables: ClassTables = {};

/** The last table of the training itself, not of a val program: its rows, and that of all classes together. */
export function selectClasses(state: Known & Pick<RunState, 'classes' | 'lastValidation'>): {readonly classes: readonly ValidationRow[]; readonly summary: ValidationRow | undefined} {
	const {classTables: printed, classes, lastValidation: summary} = state;
	const {current, previous} = selectClassTables(state);
	const recorded = [current, previous].find(table => table?.scope === 'epoch');
	const isPrinted = current === undefined || current === printed?.current;
	return recorded === undefined || (isPrinted && (classes.length > 0 || current?.scope === 'epoch')) ? {classes, summary} : recorded;
}

function joinTables(recorded: readonly ProbedEpoch[], {current, previous, best, past = []}: ClassTables, history: readonly EpochRecord[]): ClassTables {
	const figures = new Map(history.map(record => [record.epoch, record.metrics]));
	const recordedEpochs = new Set(recorded.map(({epoch}) => epoch));
	const printed = [...new Set([best, previous, current])].filter((table): table is ClassTable => table !== undefined && (table.epoch === undefined || !recordedEpochs.has(table.epoch)));
	const tables = [...recorded.map(epoch => toTable(epoch, figures.get(epoch.epoch))), ...printed].toSorted((one, other) => momentOf(one) - momentOf(other));
	const [last, before] = [tables.at(-1)!, tables.at(-2)];
	const top = bestOf(tables.slice(0, -1));
	const inTables = new Set(tables.flatMap(({epoch}) => epoch ?? []));
	const earlier = [...past.filter(({epoch}) => epoch !== undefined && !inTables.has(epoch)), ...tables.slice(0, -1).filter(({scope}) => scope === 'epoch').map(table => toPast(table))];
	return {
		current: last,
		...(before && {previous: before}),
		...(top && {best: top}),
		past: earlier.toSorted((one, other) => (one.epoch ?? 0) - (other.epoch ?? 0)),
	};
}

/** A table of no epoch was made after the last one that was complete then. */
const momentOf = ({epoch, after = Infinity}: ClassTable): number => epoch ?? (after + 0.5);

function bestOf(tables: readonly ClassTable[]): ClassTable | undefined {
	let best: ClassTable | undefined;
	let highest = -Infinity;
	for (const table of tables) {
		const value = fitness(table.summary, undefined) ?? -Infinity;
		if (best === undefined || value > highest) {
			[best, highest] = [table, value];
		}
	}

	return best;
}

/** What is kept of a table that is not shown any more. */
export function toPast({epoch, summary, classes}: ClassTable): PastClasses {
	const map50To95 = Object.fromEntries([summary, ...classes].flatMap(({name, metrics}) => metrics.map50To95 === undefined ? [] : [[name, metrics.map50To95]]));
	return {...(epoch !== undefined && {epoch}), map50To95};
}

const meanNames = ['precision', 'recall', 'map50', 'map50To95'] as const satisfies readonly MetricName[];

/** All together is the mean of the classes with labels, as both frameworks count it, where the table of results does not have it yet. */
function toTable({epoch, classes}: ProbedEpoch, metrics: Metrics | undefined): ClassTable {
	const counts = classes.flatMap(row => row.instances ?? []);
	const instances = counts.length === classes.length ? counts.reduce((sum, count) => sum + count, 0) : undefined;
	return {
		scope: 'epoch', epoch, classes, summary: {name: 'all', ...(instances !== undefined && {instances}), metrics: metrics ?? meanOf(classes)},
	};
}

function meanOf(classes: readonly ValidationRow[]): Metrics {
	return Object.fromEntries(meanNames.flatMap(name => {
		const values = classes.flatMap(({metrics}) => metrics[name] ?? []);
		return values.length < classes.length ? [] : [[name, values.reduce((sum, value) => sum + value, 0) / values.length]];
	}));
}
