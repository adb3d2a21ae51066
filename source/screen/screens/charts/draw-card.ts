import {metric} from '../../../format/number.ts';
import {displayWidth, padEnd} from '../../../format/display-width.ts';
import {drawChart, type ChartOptions} from '../../draw/chart/draw-chart.ts';
import {qualityScale} from '../../draw/chart/scale.ts';
import {nearestIndex} from '../../draw/chart/series.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {type Language, type Words, wordsIn} from '../../../words/words.ts';
import {percent} from '../../../words/percent.ts';
import {
	isConstant,
	lastValue,
	unitOf,
	valueText,
	type Chart,
} from './chart.ts';
import {
	placeText,
	smoothingOf,
	viewChart,
	type ChartView,
} from './chart-view.ts';
import {shownShare} from './charts-ui.ts';
import {trendMark} from './draw-figures.ts';
import {hasTimes} from './x-places.ts';

/** How a chart is shown: large, the second one below it, one of many, or alone. */
export type CardKind = 'large' | 'second' | 'wall' | 'full';

/** Epochs over which the title says what has changed. */
const changeEpochs = 10;

/** A chart with its legend above it, and where it is alone with how it is drawn below it. */
export function drawCard(chart: Chart, model: ScreenModel, {columns, rows}: Size, kind: CardKind): readonly string[] {
	const {look, ui} = model;
	const words = wordsIn(ui.language).charts;
	if (isConstant(chart)) {
		return [drawLine([['dim', words.constant(valueText(chart.kind, lastValue(chart.lines[0]!.values), ui.language))]], columns, look)];
	}

	const view = viewChart(chart, model);
	const head = kind === 'second' || rows < 4 ? [] : [drawLine(drawLegend(view, model, columns), columns, look)];
	const foot = kind === 'full' && rows >= 14 ? [drawLine(describeView(view, model, words, columns), columns, look)] : [];
	const plot = drawChart(view.series, {
		width: columns,
		height: rows - head.length - foot.length,
		look,
		timeUnits: words.units,
		isLog: ui.charts.isLog,
		...scaleOf(chart, ui.charts.isLog),
		...(view.range && {range: view.range}),
		xAxis: view.xAxis,
		marks: view.marks,
		cursor: ui.charts.cursor,
		...((kind === 'large' || kind === 'second') && {least: {labels: 5, names: 10}}),
		card: kind === 'wall' ? [] : drawReadings(view, model, words),
	});
	return [...head, ...plot, ...foot];
}

function scaleOf({kind, floor, ceiling}: Chart, isLog: boolean): Pick<ChartOptions, 'unit' | 'floor' | 'ceiling' | 'tops' | 'isPadded'> {
	const unit = unitOf(kind);
	if (isLog) {
		return {unit};
	}

	return kind === 'metric'
		? {unit, ...qualityScale}
		: {
			unit, isPadded: kind === 'loss', ...(floor !== undefined && {floor}), ...(ceiling !== undefined && {ceiling}),
		};
}

/** Which curve is which, with the values at the cursor or at the end, and the best epoch. */
function drawLegend(view: ChartView, model: ScreenModel, columns: number): readonly Segment[] {
	const {chart, lines, earlier, marks} = view;
	const {look, ui} = model;
	const words = wordsIn(ui.language).charts;
	const [first, ...others] = lines;
	const best = marks.find(({kind}) => kind === 'best');
	const bestIndex = best === undefined || first === undefined || chart.kind !== 'metric' ? undefined : nearestIndex(first.xs, best.x);
	const line = (text: string): Segment => ['text', ` ${text}`];
	return fitGroups([
		first === undefined ? [] : [[first.line.token, look.glyphs.barFull], line(chart.best === 'highest' ? words.thisRun : first.line.label), valueSegment(chart, readAt(first, ui.charts.cursor), ui.language)],
		...others.map(one => [[one.line.token, look.glyphs.barFull], [one.line.token, ` ${one.line.label}`], valueSegment(chart, readAt(one, ui.charts.cursor), ui.language)] as const),
		earlier === undefined ? [] : [['previous', look.glyphs.barFull], ['dim', ` ${earlier.name} ${words.bestLabel} ${metric(Math.max(...earlier.ys.filter(value => value !== undefined)))}`]],
		bestIndex === undefined ? [] : [['best', look.glyphs.best], ['label', ` ${words.bestLabel}`], valueSegment(chart, first!.ys[bestIndex], ui.language), ['dim', ` ${words.bestAt(placeText(best!.x, view, epoch => epoch))}`]],
		lines.some(({ys}) => ys.some(value => isFault(value))) ? [['bad', look.glyphs.events.fault], ['dim', ` ${words.faultMark}`]] : [],
	], columns, ['text', '  ']);
}

function valueSegment({kind}: Chart, value: number | undefined, language: Language): Segment {
	return [isFault(value) ? 'bad' : 'strong', ` ${valueText(kind, value, language)}`];
}

/** What is read of a line: at the cursor, else its end. */
function readAt({line, xs, ys}: ChartView['lines'][number], cursor: number | undefined): number | undefined {
	const index = cursor === undefined ? undefined : nearestIndex(xs, cursor);
	return index === undefined ? lastValue(line.values) : ys[index];
}

function isFault(value: number | undefined): boolean {
	return value !== undefined && !Number.isFinite(value);
}

/** The card beside the cursor: the place, each value, whether it was the best so far, and the difference to an earlier run. */
function drawReadings(view: ChartView, {look, ui}: ScreenModel, words: Words['charts']): ReadonlyArray<readonly Segment[]> {
	const {cursor} = ui.charts;
	const {chart, lines, earlier} = view;
	const [first] = lines;
	const index = cursor === undefined || first === undefined ? undefined : nearestIndex(first.xs, cursor);
	if (index === undefined) {
		return [];
	}

	const names = [...view.lines.map(({line}) => line.label), ...(earlier === undefined ? [] : [earlier.name!])];
	const width = Math.max(...names.map(name => displayWidth(name))) + 1;
	const value = first!.ys[index];
	const before = first!.ys.slice(0, index).filter(one => one !== undefined && Number.isFinite(one)) as readonly number[];
	const isBest = chart.best === 'highest' && value !== undefined && before.length > 0 && value > Math.max(...before);
	const rows = view.lines.map(({line, xs, ys}, place): readonly Segment[] => {
		const at = nearestIndex(xs, cursor!);
		const read = at === undefined ? undefined : ys[at];
		return [['label', padEnd(line.label, width)], [isFault(read) ? 'bad' : 'strong', valueText(chart.kind, read, ui.language)], ['good', place === 0 && isBest ? `  ${words.bestThen}` : '']];
	});
	return [
		[['tab', ` ${placeText(first!.xs[index]!, view, words.epoch)} `]],
		...rows,
		...(earlier === undefined ? [] : [drawDifference(view, value, width, look.glyphs)]),
	];

	function drawDifference({chart: {kind}}: ChartView, own: number | undefined, labelWidth: number, {better, worse}: typeof look.glyphs): readonly Segment[] {
		const at = nearestIndex(earlier!.xs, cursor!);
		const other = at === undefined ? undefined : earlier!.ys[at];
		const difference = own === undefined || other === undefined ? undefined : own - other;
		return [
			['label', padEnd(earlier!.name!, labelWidth)],
			['text', valueText(kind, other, ui.language)],
			difference === undefined || !Number.isFinite(difference) ? ['text', ''] : [difference < 0 ? 'bad' : 'good', `  ${difference < 0 ? worse : better}${metric(Math.abs(difference))}`],
		];
	}
}

/** The right end of the title: the value and what the last epochs have changed; of the second chart both sets and how far they are apart. */
export function drawDetail(chart: Chart, model: ScreenModel, kind: CardKind): readonly Segment[] {
	const {look, ui} = model;
	const words = wordsIn(ui.language).charts;
	const values = chart.lines[0]!.values.filter(value => value !== undefined && Number.isFinite(value)) as readonly number[];
	const value = values.at(-1);
	if (value === undefined || kind === 'wall') {
		return [];
	}

	const other = kind === 'second' && chart.kind === 'loss' ? lastValue(chart.lines[1]?.values ?? []) : undefined;
	if (other !== undefined) {
		const gap = (other - value) / value;
		return [
			['text', `${chart.lines[0]!.label} ${valueText(chart.kind, value, ui.language)}`],
			['faint', ` ${look.glyphs.dot} `],
			['text', `${chart.lines[1]!.label} ${valueText(chart.kind, other, ui.language)}`],
			['faint', ` ${look.glyphs.dot} `],
			['label', `${words.gap} `],
			['text', percent(gap, ui.language)],
		];
	}

	const before = values.at(-1 - changeEpochs);
	const change: readonly Segment[] = before === undefined || chart.kind !== 'metric' ? [] : [[trendMark(chart, look.glyphs)[0], `${value < before ? look.glyphs.minus : '+'}${metric(Math.abs(value - before))}`], ['dim', ` ${words.inEpochs(String(changeEpochs))}`]];
	return [['strong', valueText(chart.kind, value, ui.language)], ['text', ' '], trendMark(chart, look.glyphs), ['text', ' '], ...change];
}

/** How the charts are drawn now, the most unusual first. */
export function describeView({kind, marks, lines}: Pick<ChartView, 'kind' | 'marks' | 'lines'>, model: ScreenModel, words: Words['charts'], columns: number): readonly Segment[] {
	const {look: {glyphs}, ui: {charts: ui}} = model;
	const smoothing = smoothingOf(model);
	const hasLow = lines.some(({ys}) => ys.some(value => value !== undefined && value <= 0));
	const isMissing = ui.xKind === 'time' && kind === 'epoch' && !hasTimes(model.state);
	return fitGroups([
		[['label', kind === 'time' ? words.byTime : (isMissing ? words.noTimes : words.byEpoch)]],
		ui.isLog ? [['accent', words.logScale], ['dim', hasLow ? ` (${words.logAtBottom})` : '']] : [],
		smoothing === 0 ? [] : [['accent', words.smoothing(String(smoothing))]],
		ui.zoom === 0 ? [] : [['accent', words.shown(percent(Math.max(0.01, shownShare(ui)), model.ui.language))]],
		ui.filter === '' ? [] : [['accent', words.filter(ui.filter)]],
		marks.some(mark => mark.kind === 'resume') ? [['label', glyphs.events.resume], ['dim', ` ${words.resumeMark}`]] : [],
	], columns, ['dim', ` ${glyphs.dot} `]);
}
