import type {TimeSeries} from '../../../domain/time-series.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import type {ChartMark} from '../../draw/chart/series.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';

/** A figure over the last minutes. */
export type History = {
	/** What it is and how it stands, above its chart. */
	readonly head: ReadonlyArray<readonly Segment[]>;
	readonly series: TimeSeries | undefined;
	readonly token: 'machine1' | 'machine2';
	/** The top of its scale; 0 where that is not known. */
	readonly ceiling: number;
	readonly unit: 'percent' | 'binary-bytes';
	/** When something happened that explains a dip, in milliseconds since 1970. */
	readonly ends?: readonly number[];
};

/** Marks that are closer than this tell nothing. */
const columnsPerMark = 5;
/** The last ten minutes at most, and at least one. */
const spanMs = {most: 600_000, least: 60_000};

/** A head and an area below it, as exactly so many lines. */
export function drawHistory({head, series, token, ceiling, unit, ends = []}: History, columns: number, rows: number, {look, ui}: ScreenModel): readonly string[] {
	const points = series?.points ?? [];
	const to = points.at(-1)?.at ?? 0;
	const from = Math.max(to - spanMs.most, Math.min(points[0]?.at ?? to, to - spanMs.least));
	const marks = ends.filter(at => at >= from && at <= to).map((x): ChartMark => ({kind: 'validation', x}));
	const isSparse = marks.length <= columns / columnsPerMark;
	const legend: readonly Segment[] = !isSparse || marks.length === 0 ? [] : [['label', `${look.glyphs.events.validation} `], ['dim', wordsIn(ui.language).resource.validated]];
	return [
		drawLine(fitGroups([...head, legend], columns, ['text', '  ']), columns, look),
		...drawChart([{token, xs: points.map(({at}) => at), ys: points.map(({mean}) => mean)}], {
			width: columns, height: rows - 1, look, floor: 0, ...(ceiling > 0 && {ceiling}), unit, range: {from, to}, marks: isSparse ? marks : [], xAxis: {kind: 'ago', texts: wordsIn(ui.language).resource.ago},
		}),
	];
}

/** What is left of a panel below its lines, where there is no better use for it: how busy the processors were. Empty without room or readings. */
export function drawProcessorHistory(series: TimeSeries | undefined, ceiling: number, columns: number, {rows, model}: {readonly rows: number; readonly model: ScreenModel}): readonly string[] {
	const {labels} = wordsIn(model.ui.language).resource;
	return rows < leastHistoryRows || (series?.points.filter(({mean}) => mean !== undefined).length ?? 0) < 3
		? []
		: [drawLine([], columns, model.look), ...drawHistory({
			head: [[['label', labels.cpu]]], series, token: 'machine2', ceiling, unit: 'percent',
		}, columns, Math.min(rows - 1, mostHistoryRows), model)];
}

const leastHistoryRows = 7;
/** Rows that a history takes with the blank one above it, where they are there. */
const mostHistoryRows = 24;
