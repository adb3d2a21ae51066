import {
	leadingMetric,
	metricDefinitions,
	metricLabel,
} from '../../../domain/metric.ts';
import type {RunList} from '../../../domain/run-list.ts';
import {type RunStatus} from '../../../domain/run-status.ts';
import {statusOfTraining} from '../../../domain/run-summary.ts';
import {statusOfJob} from '../../../run/job-status.ts';
import {runLeftMs} from '../../../run/run-eta.ts';
import {guardOf, type RunListRow} from '../../../run/run-list.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {figureOf, valuesOf} from './run-curves.ts';
import type {RunFigure} from './runs-ui.ts';

/** What the columns need to know of all rows, also of those that are not in sight. */
export type ColumnFacts = {
	/** Whether any row is of another host than this machine. */
	readonly hasHosts: boolean;
	/** What the curves show; undefined where no row has one. */
	readonly figure: RunFigure | undefined;
	/** The highest value of any curve: all have one scale. */
	readonly top: number;
	readonly states: ReadonlySet<RunStatus>;
	/** What the leading metric is called. */
	readonly leadLabel: string;
	/** The keys of the columns that have something for any row. */
	readonly known: ReadonlySet<string>;
};

export function stateOf({entry, run, job}: RunListRow): RunStatus {
	return job === undefined ? statusOfTraining({isPaused: entry?.isPaused === true, ...(run !== undefined && {run})}) : statusOfJob(job).status;
}

type Made = {readonly figure: RunFigure | undefined; readonly guards: RunList['guards']; readonly second: number; readonly facts: ColumnFacts};

/** A frame asks for ten thousand rows what changes once a second. */
const madeOf = new WeakMap<readonly RunListRow[], Made>();

export function columnFacts(model: ScreenModel, rows: readonly RunListRow[]): ColumnFacts {
	const {now, runList: {guards}} = model;
	const figure = figureOf(model);
	const second = Math.floor(now / 1000);
	const before = madeOf.get(rows);
	if (before?.figure === figure && before?.guards === guards && before?.second === second) {
		return before.facts;
	}

	const facts = readFacts(model, rows, figure);
	madeOf.set(rows, {
		figure, guards, second, facts,
	});
	return facts;
}

/** The columns that are left out where no row has anything for them. */
const alwaysShown = ['mark', 'run', 'state', 'epochs', 'age'];

function readFacts({now, runList}: ScreenModel, rows: readonly RunListRow[], chosenFigure: RunFigure | undefined): ColumnFacts {
	const isAny = (isKnown: (row: RunListRow) => boolean) => rows.some(row => isKnown(row));
	// The chosen run may have no curve while others do.
	const figure = chosenFigure ?? metricDefinitions.find(({name, isLead = false}) => isLead && isAny(({run}) => run?.curves?.values[name] !== undefined))?.name;
	const optional: Readonly<Record<string, (row: RunListRow) => boolean>> = {
		map: ({run}) => run?.best !== undefined,
		curve: ({run}) => figure !== undefined && valuesOf(run, figure).length > 0,
		left: ({run}) => run !== undefined && runLeftMs(run, now) !== undefined,
		guard: row => guardOf(row, runList) !== undefined,
		batch: ({run}) => run?.settings.batchSize !== undefined,
		size: ({run}) => run?.settings.imageSize !== undefined,
		device: ({entry}) => entry?.device !== undefined,
	};
	return {
		hasHosts: isAny(({host}) => host !== undefined),
		figure,
		top: figure === undefined ? 0 : highestOf(rows, figure),
		states: new Set(rows.map(row => stateOf(row))),
		leadLabel: leadLabelOf(rows),
		known: new Set([...alwaysShown, ...Object.entries(optional).filter(([, isKnown]) => isAny(isKnown)).map(([key]) => key)]),
	};
}

/** Of many runs there are more values than a call takes arguments. */
function highestOf(rows: readonly RunListRow[], figure: RunFigure): number {
	let highest = 0;
	for (const {run} of rows) {
		for (const value of valuesOf(run, figure)) {
			highest = value !== undefined && Number.isFinite(value) && value > highest ? value : highest;
		}
	}

	return highest;
}

function leadLabelOf(rows: readonly RunListRow[]): string {
	const labels = new Set(rows.flatMap(({run}) => run?.best === undefined ? [] : [leadingMetric(run.best.metrics).label]));
	return labels.size === 1 ? [...labels][0]! : metricLabel('map50To95');
}
