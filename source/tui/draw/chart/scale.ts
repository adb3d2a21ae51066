import {linearTicks, logTicks} from './ticks.ts';
import {
	scaleUnit,
	tickLabel,
	type ChartUnit,
	type ScaleUnit,
} from './unit.ts';

/** The y axis. */
export type Scale = {
	readonly low: number;
	readonly high: number;
	/** False where a logarithmic scale was asked for and no value is above 0. */
	readonly isLog: boolean;
	readonly ticks: ReadonlyArray<{readonly value: number; readonly label: string}>;
	readonly unit: ScaleUnit;
	/** The place of a value, 0 at the bottom to 1 at the top. On a logarithmic scale 0 and less lie at the bottom. */
	readonly toHeight: (value: number) => number;
};

export type ScaleOptions = {
	readonly rows: number;
	readonly unit?: ChartUnit;
	readonly isLog?: boolean;
	/** Widens the scale, never cuts: the lowest and highest value that must be on it. */
	readonly floor?: number;
	readonly ceiling?: number;
};

// Beyond this, sums of two values stop being numbers.
const largest = 1e300;

/** The scale for these values (finite ones count); undefined when there is none. */
export function chooseScale(values: Iterable<number | undefined>, {rows, unit: kind = 'number', isLog = false, floor, ceiling}: ScaleOptions): Scale | undefined {
	const {low, high, lowestPositive} = extremesOf(values);
	if (low > high) {
		return undefined;
	}

	const count = Math.min(6, Math.max(1, Math.floor(rows / 2.5)));
	if (isLog && high > 0) {
		return logScale(lowestPositive, high, count, scaleUnit(kind, high));
	}

	const [bottom, top] = withMargin(Math.min(low, floor ?? low), Math.max(high, ceiling ?? high), floor, zeroMargins[kind] ?? 1);
	return linearScale(bottom, top, {wanted: count, least: Math.min(2, rows)}, scaleUnit(kind, Math.max(Math.abs(bottom), Math.abs(top))));
}

function extremesOf(values: Iterable<number | undefined>): {readonly low: number; readonly high: number; readonly lowestPositive: number} {
	let low = Infinity;
	let high = -Infinity;
	let lowestPositive = Infinity;
	for (const value of values) {
		if (value === undefined || !Number.isFinite(value)) {
			continue;
		}

		const clamped = Math.min(largest, Math.max(-largest, value));
		low = Math.min(low, clamped);
		high = Math.max(high, clamped);
		if (clamped > 0) {
			lowestPositive = Math.min(lowestPositive, clamped);
		}
	}

	return {low, high, lowestPositive};
}

/** How far the scale of a curve that is 0 all along reaches: a part of a byte would be no mark to read. */
const zeroMargins: Readonly<Partial<Record<ChartUnit, number>>> = {bytes: 1e9, 'binary-bytes': 1024 ** 3, percent: 100};

/** A flat curve is drawn in the middle of a scale around it, or at its floor. */
function withMargin(low: number, high: number, floor: number | undefined, zeroMargin: number): readonly [number, number] {
	// What differs in the last digits only is flat: a scale for it could not be labelled.
	if (high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-9 && high - low > 1e-300) {
		return [low, high];
	}

	const margin = Math.max(low === 0 ? zeroMargin : Math.abs(low) * 0.1, 1e-290);
	return [low === floor ? low : low - margin, high + margin];
}

/** Reaches from the lowest to the highest value: rounding the ends up would leave rows of a small plot empty. One mark alone tells nothing. */
function linearScale(low: number, high: number, {wanted, least}: {readonly wanted: number; readonly least: number}, unit: ScaleUnit): Scale {
	const {divisor} = unit;
	const {step, values} = [wanted, wanted * 2, wanted * 4].map(count => linearTicks(low / divisor, high / divisor, count)).find(ticks => ticks.values.length >= least) ?? {step: 1, values: []};
	return {
		low,
		high,
		isLog: false,
		unit,
		ticks: values.map(value => ({value: value * divisor, label: tickLabel(value * divisor, step * divisor, unit)})),
		toHeight: value => clamp(((value / 2) - (low / 2)) / ((high / 2) - (low / 2))),
	};
}

function logScale(lowest: number, highest: number, count: number, unit: ScaleUnit): Scale {
	const isFlat = highest <= lowest * 1.0001;
	// Half of the smallest number is 0, which has no logarithm.
	const low = isFlat ? Math.max(lowest / 2, Number.MIN_VALUE) : lowest;
	const high = isFlat ? Math.min(largest, highest * 2) : highest;
	const [bottom, top] = [Math.log10(low), Math.log10(high)];
	return {
		low,
		high,
		isLog: true,
		unit,
		ticks: logTicks(low, high, count).map(value => ({value, label: tickLabel(value, undefined, unit)})),
		toHeight: value => value > 0 ? clamp((Math.log10(value) - bottom) / (top - bottom)) : 0,
	};
}

function clamp(share: number): number {
	return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}
