/** What is known of an epoch's duration while it runs. Times are milliseconds since 1970. */
export type EpochTimes = {
	readonly startedAt?: number;
	/** Last elapsed time of the training bar. */
	readonly trainingMs?: number;
	/** Last elapsed time of the validation bar. */
	readonly validationMs?: number;
};

/** Bars are rounded down to the second, each. */
const roundingMs = 2000;

/**
Duration of an epoch, training and validation together, in seconds. The times of the lines are exact where the source
stamps them; the sum of the bars is the fallback, and the check: lines that were all read at once carry one time.

@returns undefined when neither is known.
*/
export function secondsOf({startedAt, trainingMs, validationMs}: EpochTimes, completedAt: number | undefined): number | undefined {
	const bars = trainingMs === undefined ? undefined : trainingMs + (validationMs ?? 0);
	const between = startedAt === undefined || completedAt === undefined ? undefined : completedAt - startedAt;
	if (between !== undefined && between > 0 && between >= (bars ?? 0) - roundingMs) {
		return between / 1000;
	}

	// Bars that were both rounded down to 0 say nothing.
	return bars === undefined || bars === 0 ? undefined : bars / 1000;
}
