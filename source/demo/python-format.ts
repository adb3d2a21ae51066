/** Python's `%g`: so many significant digits, no trailing zeros, an exponent of two digits for very small and large values. */
export function formatG(value: number, digits: number): string {
	if (!Number.isFinite(value)) {
		return Number.isNaN(value) ? 'nan' : (value > 0 ? 'inf' : '-inf');
	}

	if (value === 0) {
		return '0';
	}

	const [mantissa = '', exponentText = '0'] = value.toExponential(digits - 1).split('e', 2);
	const exponent = Number(exponentText);
	const withoutZeros = (text: string) => text.includes('.') ? String(Number(text)) : text;
	return exponent < -4 || exponent >= digits ? `${withoutZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}` : withoutZeros(value.toFixed(digits - 1 - exponent));
}

/** Cells of equal width, right aligned, as the frameworks print their tables. A longer text pushes the rest to the right. */
export function cells(width: number, ...texts: ReadonlyArray<string | number>): string {
	return texts.map(text => String(text).padStart(width)).join('');
}
