import {drawLine} from '../../draw/line.ts';
import type {ScreenDefinition} from '../screen.ts';

export const runs: ScreenDefinition = {
	id: 'runs',
	panels: {
		runs: {
			title: ({words}) => words.screens.runs,
			inputs: () => [],
			draw: (model, size) => [drawLine([['dim', model.words.waiting.nothing]], size.columns, model.look)],
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'runs', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange: () => ({top: 0, last: 0, page: 1}),
	reduce: ui => ui,
};
