import {plot} from 'asciichart';
import {displayWidth, padStart} from '../../format/display-width.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/theme.ts';
import {downsample, spread} from './downsample.ts';
import {scaleLabel} from './scale-label.ts';

export type ChartSeries = {readonly token: Token; readonly values: ReadonlyArray<number | undefined>};

export type ChartOptions = {
	readonly width: number;
	readonly height: number;
	readonly look: Look;
	/** Widens the scale, never cuts: the lowest and highest value that must be on it. */
	readonly floor?: number;
	readonly ceiling?: number;
};

const labelWidth = 7;
// Beyond this, sums inside the plotting package stop being numbers.
const largest = 1e300;

/**
Curves over the same x axis, oldest at the left, as exactly `height` lines of `width` columns. The first series is drawn
on top. Values that are no finite number leave a gap. Never throws: without room or values the lines are blank.

This is the only caller of asciichart, which throws on NaN and empty input, takes null for 0, gives one row for a flat
curve and cuts its labels from the left. Source: asciichart 1.5.25.
*/
export function drawLineChart(series: readonly ChartSeries[], {width, height, look, floor, ceiling}: ChartOptions): readonly string[] {
	const blank = ' '.repeat(Math.max(0, width));
	const columns = width - labelWidth - 2;
	const curves = series.map(({token, values}) => ({token, points: spread(downsample(values.map(value => clamp(value)), columns), columns)}));
	const all = curves.flatMap(({points}) => points.filter(point => !Number.isNaN(point)));
	if (height < 1 || columns < 4 || all.length === 0) {
		return Array.from({length: Math.max(0, height)}, () => blank);
	}

	const [low, high] = chooseScale(all, floor, ceiling);
	const rows = toGrid(curves.map(({token, points}) => ({
		token, rows: plotOne(points, {
			low, high, height, look,
		}),
	})), columns, height);
	const step = height > 1 ? (high - low) / (height - 1) : high - low;
	return rows.map((row, index) => {
		const value = height > 1 ? high - (index * step) : high;
		// A label on every line of a tall chart is noise: the ends and every other line in between are enough.
		const isLabelled = index === 0 || height <= 4 || (index !== 1 && index % 2 === (height - 1) % 2);
		const label = padStart(isLabelled ? scaleLabel(value, step) : '', labelWidth);
		return `${look.paint('dim', label)} ${look.paint('border', look.glyphs.chart.axis)}${paintRow(row, look)}`;
	});
}

function clamp(value: number | undefined): number | undefined {
	return value === undefined || !Number.isFinite(value) ? undefined : Math.min(largest, Math.max(-largest, value));
}

function chooseScale(values: readonly number[], floor?: number, ceiling?: number): readonly [number, number] {
	let low = floor ?? Infinity;
	let high = ceiling ?? -Infinity;
	for (const value of values) {
		low = Math.min(low, value);
		high = Math.max(high, value);
	}

	// Differences below the smallest ordinary number count as none: dividing by them gives no number.
	if ((high / 2) - (low / 2) > 1e-300) {
		return [low, high];
	}

	// A flat curve is drawn in the middle of a scale around it, or at its floor.
	const margin = low === 0 ? 1 : Math.max(Math.abs(low) * 0.1, 1e-290);
	return [low === floor ? low : low - margin, high + margin];
}

/** The rows of one curve without any axis, each of as many characters as there are points, gaps blank. */
function plotOne(points: readonly number[], {low, high, height, look}: {readonly low: number; readonly high: number; readonly height: number; readonly look: Look}): readonly string[] {
	const {chart} = look.glyphs;
	const grid = Array.from({length: height}, () => Array.from({length: points.length}, () => ' '));
	for (const {start, values} of splitAtGaps(points)) {
		// Scaled to rows beforehand: the package multiplies by the reciprocal of the range, which overflows for tiny ones.
		const scaled = values.map(value => ((value / 2) - (low / 2)) / ((high / 2) - (low / 2)) * (height - 1));
		// The last column of a plot is always blank, so the last point is given twice. One row has no height to plot in.
		const text = height === 1
			? chart.flat.repeat(values.length + 1)
			: plot([...scaled, scaled.at(-1)!], {
				height: height - 1,
				min: 0,
				max: height - 1,
				offset: 1,
				padding: '',
				// An empty label would write into the first column of the curve.
				format: () => ' ',
				symbols: [chart.axis, chart.axis, chart.lineStart, chart.lineEnd, chart.flat, chart.downLeft, chart.upLeft, chart.downRight, chart.upRight, chart.vertical],
			});
		for (const [row, line] of text.split('\n').slice(0, height).entries()) {
			// The first character is the package's own axis.
			for (const [column, character] of [...line].slice(1, values.length + 1).entries()) {
				if (character !== ' ') {
					grid[row]![start + column] = character;
				}
			}
		}
	}

	return grid.map(row => row.join(''));
}

function splitAtGaps(points: readonly number[]): ReadonlyArray<{readonly start: number; readonly values: readonly number[]}> {
	const runs: Array<{start: number; values: number[]}> = [];
	let isInGap = true;
	for (const [index, point] of points.entries()) {
		if (Number.isNaN(point)) {
			isInGap = true;
			continue;
		}

		if (isInGap) {
			runs.push({start: index, values: []});
			isInGap = false;
		}

		runs.at(-1)!.values.push(point);
	}

	return runs;
}

type Cell = {readonly token: Token; readonly character: string};

/** Lays the curves over each other, the first one on top. */
function toGrid(curves: ReadonlyArray<{readonly token: Token; readonly rows: readonly string[]}>, columns: number, height: number): ReadonlyArray<readonly Cell[]> {
	return Array.from({length: height}, (_unused, row) => {
		const lines = curves.map(({token, rows}) => ({token, characters: [...(rows[row] ?? '')]}));
		return Array.from({length: columns}, (_, column) => {
			const top = lines.find(({characters}) => (characters[column] ?? ' ') !== ' ');
			return {token: top?.token ?? 'text', character: top?.characters[column] ?? ' '};
		});
	});
}

/** Neighbours of one colour are painted together: fewer escape sequences make a cheaper frame. */
function paintRow(cells: readonly Cell[], look: Look): string {
	let line = '';
	let token: Token = 'text';
	let text = '';
	for (const cell of cells) {
		if (cell.token !== token && cell.character !== ' ') {
			line += look.paint(token, text);
			text = '';
			token = cell.token;
		}

		text += cell.character;
	}

	return line + look.paint(token, text);
}

/** A line under a chart with its first and last x value below the ends of the curve. */
export function drawChartAxis(first: string, last: string, width: number, look: Look): string {
	const columns = width - labelWidth - 2;
	const room = columns - displayWidth(first);
	return room < displayWidth(last) + 1 ? ' '.repeat(Math.max(0, width)) : ' '.repeat(labelWidth + 2) + look.paint('dim', first + padStart(last, room));
}
