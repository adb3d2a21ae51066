import {drawLine} from '../../draw/line.ts';
import type {ScreenDefinition} from '../screen.ts';

export const resources: ScreenDefinition = {
	id: 'resources',
	panels: {
		resources: {
			title: ({words}) => words.screens.resources,
			inputs: () => [],
			draw: (model, size) => [drawLine([['dim', model.words.waiting.nothing]], size.columns, model.look)],
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'resources', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange: () => ({top: 0, last: 0, page: 1}),
	reduce: ui => ui,
};
