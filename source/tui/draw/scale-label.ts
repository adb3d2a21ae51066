/**
A number for the axis of a chart in at most seven columns, never cut: 0.0437, 12.4, 1.2e+7. `step` is the distance to the
next label; as many decimals are given as tell two labels apart.
*/
export function scaleLabel(value: number, step: number): string {
	if (!Number.isFinite(value)) {
		return '';
	}

	const size = Math.max(Math.abs(value), Math.abs(step));
	if (size !== 0 && (size >= 99_999 || size < 0.00005)) {
		return value === 0 ? '0' : value.toExponential(1);
	}

	const wanted = step > 0 ? Math.floor(-Math.log10(step)) + 2 : 3;
	const decimals = Math.min(4, Math.max(0, wanted));
	const text = value.toFixed(size >= 1000 ? 0 : Math.min(decimals, size >= 10 ? 2 : 4));
	return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}
