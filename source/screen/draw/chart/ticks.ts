/** The marks of a linear scale: multiples of a step of 1, 2 or 5 times a power of ten. */
export type Ticks = {readonly step: number; readonly values: readonly number[]};

/** The smallest step of 1, 2 or 5 times a power of ten that is not below `rough`. */
export function niceStep(rough: number): number {
	if (!(rough > 0) || !Number.isFinite(rough)) {
		return 1;
	}

	const exponent = Math.floor(Math.log10(rough));
	for (const [digit, power] of [[1, exponent], [2, exponent], [5, exponent], [1, exponent + 1], [2, exponent + 1]] as const) {
		const step = Number(`${digit}e${power}`);
		// A part of a thousandth is a rounding error of the division before.
		if (step >= rough * 0.9999) {
			return step;
		}
	}

	return rough;
}

/** The multiples of `step` from `low` to `high`, at most 200; none where numbers of that size are further apart than the step. */
export function multiplesOf(step: number, low: number, high: number): readonly number[] {
	const first = Math.ceil((low / step) - 1e-9);
	const last = Math.floor((high / step) + 1e-9);
	if (!(last >= first) || last - first > 200 || Math.max(Math.abs(first), Math.abs(last)) > Number.MAX_SAFE_INTEGER) {
		return [];
	}

	// Dividing by a whole number keeps 0.3 from becoming 0.30000000000000004.
	const isSmall = step < 1;
	const reciprocal = Math.round(1 / step);
	return Array.from({length: last - first + 1}, (_, index) => {
		const value = isSmall && Number.isFinite(reciprocal) ? (first + index) / reciprocal : (first + index) * step;
		return value === 0 ? 0 : value;
	});
}

/** Marks for a linear scale with about `count` of them. */
export function linearTicks(low: number, high: number, count: number): Ticks {
	const step = niceStep((high - low) / Math.max(1, count));
	return {step, values: multiplesOf(step, low, high)};
}

/** The epochs to be written below an axis: at most `count` multiples of a round number, each as far from the next as from 0. */
export function epochTicks(low: number, high: number, count: number): readonly number[] {
	for (let power = 1; power < 1e15; power *= 10) {
		// A quarter of a hundred is round, a quarter of ten is none.
		for (const step of power === 1 ? [1, 2, 5] : [1, 2, 2.5, 5]) {
			const values = multiplesOf(step * power, low, high);
			if (values.length <= count && Math.ceil((low / (step * power)) - 1e-9) + 200 > high / (step * power)) {
				return values;
			}
		}
	}

	return [];
}

/**
Marks for a logarithmic scale from `low` to `high`, both above 0: powers of ten, every second or third of them where there are
many, with 2 and 5 times them where there are few, and round numbers within one power.
*/
export function logTicks(low: number, high: number, count: number): readonly number[] {
	const first = Math.floor(Math.log10(low) + 1e-9);
	const last = Math.ceil(Math.log10(high) - 1e-9);
	if (!Number.isFinite(last - first)) {
		return [];
	}

	const most = Math.max(2, count + 1);
	let best: readonly number[] = [];
	const strides = [1, 2, 3, 4, 5, 6, 8].map(parts => ({digits: [1], stride: Math.max(1, Math.ceil((last - first) / parts))}));
	for (const {digits, stride} of [...strides, {digits: [1], stride: 1}, {digits: [1, 2, 5], stride: 1}]) {
		const values = powersOf(digits, stride, first, last).filter(value => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
		if (values.length > best.length && (values.length <= most || best.length < 2)) {
			best = values;
		}
	}

	return best.length >= 2 ? best : linearTicks(low, high, count).values;
}

function powersOf(digits: readonly number[], stride: number, first: number, last: number): readonly number[] {
	const values: number[] = [];
	// Multiples of the stride, so that 1 is among them.
	for (let exponent = Math.floor(first / stride) * stride; exponent <= last; exponent += stride) {
		values.push(...digits.map(digit => Number(`${digit}e${exponent}`)));
	}

	return values;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const timeSteps = [
	second,
	2 * second,
	5 * second,
	10 * second,
	15 * second,
	30 * second,
	minute,
	2 * minute,
	5 * minute,
	10 * minute,
	15 * minute,
	30 * minute,
	hour,
	2 * hour,
	3 * hour,
	6 * hour,
	12 * hour,
	day,
	2 * day,
	7 * day,
	14 * day,
	30 * day,
];

/** Marks for moments in milliseconds since 1970, at round times of a clock that is so many minutes ahead of UTC. */
export function timeTicks(low: number, high: number, count: number, utcOffsetMinutes: number): Ticks {
	const rough = (high - low) / Math.max(1, count);
	const step = timeSteps.find(candidate => candidate >= rough) ?? (niceStep(rough / day) * day);
	const offset = utcOffsetMinutes * minute;
	return {step, values: multiplesOf(step, low + offset, high + offset).map(value => value - offset)};
}
