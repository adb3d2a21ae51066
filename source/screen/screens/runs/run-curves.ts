import {
	leadingMetric,
	metricDefinitions,
	metricLabel,
	type MetricName,
} from '../../../domain/metric.ts';
import type {RunSummary} from '../../../domain/run-summary.ts';
import type {RunListRow} from '../../../run/run-list.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {placeToken} from '../../theme/subjects.ts';
import type {Token} from '../../theme/token.ts';
import {chosenIndex, markedRows, runLines} from './run-rows.ts';
import type {RunFigure} from './runs-ui.ts';

/** A run keeps its colour and its letter in list, curves and table, by its place among the marked. */
const letters = 'abcdefgh';

export function letterOf(place: number): string {
	return letters[place] ?? '?';
}

/** One run in the picture of the curves. */
export type RunCurve = {
	readonly row: RunListRow;
	/** Undefined for the chosen run, where none is marked. */
	readonly letter: string | undefined;
	readonly token: Token;
	readonly xs: readonly number[];
	readonly ys: ReadonlyArray<number | undefined>;
	/** Whether each epoch is there, and not one in so many. */
	readonly isWhole: boolean;
};

/** The marked runs, or the chosen one where none is. */
function pictured(model: Pick<ScreenModel, 'runList' | 'ui' | 'now'>): readonly RunListRow[] {
	const marked = markedRows(model);
	const rows = marked.length === 0 ? runLines(model) : marked;
	return marked.length === 0 ? rows.slice(chosenIndex(rows, model.ui.runs.chosen)).slice(0, 1) : marked;
}

/** What can be drawn of the pictured runs, the leading metric first. */
export function figuresOf(model: Pick<ScreenModel, 'runList' | 'ui' | 'now'>): readonly RunFigure[] {
	const curves = pictured(model).flatMap(({run}) => run?.curves ?? []);
	const known = metricDefinitions.filter(({name}) => curves.some(({values}) => values[name] !== undefined)).map(({name}) => name);
	const lead = leadingMetric(Object.fromEntries(known.map(name => [name, 0]))).name;
	const order: readonly MetricName[] = [lead, 'map50', 'top5', 'precision', 'recall'];
	return [...order.filter(name => known.includes(name)), ...(curves.some(({loss}) => loss !== undefined) ? ['loss' as const] : [])];
}

/** The figure that is drawn; undefined where the runs have none. */
export function figureOf(model: Pick<ScreenModel, 'runList' | 'ui' | 'now'>): RunFigure | undefined {
	const figures = figuresOf(model);
	return figures.find(figure => figure === model.ui.runs.figure) ?? figures[0];
}

export function figureLabel(figure: RunFigure, model: ScreenModel): string {
	if (figure !== 'loss') {
		return metricLabel(figure);
	}

	const names = new Set(pictured(model).flatMap(({run}) => run?.curves?.loss?.name ?? []));
	return names.size === 1 ? [...names][0]! : 'loss';
}

/** The values of a figure in the list's own curve of a run. */
export function valuesOf(run: RunSummary | undefined, figure: RunFigure): ReadonlyArray<number | undefined> {
	return (figure === 'loss' ? run?.curves?.loss?.values : run?.curves?.values[figure]) ?? [];
}

/** The curves of the pictured runs that have the figure; those that were read whole have every epoch. */
export function curvesOf(model: ScreenModel, figure: RunFigure): readonly RunCurve[] {
	return pictured(model).map((row, place): RunCurve => {
		const {run} = row;
		const details = model.runList.details[row.key];
		const history = details === undefined || 'failure' in details ? undefined : details.run.history;
		const lossName = run?.curves?.loss?.name ?? '';
		return {
			row,
			letter: model.ui.runs.marked.length === 0 ? undefined : letterOf(place),
			token: placeToken(place),
			xs: history?.map(({epoch}) => epoch) ?? run?.curves?.epochs ?? [],
			ys: history?.map(({metrics, losses}) => figure === 'loss' ? losses[lossName] : metrics?.[figure]) ?? valuesOf(run, figure),
			isWhole: history !== undefined || (run?.curves?.epochs.length ?? 0) === run?.completedEpochs,
		};
	}).filter(({ys}) => ys.some(value => value !== undefined && Number.isFinite(value)));
}
