import {toRecord} from '../../../domain/record.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {moveCommands, type CommandAt} from '../../../keys/keymap.ts';
import {selectContinuation} from '../../../run/select-continuation.ts';
import {selectLossNames} from '../../../run/select-series.ts';
import {contentSize} from '../../draw/panel.ts';
import {drawLine} from '../../draw/line.ts';
import type {PlacedPanel} from '../../layout.ts';
import {classColumns, classRows} from '../../panels/classes.ts';
import {
	drawLog,
	logDetail,
	logWindow,
	silenceText,
} from '../../panels/log.ts';
import {diagnosesOf} from '../../panels/diagnoses-of.ts';
import {drawLossChart} from '../../panels/loss-chart.ts';
import {drawLosses} from '../../panels/losses.ts';
import {drawMetrics} from '../../panels/metrics.ts';
import {movingSecond, type ScreenModel} from '../../panels/model.ts';
import {drawProgress} from '../../panels/progress.ts';
import {canRelaunch, remedyKeyOf} from '../../panels/remedy-key.ts';
import {countDiagnoses, drawDiagnosesPanel} from '../../panes/diagnoses.ts';
import {drawTool, toolOnOverview} from '../../tool/draw-tool.ts';
import {scrolledTop, type ScrollRange, type UiState} from '../../ui-state.ts';
import type {PanelDefinition, ScreenDefinition, TableView} from '../screen.ts';
import {wordsIn} from '../../../words/words.ts';
import {planOverview} from './overview-layout.ts';
import {overviewFocusOrder, type OverviewUi} from './overview-ui.ts';

const classes: PanelDefinition = {
	title: ({words}) => words.panel.classes,
	inputs: ({state, ui}) => [state.classes, state.lastValidation, ui.overview.classesTop],
	draw: (model, size) => classRows(model).length === 0
		? [drawLine([['dim', model.state.task === 'classify' ? model.words.waiting.classesNone : model.words.waiting.classes]], size.columns, model.look)]
		: [],
	table(model, size) {
		const data = classRows(model);
		return data.length === 0
			? undefined
			: {
				data, columns: classColumns(model), top: Math.min(model.ui.overview.classesTop, Math.max(0, data.length - Math.max(1, size.rows - 1))), size,
			} satisfies TableView<(typeof data)[number]> as TableView;
	},
	detail(model, rows) {
		const all = classRows(model).length;
		const shown = Math.max(0, rows - 1);
		const {classesTop} = model.ui.overview;
		return all > shown ? [['dim', model.words.rows(classesTop + 1, Math.min(all, classesTop + shown), all)]] : [];
	},
	scroll: (model, rows) => ({first: model.ui.overview.classesTop, shown: Math.max(1, rows - 1), all: classRows(model).length}),
};

const log: PanelDefinition = {
	title: ({words}) => words.panel.log,
	inputs: model => [model.log, model.ui.overview.logTop, silenceText(model), model.state.phase.kind, model.state.target?.kind],
	draw: drawLog,
	detail(model, rows) {
		const silence = silenceText(model);
		const below = logDetail(model, rows);
		return silence === undefined || below.length > 0 ? below : [['dim', silence]];
	},
	scroll(model, rows) {
		const {top, last} = logWindow(model.log, model.ui.overview.logTop, rows);
		return {first: top, shown: rows, all: last + rows};
	},
};

const panels: Readonly<Record<string, PanelDefinition>> = {
	progress: {
		title: ({words}) => words.panel.progress,
		inputs: model => [model.state, movingSecond(model), model.log],
		draw: drawProgress,
	},
	diagnoses: {
		title: ({ui}) => wordsIn(ui.language).diagnosis.title,
		inputs: model => [diagnosesOf(model), canRelaunch(model), selectContinuation(model.state, model.now)],
		draw: (model, size) => drawDiagnosesPanel({
			diagnoses: diagnosesOf(model),
			language: model.ui.language,
			look: model.look,
			remedyKey: diagnosis => remedyKeyOf(diagnosis, {language: model.ui.language, canAct: canRelaunch(model), continuation: selectContinuation(model.state, model.now)}),
		}, size),
		detail: model => [...countDiagnoses(diagnosesOf(model), model.look), ['dim', ' '], ['accent', keyNameOf('show-diagnoses')]],
	},
	losses: {
		title: ({words}) => words.panel.losses,
		inputs: ({state}) => [state.history, state.progress?.losses],
		draw: drawLosses,
	},
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
	classes,
	log,
	tool: {
		title: ({state, ui}) => wordsIn(ui.language).tool.tools[state.toolRun?.tool ?? 'val'],
		inputs: ({state}) => [state.toolRun],
		draw: drawTool,
	},
};

function scrollRange(model: ScreenModel, placed: readonly PlacedPanel[]): ScrollRange {
	const {focus, logTop, classesTop} = model.ui.overview;
	const own = placed.find(({id}) => id === focus);
	const page = own === undefined ? 0 : contentSize(own).rows;
	switch (focus) {
		case 'log': {
			const {top, last, numberAt} = logWindow(model.log, logTop, page);
			return {
				top, last: page === 0 ? 0 : last, page, anchor: numberAt,
			};
		}

		case 'classes': {
			const last = page === 0 ? 0 : Math.max(0, classRows(model).length - Math.max(1, page - 1));
			return {top: Math.min(classesTop, last), last, page: Math.max(1, page - 1)};
		}

		case 'metrics': {
			return {top: 0, last: 0, page};
		}
	}
}

function stepFocus(own: OverviewUi, step: number): OverviewUi {
	const {length} = overviewFocusOrder;
	return {...own, focus: overviewFocusOrder[(overviewFocusOrder.indexOf(own.focus) + step + length) % length]!};
}

function scroll(own: OverviewUi, top: number, {last, anchor = line => line}: ScrollRange): OverviewUi {
	switch (own.focus) {
		case 'log': {
			// At the end the log follows again.
			const {logTop: _, ...rest} = own;
			return top >= last ? rest : {...own, logTop: anchor(top)};
		}

		case 'classes': {
			return {...own, classesTop: top};
		}

		case 'metrics': {
			return own;
		}
	}
}

function withOverview(ui: UiState, overview: OverviewUi): UiState {
	return overview === ui.overview ? ui : {...ui, overview};
}

/** Everything that matters, on one screen. */
export const overview: ScreenDefinition<CommandAt<'overview'>> = {
	id: 'overview',
	panels,
	plan: (model, room) => planOverview({
		// Before the first batch three rows are kept free, as most trainings have three losses.
		lossCount: selectLossNames(model.state).length === 0 ? 3 : selectLossNames(model.state).length,
		diagnosisCount: diagnosesOf(model).filter(({severity}) => severity !== 'hint').length,
		tool: toolOnOverview(model),
		hasClasses: model.state.classes.length > 0,
		hasResults: model.state.history.length > 0 || model.state.lastValidation !== undefined,
		focus: model.ui.overview.focus,
		isZoomed: model.ui.overview.isZoomed,
	}, room),
	focus: ui => ui.overview.focus,
	scrollRange,
	/** A panel that can be chosen is; the diagnoses open in full, the curves on their screen. */
	click(ui, {panel}) {
		const focus = overviewFocusOrder.find(id => id === panel);
		switch (focus ?? panel) {
			case 'diagnoses': {
				return {...ui, overlays: [...ui.overlays, {kind: 'pane', pane: 'diagnoses', top: 0}]};
			}

			case 'tool': {
				return {...ui, overlays: [...ui.overlays, {kind: 'pane', pane: 'tool', top: 0}]};
			}

			case 'lossChart': {
				return {...ui, screen: 'charts'};
			}

			default: {
				return focus === undefined || focus === ui.overview.focus ? ui : withOverview(ui, {...ui.overview, focus});
			}
		}
	},
	commands: {
		...toRecord(moveCommands, command => (ui, {range}) => withOverview(ui, scroll(ui.overview, scrolledTop(command, range), range))),
		'focus-next': ui => withOverview(ui, stepFocus(ui.overview, 1)),
		'focus-previous': ui => withOverview(ui, stepFocus(ui.overview, -1)),
		zoom: ui => withOverview(ui, {...ui.overview, isZoomed: !ui.overview.isZoomed}),
	},
};
