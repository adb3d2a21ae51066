import {firstAtOrAfter, type ChartSeries, type AxisRange} from './series.ts';

/** A corner of a curve: the column, 0-based, and the height, 0 at the bottom to 1 at the top. */
export type Corner = readonly [column: number, height: number];

/** A curve as stretches of corners that are joined by straight lines; between two stretches is a gap. */
export type Path = ReadonlyArray<readonly Corner[]>;

export type PathOptions = {
	readonly range: AxisRange;
	readonly columns: number;
	/** The height of a value; undefined leaves a gap. */
	readonly toHeight: (value: number) => number | undefined;
};

/** What is kept of the points in one column. */
type Column = {readonly column: number; readonly first: number; low: number; high: number; lowIsFirst: boolean; last: number};

/**
The curve over so many columns. Of the points that share a column the first, the lowest, the highest and the last are kept,
so that no spike is lost, however many points there are.
*/
export function toPath({xs, ys}: Pick<ChartSeries, 'xs' | 'ys'>, {range, columns, toHeight}: PathOptions): Path {
	const stretches: Corner[][] = [];
	let stretch: Corner[] = [];
	let open: Column | undefined;
	const close = () => {
		if (open === undefined) {
			return;
		}

		stretch.push(...toCorners(open));
		open = undefined;
	};

	const leaveGap = () => {
		close();
		if (stretch.length === 0) {
			return;
		}

		stretches.push(stretch);
		stretch = [];
	};

	const span = range.to - range.from;
	// One point more on each side, so that a curve does not end inside the picture when a part of it is shown.
	const start = Math.max(0, firstAtOrAfter(xs, range.from) - 1);
	for (let index = start; index < xs.length; index++) {
		const x = xs[index]!;
		const value = ys[index];
		const height = value === undefined || !Number.isFinite(value) ? undefined : toHeight(value);
		if (height === undefined) {
			leaveGap();
		} else {
			const column = span > 0 ? Math.round(((x - range.from) / span) * (columns - 1)) : Math.floor((columns - 1) / 2);
			if (open?.column === column) {
				widen(open, height);
			} else {
				close();
				open = {
					column, first: height, low: height, high: height, lowIsFirst: true, last: height,
				};
			}
		}

		if (x > range.to) {
			break;
		}
	}

	leaveGap();
	return stretches.map(corners => clip(corners, columns)).filter(corners => corners.length > 0);
}

function widen(column: Column, height: number): void {
	if (height < column.low) {
		column.low = height;
		column.lowIsFirst = false;
	} else if (height > column.high) {
		column.high = height;
		column.lowIsFirst = true;
	}

	column.last = height;
}

function toCorners({column, first, low, high, lowIsFirst, last}: Column): readonly Corner[] {
	const heights = lowIsFirst ? [first, low, high, last] : [first, high, low, last];
	return heights.filter((height, index) => index === 0 || height !== heights[index - 1]).map(height => [column, height]);
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

/**
One height for each column, NaN in a gap: of several in a column the one that is farthest from the column before, so that
spikes stay; the last one of all stays too.
*/
export function toColumnHeights(path: Path, columns: number): readonly number[] {
	const heights = Array.from({length: columns}, () => NaN);
	for (const stretch of path) {
		let before: number | undefined;
		for (const [index, [column, height]] of stretch.entries()) {
			const earlier = stretch[index - 1];
			if (earlier !== undefined && earlier[0] < column) {
				before = heights[earlier[0]];
				for (let between = earlier[0] + 1; between < column; between++) {
					heights[between] = heightAt(earlier, [column, height], between);
				}
			}

			const present = heights[column]!;
			const isEnd = index === stretch.length - 1 && column === columns - 1;
			if (isEnd || Number.isNaN(present) || earlier?.[0] !== column || Math.abs(height - (before ?? height)) >= Math.abs(present - (before ?? height))) {
				heights[column] = height;
			}
		}
	}

	return heights;
}
