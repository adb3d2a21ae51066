import {
	metricDefinitions,
	shownBoxMetrics,
	type Losses,
	type Metrics,
} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';

/** The contract's word for "not known". */
// eslint-disable-next-line @typescript-eslint/no-restricted-types -- JSON has null and no undefined
export type JsonNull = null;

/** A number of the contract: null where it is not known, and for nan and inf, which JSON cannot hold. */
export type JsonNumber = number | JsonNull;
export type JsonMetrics = Readonly<Record<string, JsonNumber>>;

/** A record of losses with every key that the framework printed. */
export function lossesToJson(losses: Losses): JsonMetrics {
	return Object.fromEntries(Object.entries(losses).map(([name, value]) => [name, numberToJson(value)]));
}

/** Metrics in the order of the metric table: top1 and top5 for classification, else all four; null when nothing was measured. */
export function metricsToJson(metrics: Metrics | undefined): JsonMetrics | JsonNull {
	if (metrics === undefined || Object.keys(metrics).length === 0) {
		return null;
	}

	const ofImages = metricDefinitions.filter(({of}) => of === 'images');
	const shown = ofImages.some(({name}) => metrics[name] !== undefined) ? ofImages : shownBoxMetrics([metrics]);
	return Object.fromEntries(shown
		.map(({name}) => [name, numberToJson(metrics[name])]));
}

/** A row of the per-class table. */
export function classToJson(row: ValidationRow): Readonly<Record<string, unknown>> {
	return {
		name: row.name,
		images: numberToJson(row.images),
		instances: numberToJson(row.instances),
		...metricsToJson(row.metrics),
		...(row.maskMetrics && {mask: metricsToJson(row.maskMetrics)}),
		...(row.poseMetrics && {pose: metricsToJson(row.poseMetrics)}),
	};
}

/** A completed epoch. What only some sources know is left out where it is not known. */
export function recordToJson(record: EpochRecord): Readonly<Record<string, unknown>> {
	return {
		epoch: record.epoch,
		losses: lossesToJson(record.losses),
		metrics: metricsToJson(record.metrics),
		...(record.maskMetrics && {maskMetrics: metricsToJson(record.maskMetrics)}),
		...(record.poseMetrics && {poseMetrics: metricsToJson(record.poseMetrics)}),
		...(record.validationLosses && {validationLosses: lossesToJson(record.validationLosses)}),
		...(record.learningRates && {learningRates: record.learningRates.map(rate => numberToJson(rate))}),
		seconds: numberToJson(record.seconds),
	};
}

export function numberToJson(value: number | undefined): JsonNumber {
	return value === undefined || !Number.isFinite(value) ? null : value;
}
