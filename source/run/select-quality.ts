import type {Losses, Metrics} from '../domain/metric.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import type {ValidationRow} from '../domain/validation.ts';

/** The running means of the epoch in progress, or the losses of the last completed one; empty when none is known. */
export function selectLosses({progress, history}: RunState): Losses {
	return progress?.losses ?? history.at(-1)?.losses ?? {};
}

/** The last validation of all classes: as printed, or the last row of results.csv that has metrics. */
export function selectLastValidation({lastValidation, history}: RunState): Pick<ValidationRow, 'metrics' | 'maskMetrics' | 'poseMetrics'> | undefined {
	if (lastValidation !== undefined) {
		return lastValidation;
	}

	const record = history.findLast((candidate): candidate is EpochRecord & {readonly metrics: Metrics} => candidate.metrics !== undefined);
	return record && {metrics: record.metrics, maskMetrics: record.maskMetrics, poseMetrics: record.poseMetrics};
}
