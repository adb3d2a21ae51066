/** What the figures of a chart are. */
export type ChartUnit = 'number' | 'percent' | 'bytes' | 'binary-bytes' | 'seconds';

/** A larger unit in which a scale is written: the figure is divided by `divisor` and `suffix` follows. */
export type ScaleUnit = {readonly divisor: number; readonly suffix: string};

const plain: ScaleUnit = {divisor: 1, suffix: ''};
const ladders: Readonly<Record<ChartUnit, readonly ScaleUnit[]>> = {
	number: [plain],
	percent: [{divisor: 1, suffix: '%'}],
	// As the GPU_mem column writes it.
	bytes: [{divisor: 1, suffix: 'B'}, {divisor: 1e3, suffix: 'k'}, {divisor: 1e6, suffix: 'M'}, {divisor: 1e9, suffix: 'G'}, {divisor: 1e12, suffix: 'T'}],
	'binary-bytes': [{divisor: 1, suffix: 'B'}, {divisor: 1024, suffix: 'Ki'}, {divisor: 1024 ** 2, suffix: 'Mi'}, {divisor: 1024 ** 3, suffix: 'Gi'}, {divisor: 1024 ** 4, suffix: 'Ti'}],
	// Below three minutes seconds tell more than fractions of a minute.
	seconds: [{divisor: 1, suffix: 's'}, {divisor: 60, suffix: 'm'}, {divisor: 3600, suffix: 'h'}],
};
const smallestInUnit: Readonly<Partial<Record<ChartUnit, number>>> = {seconds: 3};

/** The unit in which the scale is written whose largest figure is this. */
export function scaleUnit(unit: ChartUnit, largest: number): ScaleUnit {
	const least = smallestInUnit[unit] ?? 1;
	return ladders[unit].findLast(({divisor}) => Math.abs(largest) >= divisor * least) ?? ladders[unit][0]!;
}

/** The most columns that the label of a scale takes. */
export const widestLabel = 8;

/**
A mark of a scale as a short text: `0.05`, `1e-5`, `1.5G`. As many decimals are given as tell two marks apart that are `step`
from each other; undefined is for marks that are no multiples of a step.
*/
export function tickLabel(value: number, step: number | undefined, {divisor, suffix}: ScaleUnit = plain): string {
	if (!Number.isFinite(value)) {
		return '';
	}

	const shown = value / divisor;
	const shownStep = step === undefined ? undefined : step / divisor;
	return shown === 0 ? '0' : `${digitsOf(shown, shownStep)}${suffix}`;
}

function digitsOf(value: number, step: number | undefined): string {
	const size = Math.abs(value);
	if (size >= 1e6 || size < 0.0005 || (step !== undefined && step < 0.0005)) {
		return shortExponential(value);
	}

	if (step === undefined) {
		return String(Number(value.toPrecision(2)));
	}

	const text = value.toFixed(Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
	return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** With as many digits as fit: `1e-5`, `2.5e-5`, `-1e300`. */
function shortExponential(value: number): string {
	for (const digits of [3, 2, 1]) {
		const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e', 2);
		const text = `${Number(mantissa)}e${Number(exponent)}`;
		if (text.length < widestLabel) {
			return text;
		}
	}

	return value.toExponential(0).replace('+', '');
}
