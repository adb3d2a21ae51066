import {readClass} from '../../../checks/read-result.ts';
import {boxMetrics} from '../../../domain/metric.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
import {displayWidth, padEnd, wrap} from '../../../format/display-width.ts';
import {count, metric} from '../../../format/number.ts';
import {drawBar} from '../../draw/bar.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {metricsOf, type MetricSet} from './class-columns.ts';
import {
	changeOf,
	flawOf,
	flaws,
	tableName,
	viewClasses,
	type ClassesView,
} from './classes-view.ts';
import {changeText, changeToken} from './draw-classes.ts';

const barWidth = 12;

/** All that is known of the chosen class, in words. */
export function drawClass(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look} = model;
	const view = viewClasses(model);
	const row = view.rows[view.chosen];
	if (row === undefined) {
		return [];
	}

	return [
		...drawSupport(row, view, model),
		...(['box', 'mask', 'pose'] as const).flatMap(set => drawSet(row, set, view, columns)),
		...drawComparison(row, view, model),
		...drawJudgement(row, view, model, columns),
	].map(segments => typeof segments === 'function' ? segments(model) : segments).slice(0, rows).map(segments => drawLine(segments, columns, look));
}

type Line = readonly Segment[] | ((model: ScreenModel) => readonly Segment[]);

function drawSupport(row: ValidationRow, {words, few}: ClassesView, {look}: ScreenModel): readonly Line[] {
	const flaw = flawOf(row, few);
	return [
		[
			['strong', row.name],
			...(flaw === undefined ? [] : [[flaws[flaw].token, `  ${flaws[flaw].sign(look.glyphs)} ${words[flaws[flaw].legend]}`] as const]),
		],
		[['label', words.support(count(row.instances), count(row.images))]],
	];
}

/** One line for each metric of a set: name, figure, bar, and what it means where there is room. */
function drawSet(row: ValidationRow, set: MetricSet, {words}: ClassesView, columns: number): readonly Line[] {
	const metrics = metricsOf(row, set);
	if (metrics === undefined) {
		return [];
	}

	const hasWords = columns >= 60;
	return [
		[set === 'box' ? ['text', ''] as const : ['title', words[set]] as const],
		...boxMetrics.filter(({name}) => metrics[name] !== undefined).map(({name, label}): Line => ({look}) => [
			['label', padEnd(label, 10)],
			['strong', `${metric(metrics[name])} `],
			...drawBar(metrics[name], barWidth, look.glyphs),
			['dim', hasWords ? `  ${words[name]}` : ''],
		]),
	];
}

function drawComparison(row: ValidationRow, {words}: ClassesView, model: ScreenModel): readonly Line[] {
	const {classTables} = model.state;
	const lines = ([['before', classTables?.previous], ['best', classTables?.best]] as const).flatMap(([name, table]): readonly Line[] => {
		const before = table?.classes.find(other => other.name === row.name);
		if (table === undefined || before === undefined) {
			return [];
		}

		const change = changeOf(row, before);
		const label = words[name];
		return [[['label', label + ' '.repeat(Math.max(1, 12 - displayWidth(label)))], ['text', `${metric(before.metrics.map50To95)}  `], [changeToken(change), changeText(change, model)], ['dim', `  ${tableName(table, words)}`]]];
	});
	return lines.length === 0 ? [] : [[], [['title', words.comparison]], ...lines];
}

function drawJudgement(row: ValidationRow, {words, few}: ClassesView, model: ScreenModel, columns: number): readonly Line[] {
	const sentences = [
		...readClass(row, model.ui.language),
		...(few.has(row) ? [words.fewExamples(count(row.instances))] : []),
	];
	return [
		[],
		[['title', words.judgement]],
		...sentences.flatMap(sentence => wrap(sentence, columns, 6)).map((text): Line => [['text', text]]),
	];
}
