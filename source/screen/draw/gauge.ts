import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
} from '../../format/display-width.ts';
import type {TimeSeries} from '../../domain/time-series.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {drawBar} from './bar.ts';
import {segmentsWidth, type Segment} from './line.ts';
import {sparkline} from './sparkline.ts';

/** From these shares (temperatures: °C) on a figure is a warning, and bad. */
export const gaugeLimits = {
	memory: [0.85, 0.95], sharedMemory: [0.7, 0.85], disk: [0.9, 0.97], temperature: [83, 90],
} as const satisfies Readonly<Record<string, readonly [warning: number, bad: number]>>;

/** One figure with its bar and, where there is room, its recent past. */
export type Gauge = {
	readonly label: string;
	/** 0 to 1; undefined when it is not known. */
	readonly share: number | undefined;
	/** The figure in words; a dash when it is not known. */
	readonly text: string;
	/** Whether there is no whole of which it is a part: then it has no bar. */
	readonly isAmount?: boolean;
	/** What its verdict follows; undefined for a figure that may be full, as that of a busy GPU. */
	readonly limits?: keyof typeof gaugeLimits;
	/** The verdict of a figure that is not judged by its share, such as a GPU that has been idle for a minute. */
	readonly verdict?: 'warning' | 'bad' | undefined;
	/** The role of bar and past; that of the GPU by default. */
	readonly token?: Token;
	/** Its past in percent, or in its own range. */
	readonly series?: TimeSeries | undefined;
	readonly isPercent?: boolean;
};

/** The columns that labels, bars and figures take, so that gauges stand below each other. */
export type GaugeColumns = {readonly label: number; readonly bar: number; readonly text: number};

const fewestSparks = 8;
const mostSparks = 60;

/** One line: label, bar, figure at the right edge of its columns, and the past in what is left of the width. Bar and figure take the verdict's colour. */
export function gaugeSegments({label, share, text, isAmount = false, limits, verdict, token = 'machine1', series, isPercent = false}: Gauge, widths: GaugeColumns, columns: number, look: Look): readonly Segment[] {
	const judged = verdict ?? (limits === undefined ? undefined : verdictOf(share, limits));
	const shown = truncate(text, widths.text, look.glyphs.ellipsis);
	const line: Segment[] = [
		['label', padEnd(label, widths.label)],
		...(isAmount ? [['text', ' '.repeat(widths.bar)]] as const : drawBar(share, widths.bar, look.glyphs, {token: judged ?? token})),
		['text', ' '],
		[judged ?? (share === undefined && !isAmount ? 'dim' : 'strong'), padStart(shown, Math.max(displayWidth(shown), widths.text))],
	];
	const room = Math.min(mostSparks, columns - segmentsWidth(line) - 2);
	return series === undefined || room < fewestSparks || series.points.length < 2
		? line
		: [...line, ['text', '  '], [token, sparkline(series.points.map(({mean}) => mean), room, look.glyphs, isPercent ? 'percent' : 'own-range')]];
}

/** Undefined where all is well or nothing is known. */
export function verdictOf(value: number | undefined, limits: keyof typeof gaugeLimits): 'warning' | 'bad' | undefined {
	const [warning, bad] = gaugeLimits[limits];
	return value === undefined || !(value >= warning) ? undefined : (value >= bad ? 'bad' : 'warning');
}
