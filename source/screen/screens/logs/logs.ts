import {mapValues} from '../../../domain/record.ts';
import type {CommandAt, MoveCommand} from '../../../keys/keymap.ts';
import {contentSize} from '../../draw/panel.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {UiState} from '../../ui-state.ts';
import type {ScreenContext, ScreenDefinition} from '../screen.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawLogs, planLogs, type LogsPlan} from './draw-logs.ts';
import {createLogLists, type LogLists} from './log-lists.ts';
import {
	jumpToProblem,
	markRow,
	scrollPages,
	scrollRows,
	scrollSide,
	scrollToEnd,
	scrollToStart,
	searchNext,
	selectedText,
	startFilter,
	startSearch,
	stepBack,
	toggleSelection,
	toggleTimes,
	toggleWrap,
	topPlace,
	type LogsContext,
	type LogsState,
} from './logs-state.ts';

/** Indexing the log for each question of a frame would be waste; one log is shown at a time. */
const listsOf = createLogLists();

function prepare(model: ScreenModel, size: Size, state: LogsState): {readonly lists: LogLists; readonly plan: LogsPlan} {
	const {log, ui, look} = model;
	const lists = listsOf(log, state);
	return {
		lists,
		plan: planLogs({
			lists, state, live: log.live?.() ?? [], words: wordsIn(ui.language).logs, look,
		}, size),
	};
}

function contextOf(model: ScreenModel, size: Size): (state: LogsState) => LogsContext {
	return state => {
		const {lists, plan} = prepare(model, size, state);
		return {lists, shape: plan.shape};
	};
}

/** Where no screen was drawn yet. */
const defaultSize: Size = {columns: 80, rows: 20};

/** The commands that the log answers by itself. */
type LogsCommand = MoveCommand | Exclude<CommandAt<'logs'>, 'copy' | 'save-log' | 'search-log' | 'filter-log'>;

const reducers: Readonly<Record<LogsCommand, (state: LogsState, context: LogsContext) => LogsState>> = {
	'scroll-up': (state, context) => scrollRows(state, -1, context),
	'scroll-down': (state, context) => scrollRows(state, 1, context),
	'page-up': (state, context) => scrollPages(state, -1, context),
	'page-down': (state, context) => scrollPages(state, 1, context),
	'scroll-to-start': scrollToStart,
	'scroll-to-end': scrollToEnd,
	'next-hit': (state, context) => searchNext(state, 1, context),
	'previous-hit': (state, context) => searchNext(state, -1, context),
	'next-problem': (state, context) => jumpToProblem(state, 1, context),
	'previous-problem': (state, context) => jumpToProblem(state, -1, context),
	'switch-wrap': toggleWrap,
	'log-left': state => scrollSide(state, -1),
	'log-right': state => scrollSide(state, 1),
	'switch-times': toggleTimes,
	'select-lines': toggleSelection,
	'step-back': stepBack,
};

function withLogs(ui: UiState, logs: LogsState): UiState {
	return logs === ui.logs ? ui : {...ui, logs};
}

/** The whole output. */
export const logs: ScreenDefinition<Exclude<CommandAt<'logs'>, 'copy' | 'save-log'>> = {
	id: 'logs',
	panels: {
		logs: {
			title: ({words}) => words.panel.log,
			inputs: ({log, ui, utcOffsetMinutes, state}) => [log, ui.logs, utcOffsetMinutes, state.target?.kind, ...(log.live?.() ?? []).map(line => line.text)],
			draw(model, size) {
				const {log, ui, look, utcOffsetMinutes, state} = model;
				return drawLogs({
					lists: listsOf(log, ui.logs), state: ui.logs, live: log.live?.() ?? [], dropped: log.dropped, utcOffsetMinutes, isDirectory: state.target?.kind === 'directory', look, words: wordsIn(ui.language).logs,
				}, size);
			},
		},
	},
	plan: (_model, {y, columns, rows, frame}) => [{
		id: 'logs', x: 0, y, width: columns, height: rows, frame: frame === 'none' ? 'rule' : frame,
	}],
	scrollRange(model, placed) {
		const size = contentSize(placed[0]!);
		const context = contextOf(model, size)(model.ui.logs);
		// A wrapped line may be longer than the window.
		const last = Math.max(context.lists.list.count() - 1, 0);
		return {
			top: topPlace(model.ui.logs, context).place, last, page: context.shape.rows, size,
		};
	},
	commands: {
		...mapValues(reducers, reduce => (ui, {model, range}) => withLogs(ui, reduce(ui.logs, contextOf(model, range.size ?? defaultSize)(ui.logs)))),
		'search-log': {opens: 'logs-search'},
		'filter-log': {opens: 'logs-filter'},
	},
	click(ui, {row}, {model, range}) {
		const {lists, plan} = prepare(model, range.size ?? defaultSize, ui.logs);
		return row < plan.firstRow ? ui : withLogs(ui, markRow(ui.logs, row - plan.firstRow, {lists, shape: plan.shape}));
	},
	prompts: {
		'logs-search': {
			label: ({ui}) => wordsIn(ui.language).logs.prompt.search,
			initial: ui => ui.logs.search,
			apply(ui, text, isFinal, context) {
				return withLogs(ui, isFinal && context !== undefined
					? startSearch(ui.logs, text, contextOf(context.model, context.range.size ?? defaultSize))
					: {...ui.logs, search: text});
			},
		},
		'logs-filter': {
			label: ({ui}) => wordsIn(ui.language).logs.prompt.filter,
			initial: ui => ui.logs.filter,
			apply: (ui, text) => withLogs(ui, startFilter(ui.logs, text)),
		},
	},
};

/** What the copy key takes on this screen; empty without any line. */
export function textToCopy({model, range}: ScreenContext): string {
	return selectedText(model.ui.logs, contextOf(model, range.size ?? defaultSize)(model.ui.logs));
}

/**
The lines that are to be saved: all that are kept, or those that the filter wants, as the program printed them.

@yields each line without a line feed.
*/
export function * linesToSave({log, ui}: ScreenModel): Generator<string> {
	const {filter} = listsOf(log, ui.logs);
	let piece = '';
	for (const line of log.lines) {
		if (!line.isTransient && (filter?.isWanted(line.text) ?? true)) {
			piece += `${line.text}\n`;
		}

		// Large enough that writing is quick, small enough that memory is not filled.
		if (!(piece.length > 65_536)) {
			continue;
		}

		yield piece;
		piece = '';
	}

	yield piece;
}
