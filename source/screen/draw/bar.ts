import type {Glyphs} from '../theme/glyphs.ts';
import type {Token} from '../theme/token.ts';
import type {ChartMark} from './chart/series.ts';
import type {Segment} from './line.ts';

export type BarOptions = {
	/** What the bar is about; the epochs by default. */
	readonly token?: Token;
	/** What happened where, as shares of the bar from 0 to 1; the later one of two in one place counts. */
	readonly marks?: ReadonlyArray<{readonly kind: ChartMark['kind']; readonly share: number}>;
};

/** A progress bar of exactly `width` columns. `fraction` is clamped to 0 to 1; undefined draws an empty track. */
export function drawBar(fraction: number | undefined, width: number, glyphs: Glyphs, {token = 'run1', marks = []}: BarOptions = {}): readonly Segment[] {
	const columns = Math.max(0, Math.floor(width));
	const share = fraction === undefined || Number.isNaN(fraction) ? 0 : Math.min(1, Math.max(0, fraction));
	const steps = glyphs.barParts.length + 1;
	const filled = Math.floor(share * columns * steps);
	const whole = Math.floor(filled / steps);
	const part = whole < columns && filled % steps > 0 ? glyphs.barParts[(filled % steps) - 1]! : '';
	const bar: readonly Segment[] = [
		[token, glyphs.barFull.repeat(whole) + part],
		['rest', glyphs.barRest.repeat(columns - whole - part.length)],
	];
	return marks.length === 0 ? bar : drawMarks(bar, columns, glyphs, marks);
}

function drawMarks(bar: readonly Segment[], columns: number, glyphs: Glyphs, marks: NonNullable<BarOptions['marks']>): readonly Segment[] {
	const cells = bar.flatMap(([token, text]) => [...text].map((character): Segment => [token, character]));
	for (const {kind, share} of marks) {
		const column = Math.min(columns - 1, Math.floor(share * columns));
		if (column >= 0) {
			cells[column] = kind === 'best' ? ['best', glyphs.best] : [markTokens[kind], glyphs.events[kind]];
		}
	}

	return joinAlike(cells);
}

/** Neighbours of one role as one segment: fewer escape sequences. */
function joinAlike(cells: readonly Segment[]): readonly Segment[] {
	const joined: Segment[] = [];
	for (const [token, character] of cells) {
		const last = joined.at(-1);
		if (last?.[0] === token) {
			joined[joined.length - 1] = [token, last[1] + character];
		} else {
			joined.push([token, character]);
		}
	}

	return joined;
}

/** The role of each mark, on bars and on the axis of a chart. */
export const markTokens: Readonly<Record<Exclude<ChartMark['kind'], 'best'>, Token>> = {
	resume: 'label', warning: 'warning', closeMosaic: 'label', patience: 'label', failure: 'bad', fault: 'bad', validation: 'label',
};
