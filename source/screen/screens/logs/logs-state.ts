import type {LogLists} from './log-lists.ts';
import {nextPlace} from './log-search.ts';
import {
	isBefore,
	lastPlace,
	moveBy,
	type LogPlace,
	type LogShape,
} from './log-window.ts';

/** Everything about the log screen that is not the log. Lines are remembered by their number, which never changes. */
export type LogsState = {
	/** The first row of the window: a line's number and a row of it; undefined follows the end. */
	readonly top?: {readonly number: number; readonly row: number};
	/** Columns that are scrolled out at the left, where lines are not wrapped. */
	readonly scrolled: number;
	readonly isWrapped: boolean;
	readonly hasTimes: boolean;
	/** What is searched and what lines are kept, as typed; empty for none. */
	readonly search: string;
	readonly filter: string;
	/** Number of the line with the mark: where the search or a jump stands, or one end of the selection. */
	readonly current?: number;
	/** Number of the line where the selection began; undefined while nothing is being selected. */
	readonly anchor?: number;
	/** What the last key found, until the next one. */
	readonly notice?: LogsNotice;
};

export type LogsNotice = 'wrapped-down' | 'wrapped-up' | 'not-found' | 'no-search' | 'no-problems' | 'no-times' | 'is-wrapped';

/** What the functions below need to know: the log, and how it is laid out. */
export type LogsContext = {readonly lists: LogLists; readonly shape: LogShape};

export const initialLogsState: LogsState = {
	scrolled: 0, isWrapped: true, hasTimes: false, search: '', filter: '',
};

/** How far one step to the side goes. */
const sideStep = 16;

function numberAt({index, list}: LogLists, place: number): number {
	return index.at(list.ordinalAt(place) ?? -1)?.number ?? 0;
}

/** The place of a line in the list; of the next one when the filter hides it. */
function placeOfLine({index, list}: LogLists, number: number): number {
	return list.placeOf(index.ordinalOf(number));
}

/** The place at which the window begins. */
export function topPlace({top}: LogsState, {lists, shape}: LogsContext): LogPlace {
	const last = lastPlace(lists, shape);
	if (top === undefined) {
		return last;
	}

	const place = placeOfLine(lists, top.number);
	const wanted = {place, row: numberAt(lists, place) === top.number ? top.row : 0};
	return isBefore(wanted, last) ? wanted : last;
}

function withTop(state: LogsState, wanted: LogPlace, {lists, shape}: LogsContext): LogsState {
	const {top: _, ...rest} = state;
	// At the end the log follows again.
	return isBefore(wanted, lastPlace(lists, shape)) ? {...rest, top: {number: numberAt(lists, wanted.place), row: wanted.row}} : rest;
}

/** Moves the window by rows; while something is being selected the mark moves instead, and the window with it. */
export function scrollRows(state: LogsState, rows: number, context: LogsContext): LogsState {
	const before = withoutNotice(state);
	return before.anchor === undefined
		? withTop(before, moveBy(topPlace(before, context), rows, context.lists, context.shape), context)
		: moveMark(before, rows, context);
}

export function scrollPages(state: LogsState, pages: number, context: LogsContext): LogsState {
	return scrollRows(state, pages * Math.max(1, context.shape.rows - 1), context);
}

export function scrollToStart(state: LogsState, context: LogsContext): LogsState {
	const before = withoutNotice(state);
	return before.anchor === undefined ? withTop(before, {place: 0, row: 0}, context) : moveMark(before, -Infinity, context);
}

export function scrollToEnd(state: LogsState, context: LogsContext): LogsState {
	const {top: _, ...rest} = withoutNotice(state);
	return rest.anchor === undefined ? rest : moveMark(rest, Infinity, context);
}

/** Moves to the side by steps; only lines that are not wrapped have one. */
export function scrollSide(state: LogsState, steps: number): LogsState {
	return state.isWrapped ? {...state, notice: 'is-wrapped'} : {...withoutNotice(state), scrolled: Math.max(0, Math.min(4000, state.scrolled + (steps * sideStep)))};
}

export function toggleWrap(state: LogsState): LogsState {
	return {...withoutNotice(state), isWrapped: !state.isWrapped, scrolled: 0};
}

/** Shows or hides the times; says when no line has one. */
export function toggleTimes(state: LogsState, {lists: {index}}: LogsContext): LogsState {
	const hasAny = index.at(index.end() - 1)?.line.at !== undefined || index.at(index.first())?.line.at !== undefined;
	return hasAny ? {...withoutNotice(state), hasTimes: !state.hasTimes} : {...state, hasTimes: false, notice: 'no-times'};
}

/** Takes what was typed to search for and goes to the nearest hit at or above the end of the window. */
export function startSearch(state: LogsState, search: string, contextOf: (state: LogsState) => LogsContext): LogsState {
	const {current: _, ...rest} = withoutNotice(state);
	const begun = {...rest, search};
	const context = contextOf(begun);
	const {lists, shape} = context;
	if (lists.found === undefined) {
		return begun;
	}

	// Like a person reading upwards from what is on screen.
	const bottom = moveBy(topPlace(begun, context), shape.rows - 1, lists, shape);
	const place = lists.found.placeOf((lists.list.ordinalAt(Math.min(bottom.place, lists.list.count() - 1)) ?? 0) + 1) - 1;
	const ordinal = lists.found.ordinalAt(Math.max(0, place));
	return ordinal === undefined ? {...begun, notice: 'not-found'} : goTo(begun, ordinal, context);
}

/** Takes what was typed to filter by; the window stays at the line it shows. */
export function startFilter(state: LogsState, filter: string): LogsState {
	return {...withoutNotice(state), filter};
}

/** The next hit below (1) or above (-1) the present one. */
export function searchNext(state: LogsState, direction: 1 | -1, context: LogsContext): LogsState {
	const {found} = context.lists;
	return found === undefined ? {...state, notice: 'no-search'} : step(state, found, direction, context, 'not-found');
}

/** The next error below (1) or above (-1). */
export function jumpToProblem(state: LogsState, direction: 1 | -1, context: LogsContext): LogsState {
	const {index, list} = context.lists;
	const ordinals = index.problems().length > 0 ? index.problems() : index.warnings();
	const shown = ordinals.filter(ordinal => list.has(ordinal));
	return step(state, {
		update() {
			// Made again each time.
		},
		count: () => shown.length,
		ordinalAt: place => shown[place],
		placeOf(ordinal) {
			const place = shown.findIndex(one => one >= ordinal);
			return place === -1 ? shown.length : place;
		},
		has: ordinal => shown.includes(ordinal),
	}, direction, context, 'no-problems');
}

/** Begins to select at the marked line, or at the last one on screen; a second time ends it. */
export function toggleSelection(state: LogsState, context: LogsContext): LogsState {
	const {anchor, ...rest} = withoutNotice(state);
	if (anchor !== undefined || context.lists.list.count() === 0) {
		return rest;
	}

	const start = rest.current ?? lastShownNumber(rest, context);
	return {...rest, current: start, anchor: start};
}

/** Marks the line in a row of the window, for a click. */
export function markRow(state: LogsState, row: number, context: LogsContext): LogsState {
	const {place} = moveBy(topPlace(state, context), row, context.lists, context.shape);
	return place >= context.lists.list.count() ? state : {...withoutNotice(state), current: numberAt(context.lists, place)};
}

/** Takes back, one after the other: the selection, the mark, the search, the filter, the place. */
export function stepBack(state: LogsState): LogsState {
	const {anchor, current, top, notice: _, ...rest} = state;
	if (anchor !== undefined) {
		return {...rest, ...(current !== undefined && {current}), ...(top !== undefined && {top})};
	}

	if (current !== undefined || rest.search !== '') {
		return {...rest, search: '', ...(top !== undefined && {top})};
	}

	return rest.filter === '' ? rest : {...rest, filter: '', ...(top !== undefined && {top})};
}

/** What is to be copied: the selected lines, else the marked one, else the last one on screen. Empty without any line. */
export function selectedText(state: LogsState, context: LogsContext): string {
	const {index, list} = context.lists;
	if (list.count() === 0) {
		return '';
	}

	const current = state.current ?? lastShownNumber(state, context);
	const places = [placeOfLine(context.lists, current), placeOfLine(context.lists, state.anchor ?? current)];
	const first = Math.min(...places);
	const last = Math.min(Math.max(...places), list.count() - 1);
	const texts: string[] = [];
	for (let place = first; place <= last; place++) {
		texts.push(index.at(list.ordinalAt(place) ?? -1)?.text ?? '');
	}

	return texts.join('\n');
}

function lastShownNumber(state: LogsState, context: LogsContext): number {
	const {lists, shape} = context;
	const {place} = moveBy(topPlace(state, context), Math.max(0, shape.rows - 1), lists, shape);
	return numberAt(lists, Math.min(place, lists.list.count() - 1));
}

function step(state: LogsState, targets: NonNullable<LogLists['found']>, direction: 1 | -1, context: LogsContext, none: LogsNotice): LogsState {
	const {index} = context.lists;
	const from = index.ordinalOf(state.current ?? (direction === 1 ? numberAt(context.lists, topPlace(state, context).place) - 1 : lastShownNumber(state, context) + 1));
	const next = nextPlace(targets, from, direction);
	const ordinal = next && targets.ordinalAt(next.place);
	if (next === undefined || ordinal === undefined) {
		return {...state, notice: none};
	}

	const moved = goTo(withoutNotice(state), ordinal, context);
	return next.isWrapped ? {...moved, notice: direction === 1 ? 'wrapped-down' : 'wrapped-up'} : moved;
}

/** Marks a line and brings it on screen, a third from the top, unless it is there already. */
function goTo(state: LogsState, ordinal: number, context: LogsContext): LogsState {
	const {lists, shape} = context;
	const marked = {...state, current: lists.index.at(ordinal)?.number ?? 0};
	const target = {place: lists.list.placeOf(ordinal), row: 0};
	const top = topPlace(state, context);
	const end = moveBy(top, shape.rows, lists, shape);
	return !isBefore(target, top) && isBefore(target, end)
		? marked
		: withTop(marked, moveBy(target, -Math.floor(shape.rows / 3), lists, shape), context);
}

function moveMark(state: LogsState, rows: number, context: LogsContext): LogsState {
	const {lists, shape} = context;
	const place = Math.max(0, Math.min(lists.list.count() - 1, placeOfLine(lists, state.current ?? 0) + rows));
	const marked = {...state, current: numberAt(lists, place)};
	const top = topPlace(state, context);
	if (isBefore({place, row: 0}, top)) {
		return withTop(marked, {place, row: 0}, context);
	}

	const end = moveBy(top, shape.rows, lists, shape);
	return isBefore({place, row: 0}, end) ? marked : withTop(marked, moveBy({place: place + 1, row: 0}, -shape.rows, lists, shape), context);
}

function withoutNotice({notice: _, ...state}: LogsState): LogsState {
	return state;
}
