/** The sign for a value that is not known. */
export const unknownSign = '-';

/** Shows a model quality metric (0 to 1) with three decimals: `0.618`, `1.000`, `nan`. */
export function metric(value: number | undefined): string {
	return value === undefined ? unknownSign : specialNumber(value) ?? value.toFixed(3);
}

/** Shows a difference of metrics with its sign: `+0.021`, `−0.005`, `±0.000`. */
export function signedMetric(change: number | undefined): string {
	if (change === undefined || !Number.isFinite(change)) {
		return unknownSign;
	}

	const text = Math.abs(change).toFixed(3);
	return `${text === '0.000' ? '±' : (change > 0 ? '+' : '−')}${text}`;
}

/** Shows a loss for a column, in which decimals stand below each other: `0.0371`, `12.4012`, `812.4`, `nan`. */
export function lossInColumn(value: number | undefined): string {
	return value === undefined ? unknownSign : specialNumber(value) ?? value.toFixed(Math.abs(value) < 100 ? 4 : 1);
}

/** Shows a loss with four significant digits, trailing zeros kept so that it does not jump: `0.04366`, `12.40`, `1.2e+03`, `nan`, `inf`. */
export function loss(value: number | undefined): string {
	if (value === undefined) {
		return unknownSign;
	}

	const special = specialNumber(value);
	if (special !== undefined) {
		return special;
	}

	const size = Math.abs(value);
	return size !== 0 && (size < 0.0001 || size >= 100_000) ? value.toExponential(2) : value.toPrecision(4);
}

/** Shows a whole number with thousands separated by a comma: `2,590,620`. */
export function count(value: number | undefined): string {
	return value === undefined ? unknownSign : specialNumber(value) ?? grouped(Math.round(value));
}

/** Shows a number as it is, without groups of digits. */
export function whole(value: number | undefined): string {
	return value === undefined ? unknownSign : String(value);
}

/** Shows a speed: `2.1 it/s`, below one a second `1.4 s/it`. */
export function rate(perSecond: number | undefined): string {
	if (perSecond === undefined || !Number.isFinite(perSecond) || perSecond <= 0) {
		return unknownSign;
	}

	return perSecond >= 1 ? `${threeDigits(perSecond)} it/s` : `${threeDigits(1 / perSecond)} s/it`;
}

function grouped(value: number): string {
	const digits = Math.abs(value).toString();
	let text = digits.slice(-3);
	for (let end = digits.length - 3; end > 0; end -= 3) {
		text = `${digits.slice(Math.max(0, end - 3), end)},${text}`;
	}

	return value < 0 ? `-${text}` : text;
}

function threeDigits(value: number): string {
	return value.toFixed(value < 100 ? 1 : 0);
}

/** The frameworks' own words for numbers that are none; undefined for an ordinary number. */
function specialNumber(value: number): string | undefined {
	if (Number.isNaN(value)) {
		return 'nan';
	}

	if (Number.isFinite(value)) {
		return undefined;
	}

	return value > 0 ? 'inf' : '-inf';
}
