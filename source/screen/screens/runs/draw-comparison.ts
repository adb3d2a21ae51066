import {toRecord} from '../../../domain/record.ts';
import {leadingMetric, metricLabel} from '../../../domain/metric.ts';
import type {EpochRecord} from '../../../domain/run.ts';
import {metric, unknownSign} from '../../../format/number.ts';
import {compareRuns, metricSeries, type RunComparison} from '../../../run/compare-runs.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {qualityScale} from '../../draw/chart/scale.ts';
import {drawLine} from '../../draw/line.ts';
import {drawTable, type TableColumn} from '../../draw/table.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {placeToken} from '../../theme/subjects.ts';
import {wordsIn} from '../../../words/words.ts';

/** A run keeps its colour and letter in curves and table, by its place. */
const letters = 'abcdefgh';
type Row = {readonly label: string; readonly values: readonly string[]};

function rowsOf(comparison: RunComparison, {ui}: ScreenModel): readonly Row[] {
	const {compare: texts} = wordsIn(ui.language).list;
	const {epochs, best, last, metrics, settings, classes} = comparison;
	const epochOf = (record: EpochRecord | undefined) => String(record?.epoch ?? unknownSign);
	const values = (records: ReadonlyArray<EpochRecord | undefined>, title: (label: string) => string): readonly Row[] => metrics.map(name => ({
		label: title(metricLabel(name)),
		values: records.map(record => metric(record?.metrics?.[name])),
	}));
	return [
		{label: texts.epochs, values: epochs.map(String)},
		{label: texts.best, values: best.map(record => epochOf(record))},
		...values(best, texts.atBest),
		...values(last, texts.atLast),
		...settings.map(({name, values: written}): Row => ({label: texts.settingOf(name), values: written.map(value => value ?? unknownSign)})),
		...classes.map(({name, map50To95}): Row => ({label: `${name} ${metricLabel('map50To95')}`, values: map50To95.map(value => metric(value))})),
	];
}

/** The runs beside each other: their curves of mAP50-95 (top1) over the epochs, then what differs. */
export function drawComparison(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, runList: {compared}, ui} = model;
	if (compared === undefined) {
		return [drawLine([['accent', wordsIn(ui.language).runsScreen.reading]], columns, look)];
	}

	const comparison = compareRuns(compared);
	const {name, label: title} = leadingMetric(toRecord(comparison.metrics, () => 0));
	const height = rows >= 18 ? Math.min(12, Math.floor(rows / 2)) : 0;
	const chart = height === 0
		? []
		: [drawLine([['strong', title], ['dim', `  ${model.words.byEpoch}`]], columns, look), ...drawChart(compared.map((run, index) => {
			const series = metricSeries(run, name);
			return {
				name: letters[index] ?? '?', token: placeToken(index), xs: series.map(({epoch}) => epoch), ys: series.map(({value}) => value),
			};
		}), {
			width: columns, height: height - 1, look, xAxis: {kind: 'epoch'}, ...qualityScale,
		})];
	const tableColumns: ReadonlyArray<TableColumn<Row>> = [
		{
			key: 'label', header: '', text: ({label}) => label, minimum: 8, token: () => 'label',
		},
		...compared.map((run, index): TableColumn<Row> => ({
			key: `run${index}`, header: `${letters[index]} ${run.name}`, text: ({values}) => values[index] ?? unknownSign, align: 'right', token: () => placeToken(index),
		})),
	];
	const table = drawTable(rowsOf(comparison, model), tableColumns, {width: columns, look});
	const top = Math.max(0, Math.min(ui.runs.top, table.length - 2));
	return [...chart, ...table.slice(0, 1), ...table.slice(1 + top)].slice(0, rows);
}
