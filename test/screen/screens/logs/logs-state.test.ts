import {expect, test} from 'vitest';
import type {TerminalLine} from '../../../../source/domain/line.ts';
import {createLogLists} from '../../../../source/screen/screens/logs/log-lists.ts';
import {rowsFrom} from '../../../../source/screen/screens/logs/log-window.ts';
import {
	initialLogsState,
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
} from '../../../../source/screen/screens/logs/logs-state.ts';

const lines = Array.from({length: 100}, (_, number): TerminalLine => ({
	text: number % 25 === 10 ? `RuntimeError: number ${number}` : `line ${number}`, isTransient: false, channel: 'tty',
}));
const view = {lines, dropped: 1000};
const listsOf = createLogLists();

function contextOf(state: LogsState): LogsContext {
	return {
		lists: listsOf(view, state), shape: {
			columns: 40, rows: 10, isWrapped: state.isWrapped, scrolled: state.scrolled,
		},
	};
}

/** The first shown line, and how many are shown. */
function shown(state: LogsState): readonly [string | undefined, number] {
	const context = contextOf(state);
	const rows = rowsFrom(topPlace(state, context), context.lists, context.shape);
	return [rows[0]?.entry.text, rows.length];
}

const start = initialLogsState;
const scrolled = (rows: number, state = start) => scrollRows(state, rows, contextOf(state));

test('follows the end, scrolls away from it and follows again', () => {
	expect(shown(start)).toEqual(['line 90', 10]);
	const up = scrolled(-3);
	expect(up.top).toEqual({number: 1087, row: 0});
	expect(shown(up)).toEqual(['line 87', 10]);
	expect(scrolled(3, up).top).toBeUndefined();
	expect(shown(scrollPages(up, -1, contextOf(up)))).toEqual(['line 78', 10]);
	expect(shown(scrollToStart(up, contextOf(up)))).toEqual(['line 0', 10]);
	expect(scrollToEnd(up, contextOf(up)).top).toBeUndefined();
	expect(shown(scrolled(-5000))).toEqual(['line 0', 10]);
});

test('a scrolled window stays at its line while lines come and go', () => {
	const up = scrolled(-50);
	const more = [...lines.slice(20), ...Array.from({length: 20}, (_, number): TerminalLine => ({text: `more ${number}`, isTransient: false, channel: 'tty'}))];
	const lists = createLogLists()({lines: more, dropped: 1020}, up);
	const {shape} = contextOf(up);
	expect(rowsFrom(topPlace(up, {lists, shape}), lists, shape)[0]?.entry.text).toBe('line 40');
});

test('searches upwards from what is seen, then down and up, and round the ends', () => {
	const found = startSearch(start, 'error', contextOf);
	expect(found.current).toBe(1085);
	const context = contextOf(found);
	expect(shown(found)[0]).toBe('line 82');
	const next = searchNext(found, 1, context);
	expect([next.current, next.notice]).toEqual([1010, 'wrapped-down']);
	expect(searchNext(next, -1, context)).toMatchObject({current: 1085, notice: 'wrapped-up'});
	expect(searchNext(next, 1, context)).toMatchObject({current: 1035});
	expect(searchNext(next, 1, context).notice).toBeUndefined();
});

test('says what was not found', () => {
	expect(startSearch(start, 'nowhere', contextOf).notice).toBe('not-found');
	expect(searchNext(start, 1, contextOf(start)).notice).toBe('no-search');
	expect(toggleTimes(start, contextOf(start))).toMatchObject({hasTimes: false, notice: 'no-times'});
	expect(scrolled(-1, {...start, notice: 'not-found'}).notice).toBeUndefined();
});

test('a filter keeps the matching lines, and the search stays inside it', () => {
	const filtered = startFilter(start, 'error');
	expect(shown(filtered)).toEqual(['RuntimeError: number 10', 4]);
	const found = startSearch(filtered, '35', contextOf);
	expect(found.current).toBe(1035);
	expect(contextOf(found).lists.found?.count()).toBe(1);
	expect(shown(startFilter(start, '!line'))).toEqual(['RuntimeError: number 10', 4]);
	expect(shown(startFilter(start, 'nowhere'))).toEqual([undefined, 0]);
});

test('jumps from error to error', () => {
	const first = jumpToProblem(start, -1, contextOf(start));
	expect(first.current).toBe(1085);
	expect(jumpToProblem(first, -1, contextOf(first)).current).toBe(1060);
	expect(jumpToProblem(first, 1, contextOf(first))).toMatchObject({current: 1010, notice: 'wrapped-down'});
	const none = startFilter(start, 'line');
	expect(jumpToProblem(none, 1, contextOf(none)).notice).toBe('no-problems');
});

test('selects lines, moves with the mark and copies what was selected', () => {
	const chosen = toggleSelection(start, contextOf(start));
	expect(selectedText(chosen, contextOf(chosen))).toBe('line 99');
	const three = scrolled(-2, chosen);
	expect(selectedText(three, contextOf(three))).toBe('line 97\nline 98\nline 99');
	const far = scrolled(-20, three);
	expect(shown(far)[0]).toBe('line 77');
	expect(selectedText(far, contextOf(far)).split('\n')).toHaveLength(23);
	const all = scrollToStart(far, contextOf(far));
	expect(selectedText(all, contextOf(all)).split('\n')).toHaveLength(100);
	expect(toggleSelection(all, contextOf(all)).anchor).toBeUndefined();
});

test('a click marks a line, and that is the one to copy', () => {
	const marked = markRow(start, 4, contextOf(start));
	expect(marked.current).toBe(1094);
	expect(selectedText(marked, contextOf(marked))).toBe('line 94');
	expect(selectedText(start, contextOf(start))).toBe('line 99');
});

test('wraps long lines and scrolls through their rows', () => {
	const long = {lines: [...lines, {text: 'x'.repeat(95), isTransient: false, channel: 'tty'} as const], dropped: 1000};
	const lists = createLogLists()(long, start);
	const context: LogsContext = {lists, shape: contextOf(start).shape};
	expect(rowsFrom(topPlace(start, context), lists, context.shape).map(({part, entry}) => entry.text.slice(part.start, part.end).length).slice(-3)).toEqual([40, 40, 15]);
	const up = scrollRows(start, -8, context);
	expect(up.top).toEqual({number: 1085, row: 0});
	const flat = toggleWrap(start);
	expect(flat.isWrapped).toBe(false);
	expect(scrollSide(flat, 1).scrolled).toBe(16);
	expect(scrollSide(flat, -1).scrolled).toBe(0);
	expect(scrollSide(start, 1)).toEqual({...start, notice: 'is-wrapped'});
});

test('goes back step by step', () => {
	let state: LogsState = {
		...start, top: {number: 1010, row: 0}, search: 'a', filter: 'b', current: 1020, anchor: 1030,
	};
	const steps: string[] = [];
	for (let step = 0; step < 4; step++) {
		state = stepBack(state);
		steps.push(Object.keys(state).filter(key => ['top', 'anchor', 'current'].includes(key)).join(' ') + state.search + state.filter);
	}

	expect(steps).toEqual(['current topab', 'topb', 'top', '']);
	expect(stepBack(state)).toEqual(state);
});

test('nothing fails on an empty log', () => {
	const lists = createLogLists()({lines: [], dropped: 0}, start);
	const context: LogsContext = {lists, shape: contextOf(start).shape};
	for (const act of [
		scrollRows(start, -1, context), scrollToStart(start, context), scrollToEnd(start, context), jumpToProblem(start, 1, context), toggleSelection(start, context), markRow(start, 2, context), startSearch(start, 'a', () => context),
	]) {
		expect(act.top).toBeUndefined();
	}

	expect(selectedText(start, context)).toBe('');
});
