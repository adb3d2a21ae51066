import type {Glyphs} from '../theme/glyphs.ts';
import {medianOf} from './chart/path.ts';

/** What differs by less than this share of its mean is flat: noise that fills the whole height would be read as a change. */
const flatShare = 0.1;

/**
A curve in one row of at most `width` columns, a column for each value, or the median of those that share one; a gap where none is a
number. It is scaled to its own lowest and highest value, or to 0 to 100 for shares. Fewer values than columns give a shorter text.
*/
export function sparkline(values: ReadonlyArray<number | undefined>, width: number, glyphs: Glyphs, kind: 'own-range' | 'percent' = 'own-range'): string {
	const points = toColumns(values, width);
	const [low, high] = kind === 'percent' ? [0, 100] : rangeOf(points.filter(point => point !== undefined));
	const {sparks} = glyphs;
	return points.map(point => {
		// Halved, because the difference of two huge numbers may be no number any more.
		const height = point === undefined ? NaN : ((point / 2) - (low / 2)) / ((high / 2) - (low / 2));
		return point === undefined ? ' ' : sparks[Math.min(sparks.length - 1, Math.max(0, Math.floor((Number.isFinite(height) ? height : 0.5) * sparks.length)))]!;
	}).join('');
}

/** A flat curve stays in the middle of its range. */
function rangeOf(points: readonly number[]): readonly [low: number, high: number] {
	const low = Math.min(...points);
	const high = Math.max(...points);
	const middle = (low / 2) + (high / 2);
	const half = Math.max((high / 2) - (low / 2), Math.abs(middle) * flatShare / 2);
	return [middle - half, middle + half];
}

/** One value for each column; undefined where a column has no finite one. */
function toColumns(values: ReadonlyArray<number | undefined>, width: number): ReadonlyArray<number | undefined> {
	const columns = Math.max(0, Math.min(values.length, Math.floor(width)));
	return Array.from({length: columns}, (_, column) => {
		const shared = values.slice(Math.floor(column * values.length / columns), Math.floor((column + 1) * values.length / columns)).filter((value): value is number => value !== undefined && Number.isFinite(value));
		return shared.length === 0 ? undefined : medianOf(shared);
	});
}
