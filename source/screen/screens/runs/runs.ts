import {toRecord} from '../../../domain/record.ts';
import {moveCommands, type CommandAt} from '../../../keys/keymap.ts';
import {parseRunQuery, runOrders} from '../../../run/run-query.ts';
import type {Segment} from '../../draw/line.ts';
import {contentSize} from '../../draw/panel.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {scrolledTop, type UiState} from '../../ui-state.ts';
import type {ScreenDefinition} from '../screen.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawComparison} from './draw-comparison.ts';
import {drawRuns, shownRuns} from './draw-runs.ts';
import {chosenIndex, runRows} from './run-rows.ts';
import type {RunsUi} from './runs-ui.ts';

/** The longest comparison: some dozen settings. */
const lastComparisonLine = 60;

function change(ui: UiState, part: Partial<RunsUi>): UiState {
	return {...ui, runs: {...ui.runs, ...part}};
}

/** Order, filter and marks, at the right end of the top line. */
function detail({ui, look}: ScreenModel): readonly Segment[] {
	const texts = wordsIn(ui.language).runsScreen;
	const {query, order, marked} = ui.runs;
	const parsed = parseRunQuery(query);
	return [
		...(query === '' ? [] : ['error' in parsed ? ['bad', `${texts.badQuery(parsed.error.word)} `] as const : ['accent', `${query} `] as const]),
		...(marked.length === 0 ? [] : [['accent', texts.marked(marked.length)] as const, ['dim', ` ${look.glyphs.dot} `] as const]),
		['dim', texts.sortedBy[order]],
	];
}

function step(ui: UiState, model: ScreenModel, steps: number): UiState {
	const rows = runRows(model);
	const next = rows[Math.max(0, Math.min(rows.length - 1, chosenIndex(rows, ui.runs.chosen) + steps))];
	return next === undefined ? ui : change(ui, {chosen: next.key});
}

/** The key of the chosen run; undefined in an empty list. */
export function chosenRun(model: ScreenModel): string | undefined {
	const rows = runRows(model);
	return rows[chosenIndex(rows, model.ui.runs.chosen)]?.key;
}

/** Every container that trains and every run, live; open one, mark some and compare them. */
export const runs: ScreenDefinition<Exclude<CommandAt<'runs'>, 'open-run'>> = {
	id: 'runs',
	panels: {
		runs: {
			title: ({words}) => words.screens.runs,
			inputs: ({ui, runList, now}) => [ui.runs, runList, Math.floor(now / 1000)],
			draw: (model, size) => model.ui.runs.isComparing ? drawComparison(model, size) : drawRuns(model, size),
			detail,
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'runs', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange(model, placed) {
		const page = Math.max(2, contentSize(placed[0]!).rows - 1);
		if (model.ui.runs.isComparing) {
			return {top: model.ui.runs.top, last: lastComparisonLine, page};
		}

		const rows = runRows(model);
		return {top: chosenIndex(rows, model.ui.runs.chosen), last: Math.max(0, rows.length - 1), page};
	},
	commands: {
		...toRecord(moveCommands, command => (ui, {model, range}) => {
			const next = scrolledTop(command, range);
			return change(ui, ui.runs.isComparing ? {top: next} : {chosen: runRows(model)[next]?.key});
		}),
		'mark-run'(ui, {model}) {
			const {isComparing, marked} = ui.runs;
			const key = chosenRun(model);
			return key === undefined || isComparing ? ui : step(change(ui, {marked: marked.includes(key) ? marked.filter(other => other !== key) : [...marked, key].slice(-8), chosen: key}), model, 1);
		},
		'compare-runs': ui => change(ui, {isComparing: !ui.runs.isComparing && ui.runs.marked.length > 1, top: 0}),
		'leave-comparison': ui => change(ui, ui.runs.isComparing ? {isComparing: false, top: 0} : {query: ''}),
		'sort-runs': ui => change(ui, {order: runOrders[(runOrders.indexOf(ui.runs.order) + 1) % runOrders.length]!}),
		'filter-runs': {opens: 'filter'},
	},
	/** Chooses a row. */
	click(ui, {row}, {model, range}) {
		const rows = runRows(model);
		const {top, room} = shownRuns(model, rows, range.page + 1);
		const clicked = row < 1 || row > room || ui.runs.isComparing ? undefined : rows[top + row - 1];
		return clicked === undefined ? ui : change(ui, {chosen: clicked.key});
	},
	prompts: {
		filter: {
			label: ({ui}) => wordsIn(ui.language).runsScreen.filter,
			initial: ui => ui.runs.query,
			apply: (ui, text) => change(ui, {query: text}),
		},
	},
};
