import {drawLossChart} from '../../panels/loss-chart.ts';
import {drawMetrics} from '../../panels/metrics.ts';
import type {ScreenDefinition} from '../screen.ts';

/** The curves, large. */
export const charts: ScreenDefinition = {
	id: 'charts',
	panels: {
		metrics: {
			title: ({words}) => words.panel.metrics,
			inputs: ({state}) => [state.history, state.lastValidation, state.isFinalValidation],
			draw: drawMetrics,
		},
		lossChart: {
			title: ({words}) => words.panel.lossChart,
			inputs: ({state}) => [state.history],
			draw: drawLossChart,
		},
	},
	plan(_model, {y, columns, rows, frame}) {
		const upper = Math.ceil(rows / 2);
		return [
			{
				id: 'lossChart', x: 0, y, width: columns, height: upper, frame: frame === 'none' ? 'rule' : frame,
			},
			{
				id: 'metrics', x: 0, y: y + upper, width: columns, height: rows - upper, frame: frame === 'none' ? 'rule' : frame,
			},
		];
	},
	scrollRange: () => ({top: 0, last: 0, page: 1}),
	reduce: ui => ui,
};
