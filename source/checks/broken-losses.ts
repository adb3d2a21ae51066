import type {Losses} from '../domain/metric.ts';
import type {EpochRecord} from '../domain/run.ts';

/** Epochs that are named; a run may have hundreds. */
const shownRanges = 6;

/** Losses that are no numbers, with what they are: `box nan`; `split` stands before each name, for example `val `. */
export function brokenLosses(losses: Losses = {}, split = ''): readonly string[] {
	return Object.entries(losses).filter(([, value]) => !Number.isFinite(value)).map(([name, value]) => `${split}${name} ${Number.isNaN(value) ? 'nan' : 'inf'}`);
}

/** `33-34, 40`: neighbours as ranges, the last few of them. */
export function epochRanges(records: readonly EpochRecord[]): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const {epoch} of records) {
		const range = ranges.at(-1);
		if (range?.[1] === epoch - 1) {
			range[1] = epoch;
		} else {
			ranges.push([epoch, epoch]);
		}
	}

	const shown = ranges.slice(-shownRanges).map(([first, last]) => first === last ? `${first}` : `${first}-${last}`).join(', ');
	return ranges.length > shownRanges ? `..., ${shown}` : shown;
}
