import {describe, expect, test} from 'vitest';
import {reduceUi, type UiCommand} from '../../source/screen/reduce-ui.ts';
import {isChoiceKey, pasteText, typeKey} from '../../source/screen/type-key.ts';
import type {Overlay} from '../../source/screen/overlays/overlay.ts';
import {overview as overviewScreen} from '../../source/screen/screens/overview/overview.ts';
import {createTextInput} from '../../source/screen/text-input.ts';
import {createUiState, type ScrollRange, type UiState} from '../../source/screen/ui-state.ts';
import {sampleModel} from './fixtures/sample-screen.ts';

const start = createUiState('en', 'dark');
const model = sampleModel({state: 'training', columns: 120, rows: 36});
const range: ScrollRange = {top: 50, last: 90, page: 10};

/** The state after some commands. */
function after(ui: UiState, ...commands: readonly UiCommand[]): UiState {
	let state = ui;
	for (const command of commands) {
		state = reduceUi(state, command, {model: {...model, ui: state}, range}).ui;
	}

	return state;
}

function scrolled(ui: UiState, command: UiCommand, own: ScrollRange): UiState {
	return reduceUi(ui, command, {model: {...model, ui}, range: own}).ui;
}

describe('the overview', () => {
	test.each([
		['scroll-up', 49],
		['scroll-down', 51],
		['page-up', 41],
		['page-down', 59],
		['scroll-to-start', 0],
		['scroll-to-end', 90],
	] as const)('%s in the epochs', (command, epochsTop) => {
		expect(after(start, command).overview.epochsTop).toBe(epochsTop);
	});

	test('focus goes round both ways, in reading order, over the panels that are on the screen', () => {
		const panels = ['progress', 'quality', 'losses', 'signs', 'epochs'];
		const go = (ui: UiState, command: 'focus-next' | 'focus-previous') => reduceUi(ui, command, {model, range, panels}).ui;
		let ui = start;
		const seen = Array.from({length: 4}, () => {
			ui = go(ui, 'focus-next');
			return ui.overview.focus;
		});
		expect(seen).toEqual(['losses', 'signs', 'epochs', 'quality']);
		expect(go(go(start, 'focus-next'), 'focus-previous')).toEqual(start);
		// What was in focus may be gone since.
		expect(go({...start, overview: {...start.overview, focus: 'machine'}}, 'focus-next').overview.focus).toBe('quality');
	});

	test.each([
		['quality', {screen: 'charts'}],
		['losses', {screen: 'charts'}],
		['machine', {screen: 'resources'}],
		['classes', {screen: 'classes'}],
		['epochs', {screen: 'charts'}],
		['signs', {overlays: [{kind: 'pane', pane: 'diagnoses', top: 0}]}],
	] as const)('Enter on the %s opens what they are about', (focus, expected) => {
		expect(after({...start, overview: {...start.overview, focus}}, 'open-panel')).toMatchObject(expected);
	});
});

describe('a row of the epochs', () => {
	const focused: UiState = {...start, overview: {...start.overview, focus: 'epochs', epochsTop: 0}};
	const own = {top: 0, last: 40, page: 5};
	const move = (...commands: readonly UiCommand[]) => {
		let ui = focused;
		for (const command of commands) {
			ui = scrolled(ui, command, {...own, top: ui.overview.epochsTop});
		}

		return ui;
	};

	test('is chosen with the keys that move, and stays in sight', () => {
		// Above the 43 complete ones is the one in progress.
		expect(move('scroll-down').overview).toMatchObject({epoch: 43, epochsTop: 0});
		expect(move('scroll-down', 'scroll-down', 'scroll-down', 'scroll-down', 'scroll-down').overview).toMatchObject({epoch: 39, epochsTop: 1});
		expect(move('scroll-to-end', 'scroll-up', 'scroll-up').overview).toMatchObject({epoch: 3, epochsTop: 39});
		expect(move('scroll-to-end', 'scroll-to-start').overview).toMatchObject({epoch: 44, epochsTop: 0});
	});

	test('opens the charts with the cursor at its epoch', () => {
		const {charts, screen} = scrolled(move('scroll-down', 'scroll-down', 'scroll-down'), 'open-panel', own);
		expect([screen, charts.cursor]).toEqual(['charts', 41]);
		// The one in progress has no values yet: the last one that has.
		expect(scrolled(focused, 'open-panel', own).charts.cursor).toBe(43);
	});

	test('is chosen by a click, and opened by a second one', () => {
		const click = (ui: UiState, row: number) => overviewScreen.click!(ui, {
			panel: 'epochs', column: 3, row, rows: 6,
		}, {model: {...model, ui}, range: own});
		const once = click(start, 3);
		expect(once.overview).toMatchObject({focus: 'epochs', epoch: 42});
		expect(click(once, 3)).toMatchObject({screen: 'charts', charts: {cursor: 42}});
	});
});

test('screens are reached by number and one after the other, round the end', () => {
	expect(after(start, 'show-logs').screen).toBe('logs');
	expect(after(start, 'previous-screen').screen).toBe('runs');
	expect(after(start, 'previous-screen', 'next-screen')).toEqual(start);
});

test('language and theme switch and switch back', () => {
	expect(after(start, 'switch-language').language).toBe('zh');
	expect(after(start, 'switch-language', 'switch-language')).toEqual(start);
	expect(after(start, 'switch-theme').theme).not.toBe(start.theme);
});

test('keys scroll the help while it is open, and its place is forgotten with it', () => {
	const help = after(start, 'help');
	expect(scrolled(help, 'page-down', {top: 0, last: 5, page: 4}).overlays).toMatchObject([{kind: 'help', top: 3}]);
	expect(after(help, 'close-overlay')).toEqual(start);
	expect(after(help, 'page-down', 'close-overlay', 'help').overlays).toMatchObject([{kind: 'help', top: 0}]);
});

describe('a question', () => {
	const dialog: Overlay = {
		kind: 'dialog',
		ticket: 7,
		chosen: 0,
		question: {
			title: 'Stop?',
			paragraphs: ['The work of epoch 3 is lost.'],
			choices: [{id: 'no', label: 'Go on', key: 'n'}, {
				id: 'yes', label: 'Stop', key: 'y', loss: 'loses epoch 3',
			}],
		},
	};
	const asked: UiState = {...start, overlays: [dialog]};

	test('is answered by the letter of an answer', () => {
		expect(typeKey(asked, 'y')).toEqual({ui: start, answer: {ticket: 7, value: 'yes'}});
		expect(typeKey(asked, 'x')).toEqual({ui: asked});
	});

	test('knows its letters', () => {
		expect(isChoiceKey(asked, 'n')).toBe(true);
		expect(isChoiceKey(asked, 'q')).toBe(false);
		expect(isChoiceKey(start, 'n')).toBe(false);
	});

	test('is answered by the chosen answer; the first is chosen to begin with', () => {
		expect(reduceUi(asked, 'accept', {model, range})).toEqual({ui: start, answer: {ticket: 7, value: 'no'}});
		expect(reduceUi(after(asked, 'next-choice'), 'accept', {model, range}).answer).toEqual({ticket: 7, value: 'yes'});
		expect(after(asked, 'next-choice', 'next-choice')).toEqual(asked);
	});

	test('that is closed has no answer', () => {
		expect(reduceUi(asked, 'close-overlay', {model, range})).toEqual({ui: start, answer: {ticket: 7}});
	});
});

describe('a form', () => {
	const form: Overlay = {
		kind: 'form',
		ticket: 3,
		field: 0,
		inputs: [createTextInput('4'), createTextInput('2')],
		form: {
			title: 'Settings',
			paragraphs: [],
			fields: [{id: 'batch', label: 'batch', value: '4'}, {id: 'workers', label: 'workers', value: '2'}],
			check: ({batch}) => /^\d+$/.test(batch!) ? [] : [{field: 'batch', isError: true, text: 'a number'}],
		},
	};
	const open: UiState = {...start, overlays: [form]};

	test('gives its values', () => {
		const typed = typeKey(after(typeKey(open, '0').ui, 'next-entry'), 'backspace').ui;
		expect(reduceUi(typed, 'accept', {model, range})).toEqual({ui: start, answer: {ticket: 3, value: {batch: '40', workers: ''}}});
	});

	test('stays open while a value is wrong', () => {
		const wrong = typeKey(open, 'x').ui;
		expect(reduceUi(wrong, 'accept', {model, range})).toEqual({ui: wrong});
		expect(reduceUi(wrong, 'cancel-typing', {model, range})).toEqual({ui: start, answer: {ticket: 3}});
	});

	test('takes pasted text, without control characters', () => {
		expect(pasteText(open, '\n1\u{1B}6').overlays).toMatchObject([{inputs: [{text: '4 1 6'}, {text: '2'}]}]);
		expect(pasteText(start, 'q')).toBe(start);
	});
});

describe('the palette', () => {
	const take = (ui: UiState, text: string): UiState => {
		let state = after(ui, 'palette');
		for (const key of text) {
			state = typeKey(state, key).ui;
		}

		return after(state, 'accept');
	};

	const typed = (ui: UiState) => ui.overlays.map(overlay => overlay.kind === 'palette' ? overlay.input.text : overlay.kind);

	test('up brings back what was taken earlier, the newest first, and down goes forward again', () => {
		const taken = take(take(start, 'charts'), 'logs');
		const open = after(taken, 'palette');
		expect(typed(after(open, 'previous-entry'))).toEqual(['logs']);
		expect(typed(after(open, 'previous-entry', 'previous-entry'))).toEqual(['charts']);
		expect(typed(after(open, 'previous-entry', 'previous-entry', 'next-entry'))).toEqual(['logs']);
		expect(typed(after(open, 'previous-entry', 'next-entry'))).toEqual(['']);
	});

	test('without anything earlier up goes round the end of the list', () => {
		const [overlay] = after(start, 'palette', 'previous-entry').overlays;
		expect(overlay?.kind === 'palette' ? overlay.chosen : 0).toBeGreaterThan(5);
	});
});

test('a search of the help filters while it is typed, and is taken back with Escape', () => {
	const open = after(start, 'help', 'search-help');
	const found = typeKey(open, 'x').ui;
	expect(found.overlays).toMatchObject([{kind: 'help', query: 'x'}, {kind: 'prompt'}]);
	expect(after(found, 'accept').overlays).toMatchObject([{kind: 'help', query: 'x'}]);
	expect(after(found, 'cancel-typing').overlays).toMatchObject([{kind: 'help', query: ''}]);
});
