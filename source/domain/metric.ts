/** One row of the metric table: everything that is particular about a metric. */
type MetricRow = {
	/** Its name in code and in JSON, and the key of its words. */
	readonly name: string;
	/** The label that the frameworks print today. */
	readonly label: string;
	/** Every column name, lower case, that stands for this metric on the console or in results.csv. */
	readonly columns: readonly string[];
	/** What is measured: boxes (masks, keypoints) that were found, or the class of a whole image. */
	readonly of: 'boxes' | 'images';
	/** Which of two values is the better one. */
	readonly best: 'highest' | 'lowest';
	/** What the numbers are: a share is between 0 and 1. */
	readonly unit: 'share';
	/** Where its axis begins. */
	readonly floor: number;
	/** The chart that it is drawn in, with others of its kind, and its mark there. */
	readonly chart: string;
	readonly mark: string;
	/** What a query of runs calls it, the shortest name first. */
	readonly query: readonly [string, ...string[]];
	/** Whether some frameworks never report it: it is shown only where it was. */
	readonly isOptional?: boolean;
	/** Whether epochs are compared by it. */
	readonly isLead?: boolean;
	/** How soon it leaves a table that has too little room, the lowest first; undefined stays. */
	readonly priority?: number;
};

const share = {best: 'highest', unit: 'share', floor: 0} as const;

/**
THE metric table, in the order of the frameworks: panels, charts, tables, queries, formats and JSON come from it.
Source: YOLOv5 v3.1 to master of 2026-08 and Ultralytics 8.0 to 8.4, console headers and results.csv.
*/
const rows = [
	{
		name: 'precision', label: 'P', columns: ['p', 'precision', 'metrics/precision'], of: 'boxes', ...share, chart: 'precision-recall', mark: 'P', query: ['p', 'precision'], priority: 1,
	},
	{
		name: 'recall', label: 'R', columns: ['r', 'recall', 'metrics/recall'], of: 'boxes', ...share, chart: 'precision-recall', mark: 'R', query: ['r', 'recall'], priority: 2,
	},
	{
		name: 'map50', label: 'mAP50', columns: ['map50', 'map@.5', 'map@0.5', 'metrics/map50', 'metrics/map_0.5'], of: 'boxes', ...share, chart: 'map', mark: '5', query: ['map50'], priority: 3,
	},
	{
		name: 'map50To95', label: 'mAP50-95', columns: ['map50-95', 'map@.5:.95', 'map@0.5:0.95', 'metrics/map50-95', 'metrics/map_0.5:0.95'], of: 'boxes', ...share, chart: 'map', mark: '9', query: ['map', 'map50-95'], isLead: true,
	},
	{
		name: 'top1', label: 'top1', columns: ['top1', 'top1_acc', 'metrics/accuracy_top1'], of: 'images', ...share, chart: 'accuracy', mark: '1', query: ['top1'], isLead: true,
	},
	{
		name: 'top5', label: 'top5', columns: ['top5', 'top5_acc', 'metrics/accuracy_top5'], of: 'images', ...share, chart: 'accuracy', mark: '5', query: ['top5'],
	},
] as const satisfies readonly MetricRow[];

type Row = (typeof rows)[number];

/** The names of the model quality metrics. Metrics are kept for the result of one validation. */
export type MetricName = Row['name'];

/** Of boxes, masks and keypoints. */
export type BoxMetricName = Extract<Row, {readonly of: 'boxes'}>['name'];

/** The metrics by which epochs are compared. */
export type LeadingMetricName = Extract<Row, {readonly isLead: true}>['name'];

export type MetricChart = Row['chart'];

/** The name of a metric in a query of runs. */
export type MetricQueryName = Row['query'][0];

export type MetricDefinition<Name extends MetricName = MetricName> = Omit<MetricRow, 'name' | 'chart' | 'query'> & {
	readonly name: Name;
	readonly chart: MetricChart;
	readonly query: readonly [MetricQueryName, ...string[]];
};

/**
A set of metrics; a metric that was not reported is absent. A value may be NaN where the framework printed `nan`.
*/
export type Metrics = Readonly<Partial<Record<MetricName, number>>>;

/**
Losses by the framework's column name without `_loss`: box, obj, cls, dfl, seg, pose, kobj, rle, or `loss` for classification.
A value may be NaN or Infinity where the framework printed `nan` or `inf`.
*/
export type Losses = Readonly<Record<string, number>>;

export const metricDefinitions: readonly MetricDefinition[] = rows;

export const boxMetrics: ReadonlyArray<MetricDefinition<BoxMetricName>> = rows.filter(row => row.of === 'boxes');

const leads: ReadonlyArray<MetricDefinition<LeadingMetricName>> = rows.filter(row => 'isLead' in row);

/** The metric by which epochs are compared: mAP50-95, or top1 for classification; the first where none was measured. */
export function leadingMetric(metrics: Metrics | undefined): MetricDefinition<LeadingMetricName> {
	return leads.find(({name}) => metrics?.[name] !== undefined) ?? leads[0]!;
}

/** The metrics of boxes that a table of these results has a place for: those of every framework, and what was reported. */
export function shownBoxMetrics(results: ReadonlyArray<Metrics | undefined>): ReadonlyArray<MetricDefinition<BoxMetricName>> {
	return boxMetrics.filter(({name, isOptional}) => isOptional !== true || results.some(metrics => metrics?.[name] !== undefined));
}

/** The metrics of one chart, the leading one first. */
export function metricsOfChart(chart: MetricChart): readonly MetricDefinition[] {
	return metricDefinitions.filter(row => row.chart === chart).toSorted((one, other) => Number(other.isLead ?? false) - Number(one.isLead ?? false));
}

export function metricLabel(name: MetricName): string {
	return metricDefinitions.find(definition => definition.name === name)!.label;
}

/** Quality is between 0 and 1, or is no number where there was nothing to measure. */
export function isPossibleQuality(value: number): boolean {
	return !(value < 0 || value > 1);
}
