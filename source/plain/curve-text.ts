const steps = '▁▂▃▄▅▆▇█';

/** The last value of each of `columns` equal parts of a curve, as blocks between its lowest and its highest value. Empty for no values. */
export function curveText(values: readonly number[], columns: number): string {
	const finite = values.filter(value => Number.isFinite(value));
	const width = Math.min(columns, finite.length);
	const sampled = Array.from({length: width}, (_, index) => finite[Math.ceil(((index + 1) * finite.length) / width) - 1]!);
	const low = Math.min(...sampled);
	const high = Math.max(...sampled);
	return sampled.map(value => steps[high === low ? 0 : Math.round(((value - low) / (high - low)) * (steps.length - 1))]).join('');
}
