import {rowOf} from './row-of.ts';
import {multiplesOf, niceStep} from './ticks.ts';

/** The ends of a scale and its marks, all in the measure in which the scale is even: the value, or its logarithm. */
export type Marks = {
	readonly low: number;
	readonly high: number;
	readonly values: readonly number[];
	/** What the marks are multiples of. */
	readonly step: number;
	/** Where the values are logarithms: what the numbers that are written are multiples of. */
	readonly labelStep?: number | undefined;
	/** Whether the scale itself sets them unevenly, as a logarithmic one does with 2, 4 and 6: readable with some room. */
	readonly isUneven?: boolean;
};

/** The rows of a plot, and which ends of its scale must stay where they are. */
export type MarkRoom = {
	readonly rows: number;
	readonly dotsPerRow: number;
	readonly isLowFixed?: boolean;
	readonly isHighFixed?: boolean;
};

/** More marks than this tell nothing more. */
const mostMarks = 7;
/** In so many rows one may stay without a curve. */
const rowsForEmpty = 8;
/** In fewer rows marks that are not even look like a mistake. */
const rowsForUneven = 10;
/** Where the room that is won is put, below the curve as a share of all. The last that is as good as another counts: the middle. */
const sharesBelow = [1, 0, 0.75, 0.25, 0.5];

/** The steps of 1, 2, 2.5 or 5 times a power of ten that give from two to about ten marks between two values. */
export function niceSteps(low: number, high: number): readonly number[] {
	const steps: number[] = [];
	for (let step = niceStep((high - low) / 9); step <= (high - low) * 1.5 && steps.length < 8; step = niceStep(step * 1.5)) {
		steps.push(step, ...isTwo(step) ? [step * 1.25] : []);
	}

	return steps;
}

function isTwo(step: number): boolean {
	return step.toExponential().startsWith('2e');
}

/**
The scales from `low` to `high` whose marks are multiples of one of the steps: as they are, and a little longer so that a step
is a whole number of rows. The last two of each are the marks that are farthest apart.
@yields each scale with its marks.
*/
export function * marksOf(low: number, high: number, steps: readonly number[], room: MarkRoom): Generator<Marks> {
	for (const step of steps) {
		for (const ends of lengthen(low, high, step, room)) {
			yield {...ends, step, values: multiplesOf(step, ends.low, ends.high)};
		}

		const values = multiplesOf(step, low, high);
		if (values.length > 2) {
			yield {
				low, high, step, values: [values[0]!, values.at(-1)!],
			};
		}
	}
}

/**
The best scale whose marks are equally many rows apart and whose ends still are in the first and the last row of the plot, or near
them where it is tall: with many marks, little added, and over much of the plot. Uneven marks read as if the scale were bent.
*/
export function chooseMarks(candidates: Iterable<Marks>, {low, high}: Pick<Marks, 'low' | 'high'>, room: MarkRoom): Marks | undefined {
	let best: Marks | undefined;
	let least = Infinity;
	for (const marks of candidates) {
		const cost = costOf(marks, low, high, room);
		// Of two as good the later one counts: it has the larger step and so fewer digits.
		if (cost === Infinity || cost > least + 1e-6) {
			continue;
		}

		best = marks;
		least = cost;
	}

	return best;
}

/** Infinity for marks that must not be. */
function costOf({low, high, step, values, isUneven = false}: Marks, lowest: number, highest: number, {rows, dotsPerRow}: MarkRoom): number {
	const toRow = (value: number) => rowOf(((value / 2) - (low / 2)) / ((high / 2) - (low / 2)), rows, dotsPerRow);
	const [first, second] = values;
	if (first === undefined || second === undefined || values.length > mostMarks) {
		return Infinity;
	}

	const emptyRows = rows - 1 - toRow(lowest) + toRow(highest);
	const gaps = values.slice(1).map((value, index) => toRow(values[index]!) - toRow(value));
	const isEven = gaps.every(gap => gap === gaps[0]);
	if (!(isEven || (isUneven && rows >= rowsForUneven)) || emptyRows > Math.floor(rows / rowsForEmpty) || Math.min(...gaps) < (rows > 3 ? 2 : 1)) {
		return Infinity;
	}

	const ideal = Math.min(6, Math.floor((rows + 1) / 2));
	const added = 1 - ((highest - lowest) / (high - low));
	const covered = (toRow(first) - toRow(values.at(-1)!)) / Math.max(1, rows - 1);
	// Two marks that are not one step apart: 28 and 34 is harder to read than 20 and 40.
	const isOdd = second - first > step * 1.5;
	const isQuarter = step.toExponential().startsWith('2.5e');
	return (ideal / values.length) + (1.5 * added) + (0.5 * (1 - covered)) + (isOdd ? 0.3 : 0) + (isQuarter ? 0.1 : 0) + (isEven ? 0 : 0.7);
}

/**
The ends as they are, and a little farther apart so that a step is a whole number of rows.
@yields the ends.
*/
export function * lengthen(low: number, high: number, step: number, {rows, dotsPerRow, isLowFixed = false, isHighFixed = false}: MarkRoom): Generator<Pick<Marks, 'low' | 'high'>> {
	yield {low, high};
	for (let gap = 1; gap < rows; gap++) {
		const added = (step * (((rows * dotsPerRow) - 1) / (gap * dotsPerRow))) - (high - low);
		// More would leave the first or the last row without a curve.
		if (!(added > 0) || added > (high - low)) {
			continue;
		}

		for (const share of sharesBelow) {
			const start = low - (added * share);
			if (!(isLowFixed && share > 0) && !(isHighFixed && share < 1)) {
				yield {low: start, high: high + (added * (1 - share))};
			}
		}
	}
}
