import {expect, test} from 'vitest';
import {createKeyAnswers, type KeyAnswerParts} from '../../source/screen/answer-keys.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import type {ScreenContext} from '../../source/screen/screens/screen.ts';
import type {UiState} from '../../source/screen/ui-state.ts';
import {sampleModel} from './fixtures/sample-screen.ts';

/** The overview with a key pressed on it; what was told, and whether anything was changed. */
function pressOn(more: Partial<UiState>, key: string) {
	const sample = sampleModel({
		state: 'training', columns: 120, rows: 36, depth: '256',
	});
	const model = {...sample, ui: {...sample.ui, screen: 'overview' as const, ...more}};
	const drawer = createScreenDrawer();
	drawer.draw(model, {columns: 120, rows: 36});
	const told: string[] = [];
	let {ui} = model;
	createKeyAnswers({
		options: {},
		answers: {
			dialogs: {
				tell(text: string) {
					told.push(text);
				},
			},
		},
		terminalCommands: {obey: () => false},
		drawer,
		getUi: () => ui,
		setUi(next: UiState) {
			ui = next;
		},
		model: () => model,
		context: () => ({model, range: undefined}) as unknown as ScreenContext,
	} as unknown as KeyAnswerParts).onKey(key);
	return {told, isChanged: ui !== model.ui};
}

test('Enter that is typed before a question is there does nothing to the panel below', () => {
	expect(pressOn({activity: 'looking ...', isQuestionComing: true}, 'enter')).toEqual({told: ['looking ...'], isChanged: false});
	// Other keys, and Enter while yolotop only does something, mean what they always do.
	expect(pressOn({activity: 'looking ...', isQuestionComing: true}, '2').isChanged).toBe(true);
	expect(pressOn({activity: 'waiting ...'}, 'enter').told).toEqual([]);
});
