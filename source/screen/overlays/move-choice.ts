import {paletteEntries} from '../palette/palette-entries.ts';
import type {ScreenContext} from '../screens/screen.ts';
import {createTextInput} from '../text-input.ts';
import {topOverlay, type UiState} from '../ui-state.ts';
import {replaceTop} from './overlay-stack.ts';
import {recallLine} from './prompt-history.ts';

/** The next answer of a question, round its ends. */
export function moveChoice(ui: UiState, step: number): UiState {
	const overlay = topOverlay(ui);
	if (overlay?.kind !== 'dialog') {
		return ui;
	}

	const {length} = overlay.question.choices;
	return replaceTop(ui, {...overlay, chosen: (overlay.chosen + step + length) % length});
}

/**
The next line of the palette, round its ends; of a form its next field. Above the first line of the palette, and above a line that is
typed, is what was typed earlier, as above the prompt of a shell.
*/
export function moveEntry(ui: UiState, step: number, {model}: ScreenContext): UiState {
	const overlay = topOverlay(ui);
	if (overlay?.kind === 'prompt') {
		return recallLine(ui, overlay, step);
	}

	if (overlay?.kind !== 'palette') {
		return moveField(ui, step);
	}

	const earlier = ui.paletteHistory ?? [];
	const past = (overlay.past ?? 0) - step;
	const isTyped = overlay.past === undefined && overlay.input.text !== '';
	if (!isTyped && overlay.chosen === 0 && past >= 0 && past <= earlier.length && (step < 0 || overlay.past !== undefined)) {
		return replaceTop(ui, {
			kind: 'palette', chosen: 0, input: createTextInput(past === 0 ? '' : earlier.at(-past)), ...(past > 0 && {past}),
		});
	}

	const length = Math.max(1, paletteEntries(model, overlay.input.text).length);
	return replaceTop(ui, {...overlay, chosen: (Math.min(overlay.chosen, length - 1) + step + length) % length});
}

function moveField(ui: UiState, step: number): UiState {
	const overlay = topOverlay(ui);
	if (overlay?.kind !== 'form') {
		return ui;
	}

	const {length} = overlay.inputs;
	return replaceTop(ui, {...overlay, field: (overlay.field + step + length) % length});
}
