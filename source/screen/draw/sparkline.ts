import type {Glyphs} from '../theme/glyphs.ts';
import {downsample} from './downsample.ts';

/**
A curve in one row of at most `width` columns, scaled to its own lowest and highest value; a gap where a value is no
number. A flat curve stays in the middle. Fewer values than columns give a shorter text.
*/
export function sparkline(values: ReadonlyArray<number | undefined>, width: number, glyphs: Glyphs): string {
	const points = downsample(values, width);
	let low = Infinity;
	let high = -Infinity;
	for (const point of points) {
		if (Number.isNaN(point)) {
			continue;
		}

		low = Math.min(low, point);
		high = Math.max(high, point);
	}

	const {sparks} = glyphs;
	// Halved, because the difference of two huge numbers may be no number any more.
	const range = (high / 2) - (low / 2);
	let text = '';
	for (const point of points) {
		if (Number.isNaN(point)) {
			text += ' ';
			continue;
		}

		const height = range > 0 ? ((point / 2) - (low / 2)) / range : 0.4;
		text += sparks[Math.min(sparks.length - 1, Math.floor(height * sparks.length))] ?? '';
	}

	return text;
}
