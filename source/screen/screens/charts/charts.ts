import {mapValues} from '../../../domain/record.ts';
import type {CommandAt} from '../../../keys/keymap.ts';
import {selectBestEpoch} from '../../../run/select-best-epoch.ts';
import {drawLine} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import type {PanelDefinition, ScreenDefinition} from '../screen.ts';
import {wordsIn} from '../../../words/words.ts';
import {
	chosenChart,
	viewChart,
	visibleCharts,
} from './chart-view.ts';
import {describeView, drawCard} from './draw-card.ts';
import {chartPanelId, planCharts} from './plan-charts.ts';
import {chartsReducers} from './reduce-charts.ts';
import {hasTimes} from './x-places.ts';

/** More charts than any run has figures for: losses, metrics, and a few for each GPU. */
const mostCharts = 96;

/** What a chart is drawn from; the time of day only where the axis shows it. */
function inputsOf({state, ui, resources, now}: ScreenModel): readonly unknown[] {
	return [state.history, selectBestEpoch(state), state.resumedAt, resources?.series, ui.charts, ui.language, ui.charts.xKind === 'time' ? Math.floor(now / 3_600_000) : undefined];
}

function chartPanel(index: number): PanelDefinition {
	return {
		title: model => visibleCharts(model)[index]?.title ?? '',
		inputs: inputsOf,
		draw(model, size) {
			const chart = visibleCharts(model)[index];
			return chart === undefined ? [] : drawCard(chart, model, size, model.ui.charts.isLarge);
		},
		detail(model) {
			const charts = visibleCharts(model);
			const isChosen = chosenChart(model, charts)?.index === index;
			return isChosen && charts.length > 1 ? [['dim', wordsIn(model.ui.language).charts.position(String(index + 1), String(index + 1), String(charts.length))]] : [];
		},
	};
}

const panels: Readonly<Record<string, PanelDefinition>> = {
	...Object.fromEntries(Array.from({length: mostCharts}, (_, index) => [chartPanelId(index), chartPanel(index)])),
	empty: {
		title: ({words}) => words.screens.charts,
		inputs: inputsOf,
		draw({look, ui}, {columns}) {
			const words = wordsIn(ui.language).charts;
			return [drawLine([['dim', ui.charts.filter === '' ? words.waiting : words.nothingMatches(ui.charts.filter)]], columns, look)];
		},
	},
	status: {
		inputs: inputsOf,
		draw(model, {columns}) {
			const chosen = chosenChart(model);
			const view = chosen && viewChart(chosen.chart, model);
			return [drawLine(view === undefined ? [] : describeView(view, model, wordsIn(model.ui.language).charts, columns), columns, model.look)];
		},
	},
};

/** Every figure of the run as a curve, by epoch or by time. */
export const charts: ScreenDefinition<CommandAt<'charts'>> = {
	id: 'charts',
	panels,
	plan: (model, room) => planCharts({
		count: Math.min(mostCharts, visibleCharts(model).length), focus: chosenChart(model)?.index ?? 0, isLarge: model.ui.charts.isLarge,
	}, room),
	focus: ui => chartPanelId(ui.charts.focus),
	/** What scrolls is the chosen chart, or the cursor of a large one; a page is how many stand side by side. */
	scrollRange(model, placed) {
		const visible = visibleCharts(model);
		return {top: chosenChart(model, visible)?.index ?? 0, last: visible.length, page: placed.filter(({y, id}) => y === placed[0]!.y && id !== 'status').length};
	},
	commands: {
		...mapValues(chartsReducers, reduce => (ui, {model, range}) => {
			const visible = visibleCharts(model);
			const chosen = chosenChart(model, visible);
			const view = chosen && viewChart(chosen.chart, model);
			const next = reduce(chosen === undefined ? ui.charts : {...ui.charts, focus: chosen.index}, {
				count: visible.length,
				columns: range.page,
				xs: view?.lines[0]?.xs ?? [],
				whole: view?.whole,
				hasTimes: hasTimes(model.state),
			});
			return next === ui.charts ? ui : {...ui, charts: next};
		}),
		'filter-charts': {opens: 'filter'},
	},
	/** Chooses a chart; the chosen one becomes large. */
	click(ui, {panel}, {model}) {
		const visible = visibleCharts(model);
		const index = visible.findIndex((_, place) => chartPanelId(place) === panel);
		return index === -1 || ui.charts.isLarge
			? ui
			: {...ui, charts: {...ui.charts, focus: index, isLarge: chosenChart(model, visible)?.index === index}};
	},
	disabled: ({state}) => hasTimes(state) ? {} : {'switch-x-axis': 'no-times'},
	prompts: {
		filter: {
			label: ({ui}) => wordsIn(ui.language).charts.filterLabel,
			initial: ui => ui.charts.filter,
			apply: (ui, text) => ({...ui, charts: {...ui.charts, filter: text, focus: 0}}),
		},
	},
};
