import {leadingMetric} from '../../domain/metric.ts';
import {metric} from '../../format/number.ts';
import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import type {ScreenModel} from './model.ts';

/** The best epoch with its leading metric as words; empty before the first validation. */
export function bestText({state, words}: Pick<ScreenModel, 'state' | 'words'>): string {
	const best = selectBestEpoch(state);
	if (best === undefined) {
		return '';
	}

	const {name, label} = leadingMetric(best.metrics);
	return words.best(best.epoch, label, metric(best.metrics?.[name]));
}
