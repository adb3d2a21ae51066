/**
At most `columns` values that keep what the eye looks for: of every stretch of points its lowest and its highest, in
the order in which they came, so that no spike disappears. Values that are no finite number become NaN (a gap).
*/
export function downsample(values: ReadonlyArray<number | undefined>, columns: number): readonly number[] {
	const room = Math.floor(columns);
	if (!(room > 0)) {
		return [];
	}

	if (values.length <= room) {
		return values.map(value => toFinite(value));
	}

	const pairs = Math.floor(room / 2);
	if (pairs === 0) {
		return [toFinite(values.at(-1))];
	}

	const kept: number[] = [];
	for (let pair = 0; pair < pairs; pair++) {
		const [low, high] = findExtremes(values, Math.floor((pair * values.length) / pairs), Math.floor(((pair + 1) * values.length) / pairs));
		kept.push(toFinite(values[Math.min(low, high)]), toFinite(values[Math.max(low, high)]));
	}

	// The present value is the one that is compared with the number beside the curve.
	kept[kept.length - 1] = toFinite(values.at(-1));
	return kept;
}

function toFinite(value: number | undefined): number {
	return value !== undefined && Number.isFinite(value) ? value : NaN;
}

function findExtremes(values: ReadonlyArray<number | undefined>, start: number, end: number): readonly [number, number] {
	let low = -1;
	let high = -1;
	for (let index = start; index < end; index++) {
		const value = values[index];
		if (value === undefined || !Number.isFinite(value)) {
			continue;
		}

		if (low === -1 || value < values[low]!) {
			low = index;
		}

		if (high === -1 || value > values[high]!) {
			high = index;
		}
	}

	return [low === -1 ? start : low, high === -1 ? start : high];
}
