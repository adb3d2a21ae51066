import type {Metrics} from './metric.ts';
import type {EpochRecord} from './run.ts';

/**
The number by which the frameworks pick best.pt: 0.1 mAP50 + 0.9 mAP50-95, summed over the box, mask and keypoint sets;
the mean of top1 and top5 for classification. Undefined when the epoch was not validated or a value is nan.
Source: `fitness()` in utils/metrics.py and utils/segment/metrics.py of YOLOv5 v6.0 to master, ultralytics/utils/metrics.py 8.0 to 8.3.
*/
export function fitness(record: EpochRecord): number | undefined {
	return sumOfSets(record, ({map50, map50To95, top1, top5}) => {
		if (top1 !== undefined) {
			return top5 === undefined ? top1 : (top1 + top5) / 2;
		}

		return map50 === undefined || map50To95 === undefined ? undefined : (0.1 * map50) + (0.9 * map50To95);
	});
}

/** What a person compares epochs by: mAP50-95, summed over the sets, or top1. Undefined as `fitness`. */
export function score(record: EpochRecord): number | undefined {
	return sumOfSets(record, ({map50To95, map50, top1}) => top1 ?? map50To95 ?? map50);
}

function sumOfSets({metrics, maskMetrics, poseMetrics}: EpochRecord, ofSet: (metrics: Metrics) => number | undefined): number | undefined {
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
