/**
The names of the model quality metrics. All lie between 0 and 1. Metrics are kept for the result of one validation.
*/
export type MetricName = 'precision' | 'recall' | 'map50' | 'map50To95' | 'top1' | 'top5';

/**
A set of metrics; a metric that was not reported is absent. A value may be NaN where the framework printed `nan`.
*/
export type Metrics = Readonly<Partial<Record<MetricName, number>>>;

/**
Losses by the framework's column name without `_loss`: box, obj, cls, dfl, seg, pose, kobj, rle, or `loss` for classification.
A value may be NaN or Infinity where the framework printed `nan` or `inf`.
*/
export type Losses = Readonly<Record<string, number>>;

/**
One row of the metric table: how a metric is called on screen and in the frameworks' output.
*/
export type MetricDefinition = {
	readonly name: MetricName;
	/** The label that the frameworks print today. */
	readonly label: string;
	/** Every column name, lower case, that stands for this metric on the console or in results.csv. */
	readonly columns: readonly string[];
};

/**
THE metric table. Source: YOLOv5 v3.1 to master of 2026-08 and Ultralytics 8.0 to 8.4, console headers and results.csv.
*/
export const metricDefinitions: readonly MetricDefinition[] = [
	{name: 'precision', label: 'P', columns: ['p', 'precision', 'metrics/precision']},
	{name: 'recall', label: 'R', columns: ['r', 'recall', 'metrics/recall']},
	{name: 'map50', label: 'mAP50', columns: ['map50', 'map@.5', 'map@0.5', 'metrics/map50', 'metrics/map_0.5']},
	{name: 'map50To95', label: 'mAP50-95', columns: ['map50-95', 'map@.5:.95', 'map@0.5:0.95', 'metrics/map50-95', 'metrics/map_0.5:0.95']},
	{name: 'top1', label: 'top1', columns: ['top1', 'top1_acc', 'metrics/accuracy_top1']},
	{name: 'top5', label: 'top5', columns: ['top5', 'top5_acc', 'metrics/accuracy_top5']},
];
