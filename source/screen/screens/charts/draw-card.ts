import {percent} from '../../../format/number.ts';
import {displayWidth, padEnd} from '../../../format/display-width.ts';
import {markTokens} from '../../draw/bar.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {nearestIndex} from '../../draw/chart/series.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import type {Look} from '../../theme/look.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {type Words, wordsIn} from '../../../words/words.ts';
import {
	bestIndex,
	lastValue,
	unitOf,
	valueText,
	type Chart,
} from './chart.ts';
import {
	placeText,
	viewChart,
	type ChartView,
} from './chart-view.ts';
import {shownShare, type ChartsUi} from './charts-ui.ts';
import {hasTimes} from './x-places.ts';

/** Rows below which a large chart keeps its figures in one line, as a card does. */
const roomyRows = 14;

/** A chart with its figures: one line of them above the curves, or a line for each curve where there is much room. */
export function drawCard(chart: Chart, model: ScreenModel, {columns, rows}: Size, isLarge: boolean): readonly string[] {
	const {look, ui} = model;
	const words = wordsIn(ui.language).charts;
	const view = viewChart(chart, model);
	const isRoomy = isLarge && rows >= roomyRows;
	const head = rows < 3 ? [] : (isRoomy ? drawTable(view, model, words, columns) : [drawLine(drawFigures(view, model, words, columns), columns, look)]);
	const foot = isRoomy ? [drawLine(describeView(view, model, words, columns), columns, look)] : [];
	const plot = drawChart(view.series, {
		width: columns,
		height: rows - head.length - foot.length,
		look,
		unit: unitOf(chart.kind),
		timeUnits: words.units,
		isLog: ui.charts.isLog,
		...(chart.floor !== undefined && !ui.charts.isLog && {floor: chart.floor}),
		...(chart.ceiling !== undefined && !ui.charts.isLog && {ceiling: chart.ceiling}),
		...(view.range && {range: view.range}),
		xAxis: view.xAxis,
		marks: view.marks,
		cursor: ui.charts.cursor,
	});
	return [...head, ...plot, ...foot];
}

/** What is read of a line: at the cursor, else its end. */
function readLine({line, xs, ys}: ChartView['lines'][number], {cursor}: ChartsUi): {readonly value: number | undefined; readonly x: number | undefined} {
	const index = cursor === undefined ? undefined : nearestIndex(xs, cursor);
	return index === undefined ? {value: lastValue(line.values), x: undefined} : {value: ys[index], x: xs[index]};
}

/** The mark and the name; the mark alone where it says it all, the name where there is no other curve. */
function nameOf({mark, label}: Chart['lines'][number], {lines}: Chart): string {
	return mark === label || lines.length === 1 ? label : `${mark} ${label}`;
}

function isFault(value: number | undefined): boolean {
	return value !== undefined && !Number.isFinite(value);
}

/** `t train 0.0437  v val 0.0512  best 0.0431 @38`; with a cursor the place comes first. */
function drawFigures(view: ChartView, model: ScreenModel, words: Words['charts'], columns: number): readonly Segment[] {
	const {chart} = view;
	const {charts: ui} = model.ui;
	const [first] = view.lines;
	const read = first && readLine(first, ui);
	const groups: Array<readonly Segment[]> = read?.x === undefined ? [] : [[['accent', `@${placeText(read.x, view, epoch => epoch)}`]]];
	for (const entry of view.lines) {
		const {value} = readLine(entry, ui);
		groups.push([[entry.line.token, `${nameOf(entry.line, chart)} `], [isFault(value) ? 'bad' : 'strong', valueText(chart.kind, value, words)]]);
	}

	// The best of the line that is about the model on new pictures.
	const judged = chart.id.startsWith('loss-') ? view.lines.at(-1) : first;
	const best = judged && bestIndex(chart, judged.line.values);
	const epoch = best === undefined ? undefined : model.state.history[best]?.epoch;
	return fitGroups([
		...groups,
		epoch === undefined || read?.x !== undefined ? [] : [['good', words.best(valueText(chart.kind, judged!.line.values[best!], words), String(epoch))]],
	], columns, ['text', '  ']);
}

/** One line for each curve: mark, name, last and best value, and the value at the cursor. */
function drawTable(view: ChartView, model: ScreenModel, words: Words['charts'], columns: number): readonly string[] {
	const {chart} = view;
	const {cursor} = model.ui.charts;
	const labelWidth = Math.max(...view.lines.map(({line}) => displayWidth(nameOf(line, chart))));
	return view.lines.map(entry => {
		const {line} = entry;
		const best = bestIndex(chart, line.values);
		const epoch = best === undefined ? undefined : model.state.history[best]?.epoch;
		const read = readLine(entry, model.ui.charts);
		const last = lastValue(line.values);
		const groups: ReadonlyArray<readonly Segment[]> = [
			[[line.token, padEnd(nameOf(line, chart), labelWidth)]],
			cursor === undefined || read.x === undefined ? [] : [['accent', `${words.at(placeText(read.x, view, words.epoch))} `], [isFault(read.value) ? 'bad' : 'strong', padEnd(valueText(chart.kind, read.value, words), 10)]],
			[['label', `${words.last} `], [isFault(last) ? 'bad' : 'strong', padEnd(valueText(chart.kind, last, words), 10)]],
			epoch === undefined ? [] : [['label', `${words.bestLabel} `], ['good', valueText(chart.kind, line.values[best!], words)], ['dim', ` ${words.epoch(String(epoch))}`]],
		];
		return drawLine(fitGroups(groups, columns, ['text', '  ']), columns, model.look);
	});
}

/** How the charts are drawn at present, the most unusual first. */
export function describeView({kind, marks, lines}: Pick<ChartView, 'kind' | 'marks' | 'lines'>, model: ScreenModel, words: Words['charts'], columns: number): readonly Segment[] {
	const {charts: ui} = model.ui;
	const hasLow = lines.some(({ys}) => ys.some(value => value !== undefined && value <= 0));
	const isMissing = ui.xKind === 'time' && kind === 'epoch' && !hasTimes(model.state);
	return fitGroups([
		[['label', kind === 'time' ? words.byTime : (isMissing ? words.noTimes : words.byEpoch)]],
		ui.isLog ? [['accent', words.logScale], ['dim', hasLow ? ` (${words.logAtBottom})` : '']] : [],
		ui.smoothing === 0 ? [] : [['accent', words.smoothing(String(ui.smoothing))]],
		ui.zoom === 0 ? [] : [['accent', words.shown(percent(Math.max(0.01, shownShare(ui))))]],
		ui.filter === '' ? [] : [['accent', words.filter(ui.filter)]],
		...describeMarks(marks, model.look, words),
		lines.some(({ys}) => ys.some(value => isFault(value))) ? [['bad', '!'], ['dim', ` ${words.faultMark}`]] : [],
	], columns, ['dim', ` ${model.look.glyphs.dot} `]);
}

function describeMarks(marks: ChartView['marks'], {glyphs}: Look, words: Words['charts']): ReadonlyArray<readonly Segment[]> {
	const shown = new Set(marks.map(({kind}) => kind));
	return [
		shown.has('best') ? [['best', glyphs.best], ['dim', ` ${words.bestMark}`]] : [],
		shown.has('resume') ? [[markTokens.resume, glyphs.events.resume], ['dim', ` ${words.resumeMark}`]] : [],
	];
}
