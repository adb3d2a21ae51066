import {metricDefinitions, type MetricName, type Metrics} from '../domain/metric.ts';
import type {ValidationRow} from '../domain/validation.ts';
import {count, metric} from '../format/number.ts';
import type {Words} from '../words/words.ts';
import {textTable} from './text-table.ts';

/** More rows than a summary bears; the JSON holds all of them. */
const rowsShown = 100;

/** The per-class table with the row `all` on top, as the frameworks print it; empty without class rows. */
export function classTable(all: ValidationRow | undefined, classes: readonly ValidationRow[], texts: Words['plain'], maxColumns: number): string[] {
	if (classes.length === 0) {
		return [];
	}

	const rows = [...(all === undefined ? [] : [all]), ...classes.slice(0, rowsShown)];
	const names = metricColumns(rows);
	const lines = textTable([
		[texts.columns.class, texts.columns.images, texts.columns.instances, ...names.map(({title}) => title)],
		...rows.map(row => [row.name, count(row.images), count(row.instances), ...names.map(({set, name}) => metric(row[set]?.[name]))]),
	], maxColumns);
	return classes.length > rowsShown ? [...lines, texts.moreNotices(String(classes.length - rowsShown))] : lines;
}

type MetricColumn = {readonly set: 'metrics' | 'maskMetrics' | 'poseMetrics'; readonly name: MetricName; readonly title: string};

/** One column for each metric that any row has; the mask and keypoint sets are marked by a letter as in the framework's files. */
function metricColumns(rows: readonly ValidationRow[]): readonly MetricColumn[] {
	return ([['metrics', ''], ['maskMetrics', '(M)'], ['poseMetrics', '(P)']] as const).flatMap(([set, mark]) => metricDefinitions
		.filter(({name}) => rows.some(row => row[set]?.[name] !== undefined))
		.map(({name, label}) => ({set, name, title: `${label}${mark}`})));
}

/** A set of metrics on one line: `P 0.618  R 0.486  mAP50 0.496  mAP50-95 0.260`. */
export function metricsLine(metrics: Metrics): string {
	return metricDefinitions
		.filter(({name}) => metrics[name] !== undefined)
		.map(({name, label}) => `${label} ${metric(metrics[name])}`)
		.join('  ');
}
