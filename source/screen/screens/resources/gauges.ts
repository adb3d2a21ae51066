import {displayWidth} from '../../../format/display-width.ts';
import {drawLine} from '../../draw/line.ts';
import {gaugeSegments, type Gauge} from '../../draw/gauge.ts';
import type {Look} from '../../theme/look.ts';

const bar = {most: 16, least: 4};
const leastSparks = 10;

/** Gauges below each other: labels, bars and figures each end in one column, what is left of the width is their past. */
export function drawGauges(gauges: readonly Gauge[], columns: number, look: Look): readonly string[] {
	const label = Math.max(0, ...gauges.map(gauge => displayWidth(gauge.label))) + 2;
	const text = Math.max(0, ...gauges.map(gauge => displayWidth(gauge.text)));
	const width = Math.max(bar.least, Math.min(bar.most, columns - label - text - 1 - leastSparks));
	return gauges.map(gauge => drawLine(gaugeSegments(gauge, {label, bar: width, text}, columns, look), columns, look));
}

/** A part of the whole; undefined when one of them is not known. */
export function toShare(part: number | undefined, whole: number | undefined): number | undefined {
	return part === undefined || whole === undefined || whole <= 0 ? undefined : part / whole;
}
