import {padEnd, truncate} from '../../../format/display-width.ts';
import type {TimeSeries} from '../../../domain/time-series.ts';
import {drawBar} from '../../draw/bar.ts';
import {segmentsWidth, type Segment} from '../../draw/line.ts';
import {sparkline} from '../../draw/sparkline.ts';
import type {Look} from '../../theme/look.ts';
import type {Token} from '../../theme/token.ts';

/** One figure with its bar and, where there is room, its recent past. */
export type Gauge = {
	readonly label: string;
	/** 0 to 1; undefined when it is not known. */
	readonly share: number | undefined;
	/** The figure in words; a dash when it is not known. */
	readonly text: string;
	/** From these shares on it is a warning and bad; undefined for a figure that may be full. */
	readonly limits?: readonly [warning: number, bad: number];
	readonly series?: TimeSeries | undefined;
};

/** The columns that labels and bars take, so that gauges stand below each other. */
export type GaugeColumns = {readonly label: number; readonly bar: number; readonly text: number};

const fewestSparks = 8;
const mostSparks = 60;

/** One line: label, bar, figure, and the curve of the last minutes in what is left of the width. */
export function gaugeSegments({label, share, text, limits, series}: Gauge, widths: GaugeColumns, columns: number, look: Look): readonly Segment[] {
	const token = tokenOf(share, limits);
	const line: Segment[] = [
		['label', padEnd(label, widths.label)],
		...drawBar(share, widths.bar, look.glyphs).map(([part, characters]): Segment => [part === 'run1' ? token ?? 'machine1' : part, characters]),
		['text', ' '],
		[token ?? (share === undefined ? 'dim' : 'strong'), padEnd(truncate(text, widths.text, look.glyphs.ellipsis), widths.text)],
	];
	const room = Math.min(mostSparks, columns - segmentsWidth(line) - 2);
	return series === undefined || room < fewestSparks || series.points.length < 2
		? line
		: [...line, ['text', '  '], ['machine1', sparkline(series.points.map(({mean}) => mean), room, look.glyphs)]];
}

function tokenOf(share: number | undefined, limits: Gauge['limits']): Token | undefined {
	if (share === undefined || limits === undefined) {
		return undefined;
	}

	return share >= limits[1] ? 'bad' : (share >= limits[0] ? 'warning' : undefined);
}
