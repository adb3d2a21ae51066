import type {DurationUnits} from '../../../format/duration.ts';

/** What the figures of a chart are. */
export type ChartUnit = 'number' | 'percent' | 'bytes' | 'binary-bytes' | 'seconds';

/** A larger unit in which a scale is written: the figure is divided by `divisor` and `suffix` follows. */
export type ScaleUnit = {readonly divisor: number; readonly suffix: string};

const plain: ScaleUnit = {divisor: 1, suffix: ''};
const ladders: Readonly<Record<Exclude<ChartUnit, 'seconds'>, readonly ScaleUnit[]>> = {
	number: [plain],
	// The figure beside the chart has the sign.
	percent: [plain],
	// As the GPU_mem column writes it.
	bytes: [{divisor: 1, suffix: 'B'}, {divisor: 1e3, suffix: 'k'}, {divisor: 1e6, suffix: 'M'}, {divisor: 1e9, suffix: 'G'}, {divisor: 1e12, suffix: 'T'}],
	'binary-bytes': [{divisor: 1, suffix: 'B'}, {divisor: 1024, suffix: 'Ki'}, {divisor: 1024 ** 2, suffix: 'Mi'}, {divisor: 1024 ** 3, suffix: 'Gi'}, {divisor: 1024 ** 4, suffix: 'Ti'}],
};

/** The units of time on a scale, by default the international symbols. */
export type TimeUnits = Pick<DurationUnits, 'seconds' | 'minutes' | 'hours'>;

const timeSymbols: TimeUnits = {seconds: 's', minutes: 'm', hours: 'h'};

/** The unit in which the scale is written whose largest figure is this. */
export function scaleUnit(unit: ChartUnit, largest: number, timeUnits: TimeUnits = timeSymbols): ScaleUnit {
	const ladder = unit === 'seconds' ? timeLadder(timeUnits) : ladders[unit];
	// Below three minutes seconds tell more than fractions of a minute.
	const least = unit === 'seconds' ? 3 : 1;
	return ladder.findLast(({divisor}) => Math.abs(largest) >= divisor * least) ?? ladder[0]!;
}

function timeLadder({seconds, minutes, hours}: TimeUnits): readonly ScaleUnit[] {
	return [{divisor: 1, suffix: seconds}, {divisor: 60, suffix: minutes}, {divisor: 3600, suffix: hours}];
}

/** The most columns that a label takes, except where close numbers need more digits to be told apart. */
export const widestLabel = 8;

/**
The marks of a scale as short texts, with as many decimals as tell two marks apart that are `step` from each other, in the unit
that is shown: `0.05`, `0.10`. Very small and very large ones share a power of ten, so that they can be compared: `0.5e-5`, `1.0e-5`.
*/
export function tickLabels(values: readonly number[], step: number, {suffix}: ScaleUnit = plain): readonly string[] {
	const largest = Math.max(...values.map(value => Math.abs(value)));
	const isExponential = largest >= 1e6 || (largest < 0.0001 && step < 0.0001);
	const exponent = isExponential ? Number(largest.toExponential().split('e', 2)[1]) : 0;
	const decimals = Math.max(0, exponent + decimalsOf(step));
	const labels = values.map(value => value === 0 ? '0' : `${toDecimals(value, exponent, decimals)}${isExponential ? `e${exponent}` : ''}${suffix}`);
	// 1000002 is shorter than 1.000002e6.
	const isShorter = isExponential && step >= 1 && largest < 1e9 && labels.some(label => label.length > widestLabel + suffix.length);
	return isShorter ? values.map(value => `${Math.round(value)}${suffix}`) : labels;
}

/** How many decimals a number has: 3 for 0.025, -2 for 500. */
function decimalsOf(step: number): number {
	const [mantissa = '', power = ''] = Number(step.toPrecision(6)).toExponential().split('e', 2);
	return Math.max(0, mantissa.length - 2) - Number(power);
}

function toDecimals(value: number, exponent: number, decimals: number): string {
	// Shifted by its text: a division would add a rounding error, and the power itself may be no number.
	const [mantissa = '', power = ''] = value.toExponential().split('e', 2);
	return Number(`${mantissa}e${Number(power) - exponent}`).toFixed(Math.min(20, decimals));
}

/** A mark that is no multiple of a step, with so many digits that tell: `0.05`, `1e-5`, `1.5G`. */
export function tickLabel(value: number, {divisor, suffix}: ScaleUnit = plain, digits = 2): string {
	if (!Number.isFinite(value)) {
		return '';
	}

	const shown = value / divisor;
	const size = Math.abs(shown);
	return shown === 0 ? '0' : `${size >= 1e6 || size < 0.0005 ? shortExponential(shown) : String(Number(shown.toPrecision(digits)))}${suffix}`;
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
