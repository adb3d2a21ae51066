import {isNeverDetected} from '../../../checks/class-table.ts';
import {readClass, readResult} from '../../../checks/read-result.ts';
import {boxMetrics, metricLabel, type MetricName} from '../../../domain/metric.ts';
import type {ClassTables, PastClasses, ValidationRow} from '../../../domain/validation.ts';
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
import {joinSentences} from '../../../words/punctuation.ts';
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
/** The curve of the class is beside what is said of it, in as many columns as leave room for all of that. */
const besideChartColumns = [42, 36, 30];
const leastTextColumns = 70;
const mostSentences = 6;
const leastChartRows = 7;
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

	const beside = besideChartColumns.find(width => columns - width >= leastTextColumns && textOf(row, model, columns - width - 2).filter(line => line.length > 0).length <= rows);
	const past = beside === undefined ? [] : drawPast(row, model, beside, rows);
	const text = fitLines(textOf(row, model, past.length === 0 ? columns : columns - beside! - 2), rows);
	if (past.length > 0) {
		const width = columns - beside!;
		return Array.from({length: Math.max(text.length, past.length)}, (_, index) => drawLine(text[index] ?? [], width, look) + (past[index] ?? drawLine([], beside!, look)));
	}

	const below = drawPast(row, model, columns, rows - text.length - 1);
	return [...text.map(segments => drawLine(segments, columns, look)), ...(below.length === 0 ? [] : [drawLine([], columns, look), ...below])].slice(0, rows);
}

/** Empty lines go first. */
const fitLines = (lines: readonly Line[], rows: number): readonly Line[] => lines.length > rows ? lines.filter(line => line.length > 0) : lines;

function textOf(row: ValidationRow, model: ScreenModel, columns: number): readonly Line[] {
	const view = viewClasses(model);
	return [
		...supportLines(row, view, model, columns),
		[],
		...(['box', 'mask', 'pose'] as const).flatMap(set => setLines(row, set, model, columns)),
		...comparisonLines(row, view, model),
		[],
		...judgementLines(row, view, model, columns),
	];
}

/** MAP50-95 by epoch, where there is room and enough tables say of which epoch they are. */
function drawPast(row: ValidationRow, model: ScreenModel, columns: number, rows: number): readonly string[] {
	const {look, ui} = model;
	const {tables} = viewClasses(model);
	const points = pastOf(row, tables).filter((point): point is {epoch: number; value: number} => point.epoch !== undefined);
	return rows < leastChartRows || points.length < leastPoints
		? []
		: [drawLine([['title', metricLabel('map50To95')], ['dim', ` ${wordsIn(ui.language).classes.columns.curve}`]], columns, look), ...drawChart([{token: 'quality1', xs: points.map(({epoch}) => epoch), ys: points.map(({value}) => value)}], {
			width: columns, height: Math.min(rows - 1, mostChartRows), look, xAxis: {kind: 'epoch'}, ...qualityScale,
		})];
}

/** How many examples there are, its place among the classes, and how good it ever was. */
function supportLines(row: ValidationRow, {words, table, tables, training}: ClassesView, {look}: ScreenModel, columns: number): readonly Line[] {
	const all = table?.summary?.instances;
	const others = (table?.classes ?? []).flatMap(({metrics: {map50To95}}) => map50To95 ?? []);
	const own = row.metrics.map50To95;
	const place = own === undefined ? undefined : others.filter(value => value < own).length + 1;
	const past = pastOf(row, tables);
	const best = past.length < 2 ? undefined : past.toSorted((one, other) => other.value - one.value)[0];
	const parts = [
		row.instances === undefined ? '' : (all === undefined ? words.support(count(row.instances), imagesOf(row)) : words.labelsOf(count(row.instances), count(all), imagesOf(row))),
		trainingText(row, training, words),
		place === undefined || others.length < 2 ? '' : placeText(place, others.length, words, weakestSince(row.name, tables)),
		best === undefined ? '' : words.neverAbove(metric(best.value), best.epoch === undefined ? '' : String(best.epoch)),
	].filter(part => part !== '');
	return wrap(parts.join(` ${look.glyphs.dot} `), columns, mostSentences).map((text): Line => [['label', text]]);
}

/** Undefined for a table that does not count them. */
const imagesOf = ({images}: ValidationRow): string | undefined => images === undefined ? undefined : count(images);

function trainingText({name}: ValidationRow, training: ClassesView['training'], words: ClassesView['words']): string {
	const own = training?.get(name);
	let all = 0;
	for (const labels of training?.values() ?? []) {
		all += labels;
	}

	return own === undefined ? '' : words.inTraining(count(own), count(all));
}

/** The epoch from which on no table has a weaker class; undefined where only the last one says so. */
function weakestSince(name: string, {past = []}: ClassTables): string | undefined {
	const isWeakest = ({map50To95: {all: _, ...values}}: PastClasses) => Object.hasOwn(values, name) && Object.values(values).every(value => value >= values[name]!);
	const known = past.filter(({epoch}) => epoch !== undefined);
	return known[known.findLastIndex(table => !isWeakest(table)) + 1]?.epoch?.toString();
}

function placeText(place: number, classes: number, words: ClassesView['words'], since: string | undefined): string {
	const all = String(classes);
	if (place === 1) {
		return since === undefined ? words.weakest(all) : words.weakestSince(all, since);
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

function comparisonLines(row: ValidationRow, {words, tables: {previous, best}}: ClassesView, model: ScreenModel): readonly Line[] {
	const compared = previous === best ? [['before', previous]] as const : [['before', previous], ['best', best]] as const;
	return compared.flatMap(([name, table]): readonly Line[] => {
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
		[words.judgement, joinSentences(says, language)],
		[words.advice, joinSentences(advice, language)],
		[words.atOnce, canDetect ? words.detect(keyNameOf('detect')) : ''],
	];
	const labelWidth = Math.max(...fields.map(([label]) => displayWidth(label))) + 2;
	const isBeside = columns >= wordColumns;
	return fields.filter(([, text]) => text !== '').flatMap(([label, text]): readonly Line[] => isBeside
		? wrap(text, columns - labelWidth, mostSentences).map((part, index): Line => [['title', padEnd(index === 0 ? label : '', labelWidth)], ['text', part]])
		: [[['title', label]], ...wrap(text, columns, mostSentences).map((part): Line => [['text', part]])]);
}
