import {toRecord} from '../../../domain/record.ts';
import {leadingMetric, metricLabel, type MetricName} from '../../../domain/metric.ts';
import type {ComparedRun} from '../../../domain/run-list.ts';
import {metric, signedMetric, unknownSign} from '../../../format/number.ts';
import {compareRuns, equalSettings, isSameSetting} from '../../../run/compare-runs.ts';
import {medianEpochSeconds, secondsTo} from '../../../run/run-times.ts';
import {fineTimeSpan, type ScreenModel} from '../../panels/model.ts';
import type {Token} from '../../theme/token.ts';
import {wordsIn} from '../../../words/words.ts';
import {withPercent} from '../../../words/percent.ts';

/** One line of the comparison. */
export type ComparisonRow = {
	readonly label: string;
	/** One for each run. */
	readonly values: readonly string[];
	/** The places of the runs that are best in it; empty where none is better. */
	readonly best: readonly number[];
	/** How the first run differs from the second, and whether that is good. */
	readonly difference: string;
	readonly verdict: Token;
};

export type ComparisonRows = {readonly results: readonly ComparisonRow[]; readonly settings: readonly ComparisonRow[]};

/** Classes that are named without being asked for: those in which the runs differ the most. */
const shownClasses = 3;
/** A difference that three decimals do not show, in seconds and in points. */
const least = {metric: 0.0005, seconds: 0.05, points: 0.5};

type Better = 'higher' | 'lower' | 'neither';
type Figures = ReadonlyArray<number | undefined>;

/** What differs between the runs, and with `showsEqual` also what does not; results first, then settings. */
export function comparisonRows(runs: readonly ComparedRun[], model: ScreenModel): ComparisonRows {
	const {showsEqual} = model.ui.runs;
	const isShown = ({values}: ComparisonRow) => values.some(value => value !== unknownSign) && (showsEqual || new Set(values).size > 1);
	return {
		results: resultRows(runs, model).filter(result => isShown(result)),
		settings: [...compareRuns(runs).settings, ...(showsEqual ? equalSettings(runs) : [])].map(({name, values}) => settingRow(name, values, model)),
	};
}

function resultRows(runs: readonly ComparedRun[], model: ScreenModel): readonly ComparisonRow[] {
	const texts = wordsIn(model.ui.language).runsScreen;
	const {best, metrics, classes} = compareRuns(runs);
	const lead = leadingMetric(toRecord(metrics, () => 0)).name;
	const bests: Figures = best.map(record => record?.metrics?.[lead]);
	const order = (name: MetricName) => name === 'map50' || name === 'top5' ? 0 : 1;
	const span = (seconds: number) => fineTimeSpan(model, seconds * 1000);
	const goal = Math.floor(Math.min(...bests.map(value => value ?? NaN)) * 100) / 100;
	return [
		row(texts.epochsDone, runs.map(({history, settings}) => settings.epochs === undefined ? String(history.length) : `${history.length}/${settings.epochs}`)),
		metricRow(texts.bestOf(metricLabel(lead)), bests, best.map(record => record === undefined ? unknownSign : texts.at(metric(record.metrics?.[lead]), String(record.epoch)))),
		...metrics.filter(name => name !== lead).toSorted((one, other) => order(one) - order(other)).map(name => metricRow(texts.bestOf(metricLabel(name)), best.map(record => record?.metrics?.[name]))),
		...(goal > 0 ? [figureRow(texts.timeTo(goal.toFixed(2)), runs.map(({history}) => secondsTo(history, lead, goal)), {show: span, better: 'lower', least: least.seconds})] : []),
		figureRow(texts.epochTime, runs.map(({history}) => medianEpochSeconds(history)), {show: span, better: 'neither', least: least.seconds}),
		...classRows(classes, model),
		gapRow(runs, model),
	];
}

function classRows(classes: ReturnType<typeof compareRuns>['classes'], {ui}: ScreenModel): readonly ComparisonRow[] {
	const spread = (values: Figures) => {
		const known = values.filter(value => value !== undefined);
		return Math.max(...known) - Math.min(...known);
	};

	const sorted = classes.toSorted((one, other) => spread(other.map50To95) - spread(one.map50To95));
	return (ui.runs.showsEqual ? sorted : sorted.slice(0, shownClasses)).map(({name, map50To95}) => metricRow(`${name} ${metricLabel('map50To95')}`, map50To95));
}

/** By how much the first loss is higher on what the model was not trained with. */
function gapRow(runs: readonly ComparedRun[], {ui}: ScreenModel): ComparisonRow {
	const texts = wordsIn(ui.language).runsScreen;
	const name = Object.keys(runs.find(({history}) => history.at(-1)?.validationLosses !== undefined)?.history.at(-1)?.validationLosses ?? {})[0] ?? '';
	const gaps = runs.map(({history}) => {
		const {losses, validationLosses} = history.at(-1) ?? {};
		const [train, value] = [losses?.[name], validationLosses?.[name]];
		return train === undefined || value === undefined || !(train > 0) ? undefined : 100 * (value - train) / train;
	});
	return figureRow(texts.gap(name), gaps, {
		show: value => withPercent(signed(value, String(Math.abs(Math.round(value)))), ui.language), showDifference: value => texts.points(String(Math.round(value))), better: 'lower', least: least.points,
	});
}

function settingRow(name: string, values: ReadonlyArray<string | undefined>, {ui}: ScreenModel): ComparisonRow {
	const isChanged = !isSameSetting({values: values.slice(0, 2)});
	return {
		...row(name, values.map(value => value ?? unknownSign)), difference: isChanged ? wordsIn(ui.language).runsScreen.changed : '', verdict: 'warning',
	};
}

function row(label: string, values: readonly string[]): ComparisonRow {
	return {
		label, values, best: [], difference: '', verdict: 'dim',
	};
}

function metricRow(label: string, figures: Figures, values = figures.map(value => metric(value))): ComparisonRow {
	const [first, second] = figures;
	return {
		...row(label, values),
		best: bestPlaces(figures, 'higher'),
		...(first !== undefined && second !== undefined && {difference: signedMetric(first - second), verdict: verdictOf(first - second, 'higher', least.metric)}),
	};
}

type FigureOptions = {readonly show: (value: number) => string; readonly showDifference?: (value: number) => string; readonly better: Better; readonly least: number};

function figureRow(label: string, figures: Figures, {show, showDifference = show, better, least: smallest}: FigureOptions): ComparisonRow {
	const [first, second] = figures;
	const difference = first === undefined || second === undefined ? undefined : first - second;
	return {
		...row(label, figures.map(value => value === undefined || !Number.isFinite(value) ? unknownSign : show(value))),
		best: better === 'neither' ? [] : bestPlaces(figures, better),
		...(difference !== undefined && Number.isFinite(difference) && {difference: signed(difference, showDifference(Math.abs(difference))), verdict: verdictOf(difference, better, smallest)}),
	};
}

const signed = (value: number, text: string) => `${value > 0 ? '+' : (value < 0 ? '−' : '±')}${text}`;

function verdictOf(difference: number, better: Better, smallest: number): Token {
	return better === 'neither' || !(Math.abs(difference) >= smallest) ? 'dim' : ((difference > 0) === (better === 'higher') ? 'good' : 'bad');
}

function bestPlaces(figures: Figures, better: 'higher' | 'lower'): readonly number[] {
	const known = figures.filter((value): value is number => value !== undefined && Number.isFinite(value));
	const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
	return new Set(known).size < 2 ? [] : [...figures.keys()].filter(place => figures[place] === best);
}
