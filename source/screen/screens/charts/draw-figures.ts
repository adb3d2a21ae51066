import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
} from '../../../format/display-width.ts';
import {selectTrend, type Trend} from '../../../run/select-series.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {sparkline} from '../../draw/sparkline.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {Token} from '../../theme/token.ts';
import {wordsIn} from '../../../words/words.ts';
import {
	isConstant,
	lastValue,
	valueText,
	type Chart,
} from './chart.ts';
import {chosenChart, smoothingOf, visibleCharts} from './chart-view.ts';

/** A row of the list: the head of a part, or a figure. */
type Row = {readonly kind: 'head'; readonly text: string} | {readonly kind: 'figure'; readonly chart: Chart; readonly index: number};

const valueColumns = 8;
const sparkColumns = 8;

/** Whether rows at the bottom are left for how the charts are drawn. */
const rowsOfSettings = 8;

function rowsOf(charts: readonly Chart[], model: ScreenModel): readonly Row[] {
	const {groups} = wordsIn(model.ui.language).charts;
	return charts.flatMap((chart, index): readonly Row[] => [
		...(chart.group === charts[index - 1]?.group ? [] : [{kind: 'head', text: groups[chart.group]} as const]),
		{kind: 'figure', chart, index},
	]);
}

/** The first row that is shown: the chosen figure, with the head of its part, is always among them. */
function firstRow(rows: readonly Row[], chosen: number, height: number): number {
	const place = rows.findIndex(row => row.kind === 'figure' && row.index === chosen);
	return Math.max(0, Math.min(rows.length - height, place - Math.floor(height / 2)));
}

/** The place of the figure in a row of the list; undefined for any other row. */
export function figureAt(model: ScreenModel, row: number, height: number): number | undefined {
	const charts = visibleCharts(model);
	const rows = rowsOf(charts, model);
	const found = rows[firstRow(rows, chosenChart(model, charts)?.index ?? 0, height) + row];
	return found?.kind === 'figure' ? found.index : undefined;
}

/** Each figure with its value, which way it goes and its curve, in parts; below them how the charts are drawn. */
export function drawFigures(model: ScreenModel, {columns, rows: height}: Size): readonly string[] {
	const charts = visibleCharts(model);
	const chosen = chosenChart(model, charts)?.index ?? 0;
	const rows = rowsOf(charts, model);
	const first = firstRow(rows, chosen, height);
	const list = rows.slice(first, first + height).map(row => row.kind === 'head'
		? drawHead(row.text, model, columns)
		: drawFigure(row.chart, row.index === chosen, model, columns));
	return list.length + rowsOfSettings > height ? list : [...list, drawLine([], columns, model.look), ...drawSettings(model, columns)];
}

function drawHead(text: string, {look}: ScreenModel, columns: number): string {
	return drawLine([['dim', `${text} `], ['border', look.glyphs.horizontal.repeat(Math.max(0, columns - displayWidth(text) - 1))]], columns, look);
}

function drawFigure(chart: Chart, isChosen: boolean, model: ScreenModel, columns: number): string {
	const {look, ui} = model;
	const [line] = chart.lines;
	const value = lastValue(line!.values);
	const hasSpark = columns >= 28;
	const labelColumns = columns - 1 - valueColumns - 3 - (hasSpark ? sparkColumns : 0);
	const isFaulty = value !== undefined && !Number.isFinite(value);
	return drawLine([
		['accent', isChosen ? look.glyphs.chosen : ' '],
		[isChosen ? 'strong' : 'label', padEnd(truncate(chart.label, labelColumns, look.glyphs.ellipsis), labelColumns)],
		[isFaulty ? 'bad' : 'strong', padStart(valueText(chart.kind, value, ui.language), valueColumns)],
		['text', ' '],
		trendMark(chart, look.glyphs),
		['text', ' '],
		...(hasSpark ? [[line!.token, sparkline(line!.values, sparkColumns, look.glyphs)] as const] : []),
	], columns, isChosen ? look.chosen : look);
}

/** Where the figure has been going, in the colour of what that means. */
export function trendMark(chart: Chart, {better, worse, up, down, flat}: Glyphs): Segment {
	const trend = isConstant(chart) ? 'flat' : trendOf(chart);
	if (trend === undefined) {
		return ['dim', ' '];
	}

	const marks: Readonly<Record<Trend, string>> = chart.best === 'highest' ? {rising: better, falling: worse, flat} : {rising: up, falling: down, flat};
	return [trendToken(chart, trend), marks[trend]];
}

function trendOf({lines}: Chart): Trend | undefined {
	return selectTrend((lines[0]?.values ?? []).flatMap((value, index) => value === undefined ? [] : [{epoch: index + 1, value}]));
}

function trendToken({best}: Chart, trend: Trend): Token {
	return best === undefined || trend === 'flat' ? 'dim' : ((trend === 'rising') === (best === 'highest') ? 'good' : 'warning');
}

function drawSettings(model: ScreenModel, columns: number): readonly string[] {
	const {look, ui: {charts: ui, language}} = model;
	const words = wordsIn(language).charts;
	const setting = (command: 'switch-smoothing' | 'switch-log-scale' | 'switch-x-axis', name: string, value: string) => drawLine([['accent', `${keyNameOf(command)} `], ['label', padEnd(name, 11)], ['text', value]], columns, look);
	const action = (command: 'show-wall' | 'enlarge-chart', name: string) => drawLine([['accent', `${keyNameOf(command)} `], ['label', name]], columns, look);
	return [
		drawHead(words.shownAs, model, columns),
		setting('switch-smoothing', words.smooth, smoothingOf(model) === 0 ? words.off : `EMA ${smoothingOf(model)}`),
		setting('switch-log-scale', words.scale, ui.isLog ? words.log : words.linear),
		setting('switch-x-axis', words.xAxis, ui.xKind === 'time' ? words.time : words.epochs),
		drawHead(words.together, model, columns),
		action('show-wall', words.wall),
		action('enlarge-chart', words.full),
	];
}
