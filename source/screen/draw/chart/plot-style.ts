import type {ChartStyle, Look} from '../../theme/look.ts';
import {plotAsciichart} from './asciichart.ts';
import {plotBraille} from './braille.ts';
import type {CellGrid} from './cells.ts';
import {plotMarks} from './marks.ts';
import type {PlotCurve, PlotSize} from './plot-curve.ts';

/** A way to draw curves with characters. */
export type PlotStyle = {
	/** How many points side by side one character can tell apart. */
	readonly dotsPerColumn: number;
	/** And above each other; it decides in which row a height is. */
	readonly dotsPerRow: number;
	/** Draws the curves, the first one on top. */
	readonly plot: (curves: readonly PlotCurve[], size: PlotSize, look: Look) => CellGrid;
};

/** THE table of plot styles. */
export const plotStyles: Readonly<Record<ChartStyle, PlotStyle>> = {
	braille: {dotsPerColumn: 2, dotsPerRow: 4, plot: plotBraille},
	lines: {dotsPerColumn: 1, dotsPerRow: 1, plot: plotAsciichart},
	ascii: {dotsPerColumn: 1, dotsPerRow: 1, plot: plotMarks},
};
