import {mapValues} from '../../../domain/record.ts';
import type {CommandAt} from '../../../keys/keymap.ts';
import {selectRunMarks} from '../../../run/select-run-marks.ts';
import {drawLine} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import type {PanelDefinition, ScreenDefinition} from '../screen.ts';
import {wordsIn} from '../../../words/words.ts';
import {keyWords} from '../../../words/keys.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import type {UiState} from '../../ui-state.ts';
import {isConstant, type Chart} from './chart.ts';
import {listCharts} from './chart-list.ts';
import {
	chosenChart,
	smoothingOf,
	viewChart,
	visibleCharts,
} from './chart-view.ts';
import {drawCard, drawDetail, type CardKind} from './draw-card.ts';
import {drawFigures, figureAt} from './draw-figures.ts';
import {chartPanelId, planCharts} from './plan-charts.ts';
import {chartsReducers} from './reduce-charts.ts';
import {hasTimes} from './x-places.ts';

/** More charts than any run has figures for: losses, metrics, and a few for each GPU. */
const mostCharts = 96;

/** What a chart is drawn from; the time of day only where the axis shows it. */
function inputsOf({state, ui, resources, runList, now}: ScreenModel): readonly unknown[] {
	return [state.history, state.probe, JSON.stringify(selectRunMarks(state)), runList.details, ui.runs.marked, resources?.series, ui.charts, ui.language, ui.charts.xKind === 'time' ? Math.floor(now / 3_600_000) : undefined];
}

type ChartChoice = (model: ScreenModel) => Chart | undefined;

/** A panel with one chart. */
function chartPanel(choose: ChartChoice, kind: CardKind): PanelDefinition {
	return {
		title: model => choose(model)?.title ?? '',
		subtitle(model) {
			const words = wordsIn(model.ui.language).charts;
			const chart = choose(model);
			return chart === undefined || kind === 'wall' ? '' : (kind === 'second' ? words.sameAxis : words.about[chart.group]);
		},
		inputs: inputsOf,
		draw(model, size) {
			const chart = choose(model);
			return chart === undefined ? [] : drawCard(chart, model, size, kind);
		},
		detail(model) {
			const chart = choose(model);
			return chart === undefined ? [] : drawDetail(chart, model, kind);
		},
	};
}

const chosen: ChartChoice = model => chosenChart(model)?.chart;

/** Below a quality the first loss, below anything else the leading quality. */
const second: ChartChoice = model => {
	const all = listCharts(model.state, model.resources, wordsIn(model.ui.language).charts);
	const wanted = chosen(model)?.kind === 'metric' ? 'loss' : 'metric';
	return all.find(({kind}) => kind === wanted) ?? all[0];
};

/** Those of the wall: what never changes is only in the list. */
function wallCharts(model: ScreenModel): readonly Chart[] {
	return visibleCharts(model).filter(chart => !isConstant(chart));
}

/** The chosen figure's place on the wall; the first where it is not there. */
function wallFocus(model: ScreenModel, all = wallCharts(model)): number {
	return Math.max(0, all.findIndex(({id}) => id === chosen(model)?.id));
}

const panels: Readonly<Record<string, PanelDefinition>> = {
	...Object.fromEntries(Array.from({length: mostCharts}, (_, index) => [chartPanelId(index), chartPanel(model => wallCharts(model)[index], 'wall')])),
	large: chartPanel(chosen, 'large'),
	full: chartPanel(chosen, 'full'),
	second: chartPanel(second, 'second'),
	figures: {
		title: ({ui}) => wordsIn(ui.language).charts.figures,
		subtitle: model => String(visibleCharts(model).length),
		inputs: inputsOf,
		draw: drawFigures,
		detail: ({ui}) => [['accent', keyNameOf('filter-charts')], ['label', ` ${ui.charts.filter === '' ? keyWords(ui.language).hint['filter-charts'] : ui.charts.filter}`]],
	},
	empty: {
		title: ({words}) => words.screens.charts,
		inputs: inputsOf,
		draw({look, ui}, {columns}) {
			const words = wordsIn(ui.language).charts;
			return [drawLine([['dim', ui.charts.filter === '' ? words.waiting : words.nothingMatches(ui.charts.filter)]], columns, look)];
		},
	},
};

/** Every figure of the run as a curve, by epoch or by time. */
export const charts: ScreenDefinition<CommandAt<'charts'>> = {
	id: 'charts',
	panels,
	plan(model, room) {
		const {view} = model.ui.charts;
		const shown = view === 'wall' ? wallCharts(model) : visibleCharts(model);
		return planCharts({count: Math.min(mostCharts, shown.length), focus: view === 'wall' ? wallFocus(model) : 0, view}, room);
	},
	focus: (ui, model) => ui.charts.view === 'wall' ? chartPanelId(wallFocus(model)) : (ui.charts.view === 'full' ? 'full' : 'large'),
	/** What scrolls is the choice of the figure, on the wall by rows; a page is how many are side by side. */
	scrollRange(model, placed) {
		const visible = visibleCharts(model);
		return {top: chosenChart(model, visible)?.index ?? 0, last: visible.length, page: placed.filter(({y}) => y === placed[0]!.y).length};
	},
	commands: {
		...mapValues(chartsReducers, reduce => (ui, {model, range}) => {
			const isWall = ui.charts.view === 'wall';
			const visible = isWall ? wallCharts(model) : visibleCharts(model);
			const index = isWall ? wallFocus(model, visible) : chosenChart(model, visible)?.index;
			const chart = index === undefined ? undefined : visible[index];
			const view = chart && viewChart(chart, model);
			const next = reduce({...ui.charts, ...(index !== undefined && {focus: index})}, {
				count: visible.length,
				columns: range.page,
				xs: view?.lines[0]?.xs ?? [],
				whole: view?.whole,
				smoothing: smoothingOf(model),
				hasTimes: hasTimes(model.state),
			});
			// The choice is a place in the list, which has more than the wall.
			const focus = isWall ? Math.max(0, visibleCharts(model).findIndex(({id}) => id === visible[next.focus]?.id)) : next.focus;
			return {...ui, charts: {...next, focus}};
		}),
		'filter-charts': {opens: 'filter'},
	},
	/** Chooses a figure of the list or of the wall; the chosen one of the wall becomes large. */
	click(ui, {panel, row, rows}, {model}) {
		const choose = (focus: number | undefined, view = ui.charts.view): UiState => focus === undefined ? ui : {...ui, charts: {...ui.charts, focus, view}};
		if (panel === 'figures') {
			return choose(figureAt(model, row, rows));
		}

		const wall = wallCharts(model);
		const chart = wall.find((_, place) => chartPanelId(place) === panel);
		const index = chart && visibleCharts(model).findIndex(({id}) => id === chart.id);
		return choose(index, chart !== undefined && chart.id === chosen(model)?.id ? 'list' : ui.charts.view);
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
