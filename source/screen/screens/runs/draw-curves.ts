import {loss, metric, signedMetric} from '../../../format/number.ts';
import {truncate} from '../../../format/display-width.ts';
import {drawChart} from '../../draw/chart/draw-chart.ts';
import {qualityScale} from '../../draw/chart/scale.ts';
import {drawLine, fitGroups, type Segment} from '../../draw/line.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {curvesOf, figureOf, type RunCurve} from './run-curves.ts';
import {rowName} from './run-rows.ts';
import type {RunFigure} from './runs-ui.ts';

/** Less is no chart with an axis. */
const leastChartRows = 4;
/** A difference that three decimals do not show. */
const leastDifference = 0.0005;
const nameColumns = 10;

/** The marked runs over each other, or the chosen one; below them who is ahead at the same epoch. */
export function drawCurves(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, ui} = model;
	const texts = wordsIn(ui.language).runsScreen;
	const figure = figureOf(model);
	const curves = figure === undefined ? [] : curvesOf(model, figure);
	if (figure === undefined || curves.length === 0) {
		return wrapText([['dim', texts.noCurve]], columns, look).slice(0, rows);
	}

	const below = [...drawSameEpoch(curves, figure, columns, model), ...drawVerdict(curves, figure, columns, model)];
	const kept = below.slice(0, Math.max(0, rows - leastChartRows));
	return [
		...drawChart(curves.map(({row, letter, token, xs, ys}) => ({
			name: nameOf(row, letter, model), token, xs, ys,
		})), {
			width: columns, height: rows - kept.length, look, xAxis: {kind: 'epoch'}, ...(figure === 'loss' ? {isPadded: true} : qualityScale),
		}),
		...kept,
	];
}

/** Beside the end of its curve: the letter, and so much of the name as leaves room for the curve. */
function nameOf(row: RunCurve['row'], letter: string | undefined, {look}: ScreenModel): string {
	const name = truncate(rowName(row, nameColumns).split('/').at(-1)!, nameColumns, look.glyphs.ellipsis);
	return letter === undefined ? name : `${letter} ${name}`;
}

function valueAt({xs, ys}: RunCurve, epoch: number): number | undefined {
	return ys[xs.indexOf(epoch)];
}

/** The last epoch of which every curve has a value; undefined for one curve, and where not every epoch is known. */
function lastCommonEpoch(curves: readonly RunCurve[]): number | undefined {
	const [first, ...others] = curves;
	return first === undefined || others.length === 0 || curves.some(({isWhole}) => !isWhole)
		? undefined
		: first.xs.findLast(epoch => curves.every(curve => Number.isFinite(valueAt(curve, epoch) ?? NaN)));
}

function drawSameEpoch(curves: readonly RunCurve[], figure: RunFigure, columns: number, {look, ui}: ScreenModel): readonly string[] {
	const epoch = lastCommonEpoch(curves);
	if (epoch === undefined) {
		return [];
	}

	const show = figure === 'loss' ? loss : metric;
	return [drawLine(fitGroups([
		[['label', wordsIn(ui.language).runsScreen.atEpoch(String(epoch))]],
		...curves.map((curve): readonly Segment[] => [[curve.token, `${curve.letter ?? ''} `], ['text', show(valueAt(curve, epoch))]]),
	], columns, ['text', '  ']), columns, look)];
}

/** Who is ahead there, and by how much; that two are level is an answer, too. */
function drawVerdict(curves: readonly RunCurve[], figure: RunFigure, columns: number, {look, ui}: ScreenModel): readonly string[] {
	const epoch = lastCommonEpoch(curves);
	if (epoch === undefined) {
		return [];
	}

	const texts = wordsIn(ui.language).runsScreen;
	const direction = figure === 'loss' ? -1 : 1;
	const sorted = curves.toSorted((one, other) => direction * (valueAt(other, epoch)! - valueAt(one, epoch)!));
	const [first, second] = [sorted[0]!, sorted[1]!];
	const difference = valueAt(first, epoch)! - valueAt(second, epoch)!;
	const isLevel = Math.abs(difference) < leastDifference;
	const {better, flat} = look.glyphs;
	return wrapText([[isLevel ? 'text' : 'good', isLevel ? `${flat} ${texts.level(first.letter ?? '', second.letter ?? '')}` : `${better} ${texts.ahead(first.letter ?? '', second.letter ?? '', figure === 'loss' ? loss(Math.abs(difference)) : signedMetric(Math.abs(difference)))}`]], columns, look);
}
