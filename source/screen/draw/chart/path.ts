import {firstAtOrAfter, type ChartSeries, type AxisRange} from './series.ts';

/** A corner of a curve: the column, 0-based, and the height, 0 at the bottom to 1 at the top. */
export type Corner = readonly [column: number, height: number];

/** A curve as stretches of corners that are joined by straight lines; between two stretches is a gap. */
export type Path = ReadonlyArray<readonly Corner[]>;

type Band = {readonly low: number; readonly high: number; readonly median: number};

/** What is drawn of a curve. */
export type Course = {
	readonly path: Path;
	/** Where several points share a column: the lowest and the highest of them, by column, and the median. */
	readonly bands: ReadonlyMap<number, Band>;
};

export type PathOptions = {
	readonly range: AxisRange;
	readonly columns: number;
	/** The height of a value. */
	readonly toHeight: (value: number) => number;
};

/**
The curve over so many columns. Points that share a column become their median, so that noise does not become a picket fence; how far
they reach is kept beside it.
*/
export function toCourse({xs, ys}: Pick<ChartSeries, 'xs' | 'ys'>, {range, columns, toHeight}: PathOptions): Course {
	const stretches: Corner[][] = [];
	const bands = new Map<number, Band>();
	let stretch: Corner[] = [];
	let column = 0;
	let heights: number[] = [];
	const close = () => {
		const median = heights.length === 0 ? undefined : medianOf(heights);
		if (median !== undefined) {
			stretch.push([column, median]);
		}

		if (median !== undefined && heights.length > 1) {
			bands.set(column, {low: Math.min(...heights), high: Math.max(...heights), median});
		}

		heights = [];
	};

	const leaveGap = () => {
		close();
		if (stretch.length > 0) {
			stretches.push(stretch);
		}

		stretch = [];
	};

	const span = range.to - range.from;
	// One point more on each side, so that a curve does not end inside the picture when a part of it is shown.
	for (let index = Math.max(0, firstAtOrAfter(xs, range.from) - 1); index < xs.length; index++) {
		const x = xs[index]!;
		const value = ys[index];
		if (value === undefined || !Number.isFinite(value)) {
			leaveGap();
		} else {
			const own = span > 0 ? Math.round(((x - range.from) / span) * (columns - 1)) : Math.floor((columns - 1) / 2);
			if (own !== column) {
				close();
			}

			column = own;
			heights.push(toHeight(value));
		}

		if (x > range.to) {
			break;
		}
	}

	leaveGap();
	return {path: stretches.map(corners => clip(corners, columns)).filter(corners => corners.length > 0), bands};
}

/** The middle one, of an even number the mean of both. */
export function medianOf(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! / 2) + (sorted[middle]! / 2);
}

/** Farther from the median than this share of the height a point is a spike, which must be seen. */
const spikeShare = 0.25;

/** The points that a line of medians would hide although they are far from it. */
export function spikesOf({bands}: Course): readonly Corner[] {
	return [...bands].flatMap(([column, {low, high, median}]) => [low, high].filter(height => Math.abs(height - median) > spikeShare).map((height): Corner => [column, height]));
}

/** Cuts what is left and right of the picture, where a line crosses its edge. */
function clip(corners: readonly Corner[], columns: number): readonly Corner[] {
	const last = columns - 1;
	const kept: Corner[] = [];
	for (const [index, corner] of corners.entries()) {
		const before = corners[index - 1];
		if (before !== undefined) {
			for (const edge of [0, last]) {
				if ((before[0] < edge && corner[0] > edge) || (before[0] > edge && corner[0] < edge)) {
					kept.push([edge, heightAt(before, corner, edge)]);
				}
			}
		}

		if (corner[0] >= 0 && corner[0] <= last) {
			kept.push(corner);
		}
	}

	return kept;
}

function heightAt([column, height]: Corner, [nextColumn, nextHeight]: Corner, wanted: number): number {
	return height + ((nextHeight - height) * ((wanted - column) / (nextColumn - column)));
}

/** One height for each column, NaN in a gap. */
export function toColumnHeights(path: Path, columns: number): readonly number[] {
	const heights = Array.from({length: columns}, () => NaN);
	for (const stretch of path) {
		for (const [index, corner] of stretch.entries()) {
			const earlier = stretch[index - 1];
			for (let between = (earlier?.[0] ?? corner[0]) + 1; between < corner[0]; between++) {
				heights[between] = heightAt(earlier!, corner, between);
			}

			heights[corner[0]] = corner[1];
		}
	}

	return heights;
}
