import {contentSize} from '../../draw/panel.ts';
import {drawLog, logDetail, logWindow} from '../../panels/log.ts';
import {scrolledTop} from '../../ui-state.ts';
import type {ScreenDefinition} from '../screen.ts';

/** The whole output. */
export const logs: ScreenDefinition = {
	id: 'logs',
	panels: {
		logs: {
			title: ({words}) => words.panel.log,
			inputs: ({log, ui, state}) => [log, ui.logs, state.phase.kind],
			draw: (model, size) => drawLog(model, size, model.ui.logs.top),
			detail: (model, rows) => logDetail(model, rows, model.ui.logs.top),
			scroll(model, rows) {
				const {top, last} = logWindow(model.log, model.ui.logs.top, rows);
				return {first: top, shown: rows, all: last + rows};
			},
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'logs', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange(model, placed) {
		const page = contentSize(placed[0]!).rows;
		const {top, last, numberAt} = logWindow(model.log, model.ui.logs.top, page);
		return {
			top, last, page, anchor: numberAt,
		};
	},
	reduce(ui, command, {range: {last, anchor = line => line, ...range}}) {
		const top = scrolledTop(command, {last, ...range});
		if (top === undefined) {
			return ui;
		}

		// At the end the log follows again.
		return {...ui, logs: top >= last ? {} : {top: anchor(top)}};
	},
};
