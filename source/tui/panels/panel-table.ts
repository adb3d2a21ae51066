import type {Segment} from '../draw/line.ts';
import type {PanelId} from '../layout.ts';
import {classRows} from './classes.ts';
import {drawHeader} from './header.ts';
import {
	drawLog,
	logDetail,
	logWindow,
	silenceText,
} from './log.ts';
import {drawLossChart} from './loss-chart.ts';
import {drawLosses} from './losses.ts';
import {drawMetrics} from './metrics.ts';
import type {ScreenModel, Size} from './model.ts';
import {drawProgress} from './progress.ts';

/** A panel that shows something of the run. */
export type PanelDefinition = {
	/** What the content depends on; it is drawn again only when one of these is another. */
	readonly inputs: (model: ScreenModel) => readonly unknown[];
	readonly draw: (model: ScreenModel, size: Size) => readonly string[];
	readonly detail?: (model: ScreenModel, rows: number) => readonly Segment[];
	readonly scroll?: (model: ScreenModel, rows: number) => {readonly first: number; readonly shown: number; readonly all: number};
};

/** Clock-dependent words change once a second at most. */
const second = ({now}: ScreenModel) => Math.floor(now / 1000);

/** THE panel table, without the footer, which is about keys. The table of classes draws its rows as a component. */
export const panelTable: Readonly<Record<Exclude<PanelId, 'footer'>, PanelDefinition>> = {
	header: {
		inputs: model => [model.state, model.isSimulated],
		draw: drawHeader,
	},
	progress: {
		inputs: model => [model.state, second(model), model.log],
		draw: drawProgress,
	},
	losses: {
		inputs: ({state}) => [state.history, state.progress?.losses],
		draw: drawLosses,
	},
	metrics: {
		inputs: ({state}) => [state.history, state.lastValidation, state.isFinalValidation],
		draw: drawMetrics,
	},
	lossChart: {
		inputs: ({state}) => [state.history],
		draw: drawLossChart,
	},
	classes: {
		inputs: ({state, ui}) => [state.classes, state.lastValidation, ui.classesTop],
		draw: () => [],
		detail(model, rows) {
			const all = classRows(model).length;
			const shown = Math.max(0, rows - 1);
			return all > shown ? [['dim', model.words.rows(model.ui.classesTop + 1, Math.min(all, model.ui.classesTop + shown), all)]] : [];
		},
		scroll: (model, rows) => ({first: model.ui.classesTop, shown: Math.max(1, rows - 1), all: classRows(model).length}),
	},
	log: {
		inputs: model => [model.log, model.ui.logTop, silenceText(model), model.state.phase.kind],
		draw: drawLog,
		detail(model, rows) {
			const silence = silenceText(model);
			const below = logDetail(model, rows);
			return silence === undefined || below.length > 0 ? below : [['dim', silence]];
		},
		scroll(model, rows) {
			const {top, last} = logWindow(model.log, model.ui.logTop, rows);
			return {first: top, shown: rows, all: last + rows};
		},
	},
};
