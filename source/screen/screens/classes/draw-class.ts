import {isNeverDetected} from '../../../checks/class-table.ts';
import {readClass, readResult} from '../../../checks/read-result.ts';
import {boxMetrics, metricLabel, type MetricName} from '../../../domain/metric.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import {
	displayWidth,
	padEnd,
	padStart,
	wrap,
} from '../../../format/display-width.ts';
import {count, metric} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {drawBar} from '../../draw/bar.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {qualityScale} from '../../draw/chart/scale.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {metricsOf, type MetricSet} from './class-columns.ts';
import {
	changeOf,
	flawOf,
	pastOf,
	tableName,
	viewClasses,
	type ClassesView,
} from './classes-view.ts';
import {changeText, changeToken} from './draw-classes.ts';
import {heatOf} from './heat.ts';

type Line = readonly Segment[];

const barWidths = {wide: 20, narrow: 12};
const wideColumns = 90;
const wordColumns = 60;
const mostSentences = 6;
const leastChartRows = 8;
const mostChartRows = 16;
/** Two points are no curve. */
const leastPoints = 3;

/** All that is known of the chosen class, in words. Empty lines go first where rows are few. */
export function drawClass(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look} = model;
	const view = viewClasses(model);
	const row = view.rows[view.chosen];
	if (row === undefined) {
		return [];
	}

	const lines: readonly Line[] = [
		...supportLines(row, view, model, columns),
		[],
		...(['box', 'mask', 'pose'] as const).flatMap(set => setLines(row, set, model, columns)),
		...comparisonLines(row, view, model),
		[],
		...judgementLines(row, view, model, columns),
	];
	const shown = lines.length > rows ? lines.filter(line => line.length > 0) : lines;
	return [...shown.map(segments => drawLine(segments, columns, look)), ...drawPast(row, model, columns, rows - shown.length)].slice(0, rows);
}

/** MAP50-95 by epoch below what is said, where there is room and enough tables say of which epoch they are. */
function drawPast(row: ValidationRow, model: ScreenModel, columns: number, rows: number): readonly string[] {
	const {state, look, ui} = model;
	const {table} = viewClasses(model);
	const points = pastOf(row, state.classTables?.past).map(({epoch = table?.epoch, value}) => ({epoch, value})).filter((point): point is {epoch: number; value: number} => point.epoch !== undefined);
	return rows < leastChartRows || points.length < leastPoints
		? []
		: [drawLine([], columns, look), drawLine([['title', metricLabel('map50To95')], ['dim', ` ${wordsIn(ui.language).classes.columns.curve}`]], columns, look), ...drawChart([{token: 'quality1', xs: points.map(({epoch}) => epoch), ys: points.map(({value}) => value)}], {
			width: columns, height: Math.min(rows - 2, mostChartRows), look, xAxis: {kind: 'epoch'}, ...qualityScale,
		})];
}

/** How many examples there are, its place among the classes, and how good it ever was. */
function supportLines(row: ValidationRow, {words, table}: ClassesView, {state, look}: ScreenModel, columns: number): readonly Line[] {
	const all = table?.summary?.instances;
	const others = (table?.classes ?? []).flatMap(({metrics: {map50To95}}) => map50To95 ?? []);
	const own = row.metrics.map50To95;
	const place = own === undefined ? undefined : others.filter(value => value < own).length + 1;
	const past = pastOf(row, state.classTables?.past);
	const best = past.length < 2 ? undefined : past.toSorted((one, other) => other.value - one.value)[0];
	const parts = [
		row.instances === undefined ? '' : (all === undefined ? words.support(count(row.instances), count(row.images)) : words.labelsOf(count(row.instances), count(all), count(row.images))),
		place === undefined || others.length < 2 ? '' : placeText(place, others.length, words),
		best === undefined ? '' : words.neverAbove(metric(best.value), best.epoch === undefined ? '' : String(best.epoch)),
	].filter(part => part !== '');
	return wrap(parts.join(` ${look.glyphs.dot} `), columns, mostSentences).map((text): Line => [['label', text]]);
}

function placeText(place: number, classes: number, words: ClassesView['words']): string {
	const all = String(classes);
	if (place === 1) {
		return words.weakest(all);
	}

	return place === classes ? words.strongest(all) : words.placeFromWeakest(String(place), all);
}

/** One line for each metric of a set: name, figure, bar, and what it means where there is room. */
function setLines(row: ValidationRow, set: MetricSet, model: ScreenModel, columns: number): readonly Line[] {
	const {words} = viewClasses(model);
	const {look} = model;
	const metrics = metricsOf(row, set);
	if (metrics === undefined) {
		return [];
	}

	const bar = columns >= wideColumns ? barWidths.wide : barWidths.narrow;
	const room = columns - 10 - 7 - bar - 2;
	return [
		...(set === 'box' ? [] : [[['title', words[set]]] as const]),
		...boxMetrics.filter(({name}) => metrics[name] !== undefined).map(({name, label}): Line => {
			const isMeaningless = set === 'box' && name === 'precision' && isNeverDetected(row);
			const meaning = meaningOf(name, row, set, words);
			const isQuality = name === 'map50' || name === 'map50To95';
			return [
				['label', padEnd(label, 10)],
				[!isMeaningless && metrics[name] === 0 ? 'bad' : 'strong', `${padStart(isMeaningless ? look.glyphs.dash : metric(metrics[name]), 5)} `],
				...drawBar(isMeaningless ? undefined : metrics[name], bar, look.glyphs, {token: isQuality ? heatOf(name === 'map50' ? (metrics.map50 ?? 0) / 2 : metrics.map50To95) : (name === 'precision' ? 'precision' : 'recall')}),
				['dim', columns >= wordColumns && displayWidth(meaning) <= room ? `  ${meaning}` : (columns >= wordColumns && displayWidth(words[name]) <= room ? `  ${words[name]}` : '')],
			];
		}),
	];
}

/** What a figure is, and of one that stands out what it says here. */
function meaningOf(name: MetricName, row: ValidationRow, set: MetricSet, words: ClassesView['words']): string {
	const base = (words as Readonly<Partial<Record<MetricName, string>>>)[name] ?? '';
	if (set !== 'box' || row.metrics.recall !== 0) {
		return base;
	}

	const own = {precision: isNeverDetected(row) ? words.reportsNothing : '', recall: words.findsNone(count(row.instances))}[name as 'precision' | 'recall'] ?? '';
	return own === '' ? base : words.sentence(base, own);
}

function comparisonLines(row: ValidationRow, {words}: ClassesView, model: ScreenModel): readonly Line[] {
	const {classTables} = model.state;
	const tables = classTables?.previous === classTables?.best ? [['before', classTables?.previous]] as const : [['before', classTables?.previous], ['best', classTables?.best]] as const;
	return tables.flatMap(([name, table]): readonly Line[] => {
		const before = table?.classes.find(other => other.name === row.name);
		if (table === undefined || before === undefined) {
			return [];
		}

		const change = changeOf(row, before);
		return [[['label', padEnd(words[name], Math.max(10, displayWidth(words.before) + 1, displayWidth(words.best) + 1))], ['text', `${metric(before.metrics.map50To95)}  `], [changeToken(change), changeText(change, model)], ['dim', `  ${metricLabel('map50To95')}, ${tableName(table, words)}`]]];
	});
}

function judgementLines(row: ValidationRow, {words, few}: ClassesView, model: ScreenModel, columns: number): readonly Line[] {
	const {language} = model.ui;
	const flaw = flawOf(row, few);
	const says = [...readClass(row, language), ...(few.has(row) ? [words.fewExamples(count(row.instances))] : [])];
	const advice = flaw === undefined ? readResult({summary: row, classes: []}, language)?.next ?? [] : [words.toDo[flaw](row.name)];
	const canDetect = model.disabled.detect === undefined && flaw === 'below';
	const fields: ReadonlyArray<readonly [label: string, text: string]> = [
		[words.judgement, says.join(' ')],
		[words.advice, advice.join(' ')],
		[words.atOnce, canDetect ? words.detect(keyNameOf('detect')) : ''],
	];
	const labelWidth = Math.max(...fields.map(([label]) => displayWidth(label))) + 2;
	const isBeside = columns >= wordColumns;
	return fields.filter(([, text]) => text !== '').flatMap(([label, text]): readonly Line[] => isBeside
		? wrap(text, columns - labelWidth, mostSentences).map((part, index): Line => [['title', padEnd(index === 0 ? label : '', labelWidth)], ['text', part]])
		: [[['title', label]], ...wrap(text, columns, mostSentences).map((part): Line => [['text', part]])]);
}
