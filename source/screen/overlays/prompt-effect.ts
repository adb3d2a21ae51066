import {screens} from '../screens/index.ts';
import type {ScreenContext} from '../screens/screen.ts';
import {createTextInput} from '../text-input.ts';
import type {UiState} from '../ui-state.ts';
import type {Overlay} from './overlay.ts';
import {openOverlay, replaceTop} from './overlay-stack.ts';

/** What is typed for in the help. */
export const helpSearch = 'help-search';

/** Asks for the text that the screen needs for a purpose of its own. */
export function openPrompt(ui: UiState, purpose: string, {model}: ScreenContext): UiState {
	const definition = screens[ui.screen].prompts?.[purpose];
	if (definition === undefined) {
		return ui;
	}

	const original = definition.initial(ui);
	return openOverlay(ui, {
		kind: 'prompt', purpose, label: definition.label(model), input: createTextInput(original), original,
	});
}

/** What is typed takes effect on the screen at once. */
export function withInput(ui: UiState, overlay: Overlay & {readonly kind: 'prompt' | 'palette'}): UiState {
	const next = replaceTop(ui, overlay);
	return overlay.kind === 'prompt' ? applyPrompt(next, overlay.purpose, overlay.input.text, false) : next;
}

/** What a typed text means for a purpose; final once it was accepted. */
export function applyPrompt(ui: UiState, purpose: string, text: string, isFinal: boolean, context?: ScreenContext): UiState {
	return purpose === helpSearch
		? {...ui, overlays: ui.overlays.map(overlay => overlay.kind === 'help' ? {...overlay, query: text, top: 0} : overlay)}
		: screens[ui.screen].prompts?.[purpose]?.apply(ui, text, isFinal, context) ?? ui;
}
