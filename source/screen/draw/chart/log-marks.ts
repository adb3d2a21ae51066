import {
	lengthen,
	marksOf,
	type MarkRoom,
	type Marks,
} from './even-marks.ts';
import {linearTicks, logTicks} from './ticks.ts';

/** How many powers of ten may be between two marks. */
const strides = [1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 200];
/** Over more powers of ten than these, marks between them are too close. */
const fewPowers = 3;
/** Twice and half of a power of ten, as often as the numbers stay short: 0.25, 0.5, 1, 2, 4, 8. */
const doublings = [-2, -1, 0, 1, 2, 3];

/**
The scales of a logarithmic axis.
@yields each with its ends and its marks, all as logarithms of values.
*/
export function * logMarks(low: number, high: number, room: MarkRoom): Generator<Marks> {
	const powers = high - low;
	if (powers <= fewPowers) {
		yield * roundMarks(low, high);
		yield * doublingMarks(low, high, room);
	}

	yield * marksOf(low, high, strides.filter(stride => stride <= powers), room);
}

/**
Round numbers of any kind, and the two of them that are farthest apart.
@yields the marks of each kind.
*/
function * roundMarks(low: number, high: number): Generator<Marks> {
	const [lowest, highest] = [10 ** low, 10 ** high];
	const linear = [6, 4, 2].map(count => linearTicks(lowest, highest, count));
	for (const {values: numbers, step: labelStep} of [{values: logTicks(lowest, highest, 6), step: undefined}, ...linear]) {
		const values = numbers.filter(value => value > 0).map(value => Math.log10(value));
		for (const chosen of values.length > 2 ? [values, [values[0]!, values.at(-1)!]] : [values]) {
			yield {
				low, high, values: chosen, step: high - low, labelStep, isUneven: true,
			};
		}
	}
}

/**
Marks that are each twice the one below.
@yields each scale with its marks.
*/
function * doublingMarks(low: number, high: number, room: MarkRoom): Generator<Marks> {
	const step = Math.log10(2);
	for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
		for (const ends of lengthen(low, high, step, room)) {
			const values = doublings.map(times => power + (times * step)).filter(value => value >= ends.low && value <= ends.high);
			// As many decimals as the smallest one needs: 0.05 and 0.10.
			yield {
				...ends, step, values, ...(values.length > 0 && {labelStep: 10 ** values[0]!}),
			};
		}
	}
}
