import {traitsOf, type FrameworkName} from './framework.ts';
import type {Metrics} from './metric.ts';
import type {EpochRecord} from './run.ts';

/** The part of an epoch that says how good it is. */
type RankedRecord = Pick<EpochRecord, 'metrics' | 'maskMetrics' | 'poseMetrics'>;

/**
The number by which the frameworks pick best.pt: 0.1 mAP50 + 0.9 mAP50-95, summed over the box, mask and keypoint sets; for
classification top1, with Ultralytics the mean of top1 and top5. Where a column for that is missing, what a person compares by. Undefined
when the epoch was not validated or a value is nan.
Source: `fitness()` in utils/metrics.py and utils/segment/metrics.py of YOLOv5 v6.0 to master, its classify/train.py, ultralytics/utils/metrics.py 8.0 to 8.3.
*/
export function fitness(record: RankedRecord, framework: FrameworkName | undefined): number | undefined {
	return sumOfSets(record, ({map50, map50To95, top1, top5}) => {
		if (top1 !== undefined) {
			return top5 === undefined || !traitsOf(framework).countsTopFive ? top1 : (top1 + top5) / 2;
		}

		return map50 === undefined || map50To95 === undefined ? map50To95 ?? map50 : (0.1 * map50) + (0.9 * map50To95);
	});
}

/** What a person compares epochs by: mAP50-95, summed over the sets, or top1. Undefined as `fitness`. */
export function score(record: RankedRecord): number | undefined {
	return sumOfSets(record, ({map50To95, map50, top1}) => top1 ?? map50To95 ?? map50);
}

/**
The best epoch as the framework counts it, the one that best.pt holds and from which its patience counts; undefined before a validation.
Of equal ones YOLOv5 takes the later one and Ultralytics the earlier one, except that with 0 as the best both count on. Every place that
names a best epoch takes it from here.
Source: EarlyStopping in utils/torch_utils.py of YOLOv5 v6.1 to v7.0 and ultralytics/utils/torch_utils.py.
*/
export function bestRecord<T extends RankedRecord>(records: readonly T[], framework: FrameworkName | undefined): T | undefined {
	let best: T | undefined;
	let highest = -Infinity;
	for (const record of records) {
		const value = fitness(record, framework);
		if (value === undefined || value < highest || (value === highest && value !== 0 && !traitsOf(framework).prefersLaterEpoch)) {
			continue;
		}

		best = record;
		highest = value;
	}

	return best;
}

function sumOfSets({metrics, maskMetrics, poseMetrics}: RankedRecord, ofSet: (metrics: Metrics) => number | undefined): number | undefined {
	if (metrics === undefined) {
		return undefined;
	}

	let sum = 0;
	for (const set of [metrics, maskMetrics, poseMetrics]) {
		const value = set === undefined ? 0 : ofSet(set);
		if (value === undefined || Number.isNaN(value)) {
			return undefined;
		}

		sum += value;
	}

	return sum;
}
