import {selectColumns} from '../../run/select-columns.ts';
import {selectLossNames} from '../../run/select-series.ts';
import {drawChart} from '../draw/chart/draw-chart.ts';
import {drawLine, fitGroups, type Segment} from '../draw/line.ts';
import {lossToken} from '../theme/subjects.ts';
import type {ScreenModel, Size} from './model.ts';

/** The curves of all losses over the epochs on one scale. */
export function drawLossChart({state, look, words}: ScreenModel, {columns, rows}: Size): readonly string[] {
	const names = selectLossNames(state);
	if (state.history.length < 2 || names.length === 0) {
		return [drawLine([['dim', words.waiting.lossChart]], columns, look)];
	}

	const {epochs, losses} = selectColumns(state);
	const series = names.map(name => ({
		name, token: lossToken(name), xs: epochs, ys: losses.get(name) ?? [],
	}));
	const legend = fitGroups(names.map((name): readonly Segment[] => [[lossToken(name), name]]), columns, ['text', '  ']);
	return [
		drawLine([...legend, ['dim', `  ${words.byEpoch}`]], columns, look),
		...drawChart(series, {
			width: columns, height: rows - 1, look, xAxis: {kind: 'epoch'},
		}),
	];
}
