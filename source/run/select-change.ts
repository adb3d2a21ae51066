import {trendEpochs, type Point, type Trend} from './select-series.ts';

/** How much a figure has changed since some epochs before. */
export type Change = {
	readonly change: number;
	/** From the earlier value to the last one. */
	readonly epochs: number;
	readonly from: number;
};

/** The change over the last ten epochs, or as many as there are; undefined before two values, and where one of them is no number. */
export function selectChange(points: readonly Point[]): Change | undefined {
	const last = points.at(-1);
	const before = points.at(-1 - trendEpochs) ?? points[0];
	return last === undefined || before === undefined || last === before || !Number.isFinite(last.value) || !Number.isFinite(before.value)
		? undefined
		: {change: last.value - before.value, epochs: last.epoch - before.epoch, from: before.value};
}

/** A change that is less than this part of what it changed from is none. */
const flatPart = 0.01;

/** Which way that goes. */
export function trendOfChange({change, from}: Change): Trend {
	if (!(Math.abs(change) > flatPart * Math.abs(from))) {
		return 'flat';
	}

	return change > 0 ? 'rising' : 'falling';
}
