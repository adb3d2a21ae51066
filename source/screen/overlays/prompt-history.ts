import {createTextInput} from '../text-input.ts';
import type {UiState} from '../ui-state.ts';
import type {Overlay} from './overlay.ts';
import {withInput} from './prompt-effect.ts';

type Prompt = Overlay & {readonly kind: 'prompt'};

/** Lines that are remembered of each purpose. */
const capacity = 50;

/** Answers to different questions are remembered apart. */
function nameOf({purpose, ticket, label}: Prompt): string {
	return ticket === undefined ? purpose : label;
}

/** The state that remembers a line which was taken, the newest last; an empty one is none. */
export function rememberLine(ui: UiState, prompt: Prompt): UiState {
	const {text} = prompt.input;
	if (text.trim() === '') {
		return ui;
	}

	const name = nameOf(prompt);
	const lines = [...(ui.typedLines?.[name] ?? []).filter(other => other !== text), text].slice(-capacity);
	return {...ui, typedLines: {...ui.typedLines, [name]: lines}};
}

/** The line that was taken before or after the shown one, as in a shell: below the newest is what was being typed. */
export function recallLine(ui: UiState, prompt: Prompt, step: number): UiState {
	const {past = 0, draft = prompt.input.text, ...rest} = prompt;
	// A line that stands there already is no other line.
	const lines = (ui.typedLines?.[nameOf(prompt)] ?? []).filter(line => line !== draft);
	const next = Math.max(0, Math.min(lines.length, past - step));
	return next === past ? ui : withInput(ui, {...rest, input: createTextInput(next === 0 ? draft : lines.at(-next)), ...(next > 0 && {past: next, draft})});
}
