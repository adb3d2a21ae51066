import type {Glyphs} from '../../theme/glyphs.ts';
import type {Token} from '../../theme/token.ts';

/** One curve. */
export type ChartSeries = {
	/** Written at the end of the curve where there is room; undefined leaves it to a legend. */
	readonly name?: string | undefined;
	readonly token: Token;
	/** Finite and ascending. */
	readonly xs: readonly number[];
	/** As long as `xs`. Undefined was not measured, NaN and infinite were printed so; all leave a gap. */
	readonly ys: ReadonlyArray<number | undefined>;
	/** Drawn behind the others, dimly: the raw values behind a smoothed curve. */
	readonly isFaint?: boolean;
};

/** What happened at a place of the x axis; the best epoch is marked on the curve, everything else on the axis. */
export type ChartMark = {readonly kind: 'best' | keyof Glyphs['events']; readonly x: number};

/** The part of the x axis that is drawn; `from` is below `to`. */
export type AxisRange = {readonly from: number; readonly to: number};

/** The first and the last x of all curves; undefined without any point. */
export function rangeOf(series: readonly ChartSeries[]): AxisRange | undefined {
	let from = Infinity;
	let to = -Infinity;
	for (const {xs} of series) {
		if (xs.length === 0) {
			continue;
		}

		from = Math.min(from, xs[0]!);
		to = Math.max(to, xs.at(-1)!);
	}

	return from <= to ? {from, to} : undefined;
}

/** The place of the first x that is not below `x`; the length when there is none. */
export function firstAtOrAfter(xs: readonly number[], x: number): number {
	let low = 0;
	let high = xs.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (xs[middle]! < x) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

/** The place of the x that is closest to `x`; undefined without any point. */
export function nearestIndex(xs: readonly number[], x: number): number | undefined {
	const after = firstAtOrAfter(xs, x);
	if (after === 0 || xs.length === 0) {
		return xs.length === 0 ? undefined : 0;
	}

	return after === xs.length || x - xs[after - 1]! <= xs[after]! - x ? after - 1 : after;
}

/** The place of the last number in the range; undefined where there is none. */
export function lastIndex({xs, ys}: Pick<ChartSeries, 'xs' | 'ys'>, {from, to}: AxisRange): number | undefined {
	for (let index = xs.length - 1; index >= 0 && xs[index]! >= from; index--) {
		if (xs[index]! <= to && Number.isFinite(ys[index] ?? NaN)) {
			return index;
		}
	}

	return undefined;
}

/** The column of an x, 0-based; undefined outside of the picture. */
export function columnOf(x: number, {from, to}: AxisRange, columns: number): number | undefined {
	if (x < from || x > to) {
		return undefined;
	}

	return to > from ? Math.round(((x - from) / (to - from)) * (columns - 1)) : Math.floor((columns - 1) / 2);
}
