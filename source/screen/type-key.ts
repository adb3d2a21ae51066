import type {FormOption} from '../conversation/question.ts';
import {closeTop, replaceTop} from './overlays/overlay-stack.ts';
import {withInput} from './overlays/prompt-effect.ts';
import {createTextInput, editText, insertText} from './text-input.ts';
import {topOverlay, type Reduced, type UiState} from './ui-state.ts';

/** The state after a key that is text: typed into the uppermost overlay, or the letter of an answer. */
export function typeKey(ui: UiState, key: string): Reduced {
	const overlay = topOverlay(ui);
	switch (overlay?.kind) {
		case 'prompt': {
			const input = editText(overlay.input, key);
			// What is typed is no longer what was recalled.
			const {past: _, draft: _draft, ...rest} = overlay;
			return {ui: input === overlay.input ? ui : withInput(ui, {...rest, input})};
		}

		case 'palette': {
			const input = editText(overlay.input, key);
			return {ui: input === overlay.input ? ui : withInput(ui, {kind: 'palette', input, chosen: 0})};
		}

		case 'form': {
			const {options} = overlay.form.fields[overlay.field]!;
			const input = overlay.inputs[overlay.field]!;
			const next = options === undefined ? editText(input, key) : createTextInput(nextOption(options, input.text, key));
			return {ui: replaceTop(ui, {...overlay, inputs: overlay.inputs.with(overlay.field, next)})};
		}

		case 'dialog': {
			const choice = overlay.question.choices.find(candidate => candidate.key === key);
			return choice === undefined ? {ui} : {ui: closeTop(ui), answer: {ticket: overlay.ticket, value: choice.id}};
		}

		case 'help':
		case 'pane':
		case 'explain':
		case undefined: {
			return {ui};
		}
	}
}

const steps: Readonly<Record<string, number>> = {left: -1, right: 1, space: 1};

/** The value that a key chooses: the one beside it, round the ends; another key changes nothing. */
function nextOption(options: readonly FormOption[], value: string, key: string): string {
	const step = steps[key] ?? 0;
	const at = Math.max(0, options.findIndex(option => option.value === value));
	return options[(at + step + options.length) % options.length]!.value;
}

/** Whether a key is the letter of an answer to the question that is asked. */
export function isChoiceKey(ui: UiState, key: string): boolean {
	const overlay = topOverlay(ui);
	return overlay?.kind === 'dialog' && overlay.question.choices.some(choice => choice.key === key);
}

/** The state after a paste: text goes into what is typed, and nowhere else. */
export function pasteText(ui: UiState, text: string): UiState {
	const overlay = topOverlay(ui);
	switch (overlay?.kind) {
		case 'prompt':
		case 'palette': {
			return withInput(ui, {...overlay, input: insertText(overlay.input, text)});
		}

		case 'form': {
			return overlay.form.fields[overlay.field]!.options === undefined ? replaceTop(ui, {...overlay, inputs: overlay.inputs.with(overlay.field, insertText(overlay.inputs[overlay.field]!, text))}) : ui;
		}

		default: {
			return ui;
		}
	}
}
