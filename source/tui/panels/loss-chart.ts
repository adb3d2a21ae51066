import {selectLossNames} from '../../run/select-series.ts';
import {drawChartAxis, drawLineChart} from '../draw/line-chart.ts';
import {drawLine, fitGroups, type Segment} from '../draw/line.ts';
import {lossToken} from './losses.ts';
import type {ScreenModel, Size} from './model.ts';

/** The curves of all losses over the epochs on one scale. */
export function drawLossChart({state, look, words}: ScreenModel, {columns, rows}: Size): readonly string[] {
	const names = selectLossNames(state);
	const first = state.history[0]?.epoch;
	const last = state.history.at(-1)?.epoch;
	if (first === undefined || last === undefined || first === last || names.length === 0) {
		return [drawLine([['dim', words.waiting.lossChart]], columns, look)];
	}

	const legend = fitGroups(names.map((name, index): readonly Segment[] => [[lossToken(index), `${look.glyphs.horizontal} ${name}`]]), columns, ['text', '  ']);
	const hasAxis = rows >= 6;
	return [
		drawLine(legend, columns, look),
		...drawLineChart(names.map((name, index) => ({token: lossToken(index), values: state.history.map(({losses}) => losses[name])})), {
			width: columns, height: rows - 1 - (hasAxis ? 1 : 0), look,
		}),
		...(hasAxis ? [drawChartAxis(words.epochNumber(first), last.toString(), columns, look)] : []),
	];
}
