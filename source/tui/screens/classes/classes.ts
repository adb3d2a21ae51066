import {contentSize} from '../../draw/panel.ts';
import {drawLine} from '../../draw/line.ts';
import {classColumns, classRows} from '../../panels/classes.ts';
import {scrolledTop} from '../../ui-state.ts';
import type {ScreenDefinition, TableView} from '../screen.ts';

/** The table by class, large. */
export const classes: ScreenDefinition = {
	id: 'classes',
	panels: {
		classes: {
			title: ({words}) => words.panel.classes,
			inputs: ({state, ui}) => [state.classes, state.lastValidation, ui.classes],
			draw: (model, size) => classRows(model).length === 0
				? [drawLine([['dim', model.state.task === 'classify' ? model.words.waiting.classesNone : model.words.waiting.classes]], size.columns, model.look)]
				: [],
			table: (model, size) => classRows(model).length === 0
				? undefined
				: {
					data: classRows(model), columns: classColumns(model) as TableView['columns'], top: model.ui.classes.top, size,
				},
			scroll: (model, rows) => ({first: model.ui.classes.top, shown: Math.max(1, rows - 1), all: classRows(model).length}),
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'classes', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange(model, placed) {
		const page = Math.max(1, contentSize(placed[0]!).rows - 1);
		const last = Math.max(0, classRows(model).length - page);
		return {top: Math.min(model.ui.classes.top, last), last, page};
	},
	reduce(ui, command, {range}) {
		const top = scrolledTop(command, range);
		return top === undefined ? ui : {...ui, classes: {...ui.classes, top}};
	},
};
