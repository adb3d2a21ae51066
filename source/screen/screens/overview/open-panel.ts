import {leadingMetric} from '../../../domain/metric.ts';
import {selectLossNames} from '../../../run/select-series.ts';
import {openOverlay} from '../../overlays/overlay-stack.ts';
import type {UiState} from '../../ui-state.ts';
import type {ScreenContext} from '../screen.ts';
import {visibleCharts} from '../charts/chart-view.ts';
import {goToTypedEpoch} from '../charts/go-to-typed-epoch.ts';
import {logs} from '../logs/logs.ts';
import {chosenEpoch} from './epochs.ts';
import type {OverviewFocus} from './overview-ui.ts';

type Opener = (ui: UiState, context: ScreenContext) => UiState;

const diagnoses: Opener = ui => openOverlay(ui, {kind: 'pane', pane: 'diagnoses', top: 0});
const screen = (name: UiState['screen']): Opener => ui => ({...ui, screen: name});

/** The charts with that figure chosen. */
const chart = (idOf: (context: ScreenContext) => string | undefined): Opener => (ui, context) => {
	const id = idOf(context);
	const focus = visibleCharts(context.model).findIndex(({id: own}) => own === id);
	return {...ui, screen: 'charts', charts: focus === -1 ? ui.charts : {...ui.charts, focus}};
};

const leading = ({model: {state}}: ScreenContext) => leadingMetric(state.lastValidation?.metrics ?? state.history.at(-1)?.metrics).chart;

const openers: Readonly<Record<OverviewFocus, Opener>> = {
	happened: diagnoses,
	signs: diagnoses,
	quality: chart(leading),
	losses: chart(({model: {state}}) => `loss-${selectLossNames(state)[0] ?? ''}`),
	machine: screen('resources'),
	lastMinute: screen('resources'),
	classes: screen('classes'),
	epochs(ui, context) {
		const charts = chart(leading)(ui, context);
		const epoch = chosenEpoch(context.model);
		return epoch === undefined ? charts : goToTypedEpoch(charts, {...context.model, ui: charts}, epoch);
	},
	notes: screen('logs'),
	setup: screen('logs'),
	lastWords: screen('logs'),
	output: screen('logs'),
};

/** What is in focus, on the screen that is about it. */
export function openPanel(ui: UiState, context: ScreenContext): UiState {
	return openers[ui.overview.focus](ui, context);
}

/** The output at its last error, or its last warning without one. */
export function openErrors(ui: UiState, context: ScreenContext): UiState {
	const shown: UiState = {...ui, screen: 'logs'};
	const answer = logs.commands['previous-problem'];
	return typeof answer === 'function' ? answer(shown, {...context, model: {...context.model, ui: shown}, range: {top: 0, last: 0, page: 1}}) : shown;
}
