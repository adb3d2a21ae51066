import {expect, test} from 'vitest';
import {createUiState, reduceUi, type ScrollRange} from '../../source/tui/ui-state.ts';

const start = createUiState('en', 'dark');
const range: ScrollRange = {top: 50, last: 90, page: 10};

test.each([
	['scroll-up', 49],
	['scroll-down', 51],
	['page-up', 41],
	['page-down', 59],
	['scroll-to-start', 0],
	['scroll-to-end', undefined],
] as const)('%s in the log', (command, logTop) => {
	expect(reduceUi(start, command, range).logTop).toBe(logTop);
});

test('the log is remembered by the number of the line', () => {
	expect(reduceUi(start, 'scroll-up', {...range, anchor: line => line + 1000}).logTop).toBe(1049);
});

test('scrolling down to the end follows again', () => {
	const scrolled = reduceUi(start, 'scroll-up', {...range, top: 90});
	expect(scrolled.logTop).toBe(89);
	expect(reduceUi(scrolled, 'scroll-down', {...range, top: 89})).not.toHaveProperty('logTop');
});

test('keys scroll the help while it is open, and its place is forgotten with it', () => {
	const help = reduceUi(start, 'help', range);
	expect(reduceUi(help, 'page-down', {top: 0, last: 5, page: 4}).helpTop).toBe(3);
	expect(reduceUi(reduceUi(help, 'page-down', range), 'help', range).helpTop).toBe(0);
	expect(reduceUi(help, 'close-help', range).isHelpOpen).toBe(false);
});

test('focus goes round both ways', () => {
	const next = reduceUi(start, 'focus-next', range);
	expect(next.focus).not.toBe(start.focus);
	expect(reduceUi(next, 'focus-previous', range)).toEqual(start);
	expect(reduceUi(reduceUi(next, 'focus-next', range), 'focus-next', range).focus).toBe(start.focus);
});

test('language and theme switch and switch back', () => {
	expect(reduceUi(start, 'switch-language', range).language).toBe('zh');
	expect(reduceUi(reduceUi(start, 'switch-language', range), 'switch-language', range)).toEqual(start);
	expect(reduceUi(start, 'switch-theme', range).theme).toBe('light');
});

test.each(['detach', 'suspend', 'redraw'] as const)('%s changes nothing here', command => {
	expect(reduceUi(start, command, range)).toBe(start);
});
