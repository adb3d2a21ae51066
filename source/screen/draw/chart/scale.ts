import {
	chooseMarks,
	marksOf,
	niceSteps,
	type MarkRoom,
	type Marks,
} from './even-marks.ts';
import {logMarks} from './log-marks.ts';
import {linearTicks} from './ticks.ts';
import {
	scaleUnit,
	tickLabel,
	tickLabels,
	type ChartUnit,
	type ScaleUnit,
	type TimeUnits,
} from './unit.ts';

/** The y axis. */
export type Scale = {
	readonly low: number;
	readonly high: number;
	/** False where a logarithmic scale was asked for and no value is above 0. */
	readonly isLog: boolean;
	readonly ticks: ReadonlyArray<{readonly value: number; readonly label: string}>;
	readonly unit: ScaleUnit;
	/** The place of a value, 0 at the bottom to 1 at the top. On a logarithmic scale 0 and less are at the bottom. */
	readonly toHeight: (value: number) => number;
};

export type ScaleOptions = {
	readonly rows: number;
	/** How many heights a row tells apart. */
	readonly dotsPerRow: number;
	readonly unit?: ChartUnit;
	readonly timeUnits?: TimeUnits;
	readonly isLog?: boolean;
	/** Widens the scale, never cuts: the lowest and highest value that must be on it. */
	readonly floor?: number;
	readonly ceiling?: number;
	/** Ascending: the scale ends at the first of these that is not below the highest value. */
	readonly tops?: readonly number[];
	/** Leaves a twentieth free below and above, and begins at 0 where that is near. */
	readonly isPadded?: boolean;
};

/** Where the axis of a quality from 0 to 1 ends. */
export const qualityScale = {floor: 0, tops: [0.1, 0.2, 0.4, 0.6, 0.8, 1]} as const satisfies Pick<ScaleOptions, 'floor' | 'tops'>;

/** The 0 belongs to a picture when it is not farther below the lowest value than this share of what is between lowest and highest. */
const nearZeroShare = 0.25;
const paddingShare = 0.05;
const lowerTop = 0.92;

// Beyond this, sums of two values stop being numbers.
const largest = 1e300;

/** The scale for these values (finite ones count); undefined when there is none. */
export function chooseScale(values: Iterable<number | undefined>, options: ScaleOptions): Scale | undefined {
	const {rows, dotsPerRow, unit: kind = 'number', timeUnits, isLog = false, floor, ceiling} = options;
	const {low, high, lowestPositive} = extremesOf(values);
	if (low > high) {
		return undefined;
	}

	if (isLog && high > 0) {
		return logScale(lowestPositive, high, {rows, dotsPerRow}, scaleUnit(kind, high, timeUnits));
	}

	const [lowest, highest] = endsOf(low, high, options);
	if (highest !== 0 && lowest !== floor && isFlat(lowest, highest)) {
		const margin = Math.max(Math.abs(lowest) * 0.1, 1e-290);
		return flatScale(highest, [lowest - margin, highest + margin], scaleUnit(kind, Math.abs(highest), timeUnits));
	}

	const [bottom, top] = isFlat(lowest, highest) ? zeroScale(lowest, floor, kind) : [lowest, highest];
	const room = {
		rows, dotsPerRow, isLowFixed: bottom === 0 || bottom === floor, isHighFixed: top === ceiling,
	};
	const unit = scaleUnit(kind, Math.max(Math.abs(bottom), Math.abs(top)), timeUnits);
	// Where the end is ours to choose, one a little lower may have marks that divide the rows evenly: those with more of them count.
	const tops = options.tops === undefined ? [top] : [top, Math.max(high, top * lowerTop)];
	return tops.map(end => linearScale(bottom, end, room, unit)).toSorted((one, other) => other.ticks.length - one.ticks.length)[0];
}

/** How far the scale reaches at least. */
function endsOf(low: number, high: number, {floor = low, ceiling: end, tops, isPadded = false}: ScaleOptions): readonly [lowest: number, highest: number] {
	const ceiling = end ?? high;
	const lowest = Math.min(low, floor);
	const highest = Math.max(tops?.find(top => top >= high) ?? high, ceiling);
	if (isFlat(low, high)) {
		// A constant above its floor: the top of the scale would be its value, and the curve the upper edge. Where the scale has an end of its own it is full.
		return [lowest, end === undefined && highest === high && lowest < low ? high + ((high - lowest) / 2) : highest];
	}

	const span = high - low;
	return isPadded
		? [low >= 0 && low <= span * nearZeroShare ? 0 : Math.min(lowest, low - (span * paddingShare)), Math.max(highest, high + (span * paddingShare))]
		: [lowest, highest];
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

/** What differs in the last digits only is flat: a scale for it could not be labelled. */
function isFlat(low: number, high: number): boolean {
	return high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-5 || high - low <= 1e-300;
}

/** A flat curve is in the middle of its scale, and its own value is all that there is to read. */
function flatScale(value: number, [low, high]: readonly [number, number], unit: ScaleUnit): Scale {
	return {
		low,
		high,
		isLog: false,
		unit,
		ticks: [{value, label: tickLabel(value, unit, 3)}],
		toHeight: height => clamp((height - low) / (high - low)),
	};
}

/** How far the scale of a curve that is 0 all along reaches: a part of a byte would be no mark to read. */
const zeroMargins: Readonly<Partial<Record<ChartUnit, number>>> = {bytes: 1e9, 'binary-bytes': 1024 ** 3, percent: 100};

/** A curve that is at its floor, or 0, all along. */
function zeroScale(low: number, floor: number | undefined, kind: ChartUnit): readonly [number, number] {
	const margin = Math.max(low === 0 ? zeroMargins[kind] ?? 1 : Math.abs(low) * 0.1, 1e-290);
	return [low === floor ? low : low - margin, low + margin];
}

/** Reaches little farther than from the lowest to the highest value: rounding the ends up would leave rows of a small plot empty. */
function linearScale(lowest: number, highest: number, room: MarkRoom, unit: ScaleUnit): Scale {
	const {divisor} = unit;
	const ends = {low: lowest / divisor, high: highest / divisor};
	const marks = chooseMarks(marksOf(ends.low, ends.high, niceSteps(ends.low, ends.high), room), ends, room) ?? singleMark(ends.low, ends.high);
	const labels = tickLabels(marks.values, marks.step, unit);
	const [low, high] = [marks.low * divisor, marks.high * divisor];
	return {
		low,
		high,
		isLog: false,
		unit,
		ticks: marks.values.map((value, index) => ({value: value * divisor, label: labels[index]!})),
		toHeight: value => clamp(((value / 2) - (low / 2)) / ((high / 2) - (low / 2))),
	};
}

/** For a plot of one row, and where the numbers are too close for two. */
function singleMark(low: number, high: number): Marks {
	const {step, values} = [1, 2, 4].map(count => linearTicks(low, high, count)).find(ticks => ticks.values.length > 0) ?? {step: 1, values: []};
	return {
		low, high, step, values: values.slice(0, 1),
	};
}

function logScale(lowest: number, highest: number, room: MarkRoom, unit: ScaleUnit): Scale {
	const isConstant = highest <= lowest * 1.0001;
	// Half of the smallest number is 0, which has no logarithm.
	const ends = {
		low: Math.log10(isConstant ? Math.max(lowest / 2, Number.MIN_VALUE) : lowest),
		high: Math.log10(isConstant ? Math.min(largest, highest * 2) : highest),
	};
	const marks = isConstant ? undefined : chooseMarks(logMarks(ends.low, ends.high, room), ends, room);
	const {low, high, values, labelStep} = marks ?? {...ends, values: [Math.log10(highest)], labelStep: undefined};
	const numbers = values.map(value => 10 ** value);
	const labels = labelStep === undefined
		? numbers.map(value => tickLabel(value, unit, marks === undefined ? 3 : 2))
		: tickLabels(numbers.map(value => value / unit.divisor), labelStep / unit.divisor, unit);
	return {
		low: 10 ** low,
		high: 10 ** high,
		isLog: true,
		unit,
		ticks: numbers.map((value, index) => ({value, label: labels[index]!})),
		toHeight: value => value > 0 ? clamp((Math.log10(value) - low) / (high - low)) : 0,
	};
}

function clamp(share: number): number {
	return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}
