/** How much of the past stays in a smoothed curve, 0 for none, below 1; the levels that the key goes through. */
export const smoothingLevels = [0, 0.6, 0.9] as const;

export type Smoothing = typeof smoothingLevels[number];

/**
The exponential moving average of the values, without the pull to 0 at its beginning. Values that are no finite number stay
as they are and do not count.

Source: the smoothing of TensorBoard's scalar charts: `last = weight * last + (1 - weight) * value`, divided by `1 - weight ** n`.
*/
export function smooth(values: ReadonlyArray<number | undefined>, weight: number): ReadonlyArray<number | undefined> {
	if (!(weight > 0)) {
		return values;
	}

	let average = 0;
	let rest = 1;
	return values.map(value => {
		if (value === undefined || !Number.isFinite(value)) {
			return value;
		}

		average = (weight * average) + ((1 - weight) * value);
		rest *= weight;
		return average / (1 - rest);
	});
}
