import {toRecord} from '../../../domain/record.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {moveCommands, type CommandAt} from '../../../keys/keymap.ts';
import {differingGroupings} from '../../../run/run-groups.ts';
import {parseRunQuery, runOrders} from '../../../run/run-query.ts';
import {keyWords} from '../../../words/keys.ts';
import type {Segment} from '../../draw/line.ts';
import {contentSize} from '../../draw/panel.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {scrolledTop, type UiState} from '../../ui-state.ts';
import type {ScreenDefinition} from '../screen.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawComparison, rowsOfComparison} from './draw-comparison.ts';
import {drawCurves} from './draw-curves.ts';
import {drawFacts} from './draw-facts.ts';
import {drawRuns, shownRuns} from './draw-runs.ts';
import {headName} from './draw-head.ts';
import {planRuns} from './plan-runs.ts';
import {
	figureLabel,
	figureOf,
	figuresOf,
} from './run-curves.ts';
import {rowsToExplain} from './run-notes.ts';
import {
	chosenIndex,
	rowName,
	runLines,
	runRows,
	type RunLine,
} from './run-rows.ts';
import type {RunsUi} from './runs-ui.ts';

/** Rows of frame and header of a panel, and of the reasons below the list. */
const frameRows = 2;
const listRowsBesideRuns = 6;

function change(ui: UiState, part: Partial<RunsUi>): UiState {
	return {...ui, runs: {...ui.runs, ...part}};
}

function inputsOf({ui, runList, now, state}: ScreenModel): readonly unknown[] {
	return [ui.runs, ui.language, runList, Math.floor(now / 1000), state.target];
}

/** The filter, or the key for it, at the right end of the top line. */
function filterDetail({ui}: ScreenModel): readonly Segment[] {
	const texts = wordsIn(ui.language).runsScreen;
	const {query} = ui.runs;
	const parsed = parseRunQuery(query);
	const key: Segment = ['accent', keyNameOf('filter-runs')];
	return 'error' in parsed ? [['bad', texts.badQuery(parsed.error.word)]] : [key, [query === '' ? 'label' : 'text', ` ${query === '' ? keyWords(ui.language).hint['filter-runs'] : query}`]];
}

function isSplit(model: ScreenModel): boolean {
	return model.ui.runs.marked.length > 1;
}

function step(ui: UiState, model: ScreenModel, steps: number): UiState {
	const lines = runLines(model);
	const next = lines[Math.max(0, Math.min(lines.length - 1, chosenIndex(lines, ui.runs.chosen) + steps))];
	return next === undefined ? ui : change(ui, {chosen: next.key});
}

function chosenLine(model: ScreenModel): RunLine | undefined {
	const lines = runLines(model);
	return lines[chosenIndex(lines, model.ui.runs.chosen)];
}

/** The key of the chosen run; undefined in an empty list and on the head of a group. */
export function chosenRun(model: ScreenModel): string | undefined {
	const line = chosenLine(model);
	return line?.head === undefined ? line?.key : undefined;
}

/** Whether the rows below the chosen head are hidden. */
export const isFoldedHead = (model: ScreenModel): boolean => model.ui.runs.folded.includes(chosenLine(model)?.key ?? '');

/** The next grouping in which the runs differ, then one list again. */
function nextGroup(model: ScreenModel): string | undefined {
	const all = differingGroupings(runRows(model));
	return all[all.indexOf(model.ui.runs.group ?? '') + 1];
}

/** Hides or shows the rows below a head, also by one of them; the head is chosen then. */
function fold(ui: UiState, model: ScreenModel, isFolded: boolean): UiState {
	const lines = runLines(model);
	const head = lines.slice(0, chosenIndex(lines, ui.runs.chosen) + 1).findLast(line => line.head !== undefined);
	const others = ui.runs.folded.filter(key => key !== head?.key);
	return head === undefined ? ui : change(ui, {folded: isFolded ? [...others, head.key] : others, ...(isFolded && {chosen: head.key})});
}

/** The keys of the rows that have to be read whole for what is shown. */
export function wantedRuns(model: ScreenModel): readonly string[] {
	return [...new Set([...model.ui.runs.marked, ...rowsToExplain(model).map(({key}) => key)])];
}

/** Every container that trains and every run, live; open one, mark some and compare them. */
export const runs: ScreenDefinition<Exclude<CommandAt<'runs'>, 'open-run'>> = {
	id: 'runs',
	panels: {
		runs: {
			title: ({words}) => words.screens.runs,
			subtitle(model) {
				const {ui, look} = model;
				const texts = wordsIn(ui.language).runsScreen;
				const marked = ui.runs.marked.length === 0 ? '' : ` ${look.glyphs.dot} ${texts.marked(ui.runs.marked.length)}`;
				const {group} = ui.runs;
				const grouped = group === undefined ? '' : ` ${look.glyphs.dot} ${texts.groupedBy((texts.groupings as Readonly<Record<string, string>>)[group] ?? group)}`;
				return `${runRows(model).length} ${look.glyphs.dot} ${texts.sortedBy[ui.runs.order]}${grouped}${marked}`;
			},
			inputs: inputsOf,
			draw: drawRuns,
			detail: filterDetail,
			scroll(model, rows) {
				const all = runLines(model);
				const {top, room} = shownRuns(model, all, rows);
				return {first: top, shown: room, all: all.length};
			},
		},
		curves: {
			title(model) {
				const figure = figureOf(model);
				return figure === undefined ? wordsIn(model.ui.language).runsScreen.columns.curve : figureLabel(figure, model);
			},
			subtitle: ({ui}) => wordsIn(ui.language).runsScreen[ui.runs.marked.length === 0 ? 'ofChosen' : 'ofMarked'],
			inputs: inputsOf,
			draw: drawCurves,
			detail(model) {
				const shown = figureOf(model);
				const others = figuresOf(model).filter(figure => figure !== shown);
				return others.length === 0 ? [] : [['accent', `${keyNameOf('next-figure')} `], ['dim', others.map(figure => figureLabel(figure, model)).join(' ')]];
			},
		},
		facts: {
			title(model) {
				const line = chosenLine(model);
				return line === undefined ? '' : (line.head === undefined ? rowName(line, 30, runRows(model)) : headName(line.head, model));
			},
			inputs: inputsOf,
			draw: drawFacts,
		},
		comparison: {
			title: ({ui}) => wordsIn(ui.language).runsScreen.differs,
			subtitle: ({ui}) => wordsIn(ui.language).runsScreen[ui.runs.showsEqual ? 'allShown' : 'equalHidden'],
			inputs: inputsOf,
			draw: drawComparison,
			detail: ({ui}) => [['accent', `${keyNameOf('show-equal')} `], ['label', wordsIn(ui.language).runsScreen[ui.runs.showsEqual ? 'hideEqual' : 'showAll']]],
			scroll: (model, rows) => ({first: model.ui.runs.isComparing ? model.ui.runs.top : 0, shown: rows - 1, all: rowsOfComparison(model) - 1}),
		},
	},
	plan(model, room) {
		const lines = runLines(model);
		return planRuns({
			isComparing: model.ui.runs.isComparing, comparisonRows: isSplit(model) || model.ui.runs.isComparing ? rowsOfComparison(model) + frameRows : 0, listRows: lines.length + listRowsBesideRuns, hasRuns: lines.length > 0,
		}, room);
	},
	focus: ui => ui.runs.isComparing ? 'comparison' : 'runs',
	scrollRange(model, placed) {
		const {ui} = model;
		const own = placed.find(({id}) => id === (ui.runs.isComparing ? 'comparison' : 'runs'));
		const page = own === undefined ? 2 : Math.max(2, contentSize(own).rows - 1);
		if (ui.runs.isComparing) {
			return {top: ui.runs.top, last: Math.max(0, rowsOfComparison(model) - 1 - page), page};
		}

		const lines = runLines(model);
		return {top: chosenIndex(lines, ui.runs.chosen), last: Math.max(0, lines.length - 1), page};
	},
	commands: {
		...toRecord(moveCommands, command => (ui, {model, range}) => {
			const next = scrolledTop(command, range);
			return change(ui, ui.runs.isComparing ? {top: next} : {chosen: runLines(model)[next]?.key});
		}),
		'mark-run'(ui, {model}) {
			const {isComparing, marked} = ui.runs;
			const key = chosenRun(model);
			return key === undefined || isComparing ? ui : step(change(ui, {marked: marked.includes(key) ? marked.filter(other => other !== key) : [...marked, key].slice(-8), chosen: key}), model, 1);
		},
		'compare-runs': ui => change(ui, {isComparing: !ui.runs.isComparing && ui.runs.marked.length > 1, top: 0}),
		/** What is nearest is taken back first. */
		'leave-comparison': ui => change(ui, ui.runs.isComparing ? {isComparing: false, top: 0} : (ui.runs.query === '' ? {marked: []} : {query: ''})),
		'sort-runs': ui => change(ui, {order: runOrders[(runOrders.indexOf(ui.runs.order) + 1) % runOrders.length]!}),
		'group-runs': (ui, {model}) => change(ui, {group: nextGroup(model), folded: []}),
		'fold-group': (ui, {model}) => fold(ui, model, true),
		'unfold-group': (ui, {model}) => fold(ui, model, false),
		'filter-runs': {opens: 'filter'},
		'next-figure'(ui, {model}) {
			const figures = figuresOf(model);
			const shown = figureOf(model);
			return shown === undefined ? ui : change(ui, {figure: figures[(figures.indexOf(shown) + 1) % figures.length]});
		},
		'show-equal': ui => change(ui, {showsEqual: !ui.runs.showsEqual, top: 0}),
	},
	/** Chooses a line. */
	click(ui, {panel, row, rows: height}, {model}) {
		const lines = runLines(model);
		const {top, room} = shownRuns(model, lines, height);
		const clicked = panel !== 'runs' || row < 1 || row > room ? undefined : lines[top + row - 1];
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
