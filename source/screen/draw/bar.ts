import type {Glyphs} from '../theme/glyphs.ts';
import type {Segment} from './line.ts';

/** A progress bar of exactly `width` columns. `fraction` is clamped to 0 to 1; undefined draws an empty track. */
export function drawBar(fraction: number | undefined, width: number, glyphs: Glyphs): readonly Segment[] {
	const columns = Math.max(0, Math.floor(width));
	const share = fraction === undefined || Number.isNaN(fraction) ? 0 : Math.min(1, Math.max(0, fraction));
	const steps = glyphs.barParts.length + 1;
	const filled = Math.floor(share * columns * steps);
	const whole = Math.floor(filled / steps);
	const part = whole < columns && filled % steps > 0 ? glyphs.barParts[(filled % steps) - 1]! : '';
	return [
		['run1', glyphs.barFull.repeat(whole) + part],
		['rest', glyphs.barRest.repeat(columns - whole - part.length)],
	];
}
