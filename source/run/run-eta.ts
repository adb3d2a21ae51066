import type {RunSummary} from '../domain/run-summary.ts';

/** The time that a run in a list still needs, in milliseconds, roughly; undefined when it does not train or nothing says. */
export function runLeftMs({condition, epochs, completedEpochs, secondsPerEpoch, modifiedAt}: RunSummary, now: number): number | undefined {
	if (condition !== 'training' || epochs === undefined || secondsPerEpoch === undefined) {
		return undefined;
	}

	const epochMs = secondsPerEpoch * 1000;
	return Math.max(0, ((epochs - completedEpochs) * epochMs) - Math.min(epochMs, now - modifiedAt));
}
