import {metricDefinitions, type MetricName, type Metrics} from '../../domain/metric.ts';
import {metric} from '../../format/number.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import type {ScreenModel} from './model.ts';

/** The metric by which epochs are compared: mAP50-95, or top1 for classification. */
export function leadingMetric(metrics: Metrics | undefined): MetricName {
	return metrics?.map50To95 === undefined && metrics?.top1 !== undefined ? 'top1' : 'map50To95';
}

export function metricLabel(name: MetricName): string {
	return metricDefinitions.find(definition => definition.name === name)?.label ?? name;
}

/** The best epoch with its leading metric as words; empty before the first validation. */
export function bestText({state, words}: Pick<ScreenModel, 'state' | 'words'>): string {
	const best = selectBestEpoch(state);
	if (best === undefined) {
		return '';
	}

	const name = leadingMetric(best.metrics);
	return words.best(best.epoch, metricLabel(name), metric(best.metrics?.[name]));
}
