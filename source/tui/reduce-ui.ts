import type {KeyCommand} from '../control/keymap.ts';
import type {DisabledReason} from '../control/keys/binding.ts';
import {keyWords} from '../text/keys.ts';
import {paletteEntries} from './palette/palette-entries.ts';
import {editText, insertText, createTextInput} from './text-input.ts';
import type {Answer, Overlay} from './overlays/overlay.ts';
import {screens} from './screens/index.ts';
import type {ScreenContext} from './screens/screen.ts';
import {nextTheme} from './theme/theme.ts';
import {
	scrolledTop,
	stepScreen,
	topOverlay,
	type UiState,
} from './ui-state.ts';

/** The state after a command or a key, and the answer that an overlay gave when it was closed by it. */
export type Reduced = {readonly ui: UiState; readonly answer?: Answer; readonly command?: KeyCommand; readonly disabled?: DisabledReason};

/** What is typed for in the help. */
const helpSearch = 'help-search';

/** Accepted commands of the palette that are remembered. */
const historyCapacity = 50;

/** The panes that a key opens. */
const panesByCommand = {
	'show-diagnoses': 'diagnoses', 'show-doctor': 'doctor', 'show-advice': 'advice', 'show-reading': 'reading', 'show-explanations': 'explain',
} as const;

/** The state after a command. Commands that end or stop the screen, or act on the run, change nothing here. Never throws. */
export function reduceUi(ui: UiState, command: KeyCommand, context: ScreenContext): Reduced {
	const overlay = topOverlay(ui);
	switch (command) {
		case 'help': {
			return {ui: openOverlay(ui, {kind: 'help', top: 0, query: ''})};
		}

		case 'search-help': {
			const original = overlay?.kind === 'help' ? overlay.query : '';
			return {
				ui: openOverlay(ui, {
					kind: 'prompt', purpose: helpSearch, label: keyWords(ui.language).helpSearch, input: createTextInput(original), original,
				}),
			};
		}

		case 'palette': {
			return {ui: openOverlay(ui, {kind: 'palette', input: createTextInput(), chosen: 0})};
		}

		case 'close-overlay':
		case 'cancel-typing': {
			return cancel(ui);
		}

		case 'accept': {
			return accept(ui, context);
		}

		case 'next-choice': {
			return {ui: moveChoice(ui, 1)};
		}

		case 'previous-choice': {
			return {ui: moveChoice(ui, -1)};
		}

		case 'next-entry': {
			return {ui: moveEntry(ui, 1, context)};
		}

		case 'previous-entry': {
			return {ui: moveEntry(ui, -1, context)};
		}

		case 'next-screen': {
			return {ui: {...ui, screen: stepScreen(ui.screen, 1)}};
		}

		case 'previous-screen': {
			return {ui: {...ui, screen: stepScreen(ui.screen, -1)}};
		}

		case 'show-overview':
		case 'show-charts':
		case 'show-classes':
		case 'show-logs':
		case 'show-resources':
		case 'show-runs': {
			const screen = command.slice('show-'.length) as UiState['screen'];
			return {ui: screen === ui.screen ? ui : {...ui, screen}};
		}

		case 'show-diagnoses':
		case 'show-doctor':
		case 'show-advice':
		case 'show-reading':
		case 'show-explanations': {
			return {ui: openOverlay(ui, {kind: 'pane', pane: panesByCommand[command], top: 0})};
		}

		// What a text proposes is done in its place.
		case 'relaunch': {
			return {ui: overlay?.kind === 'pane' ? closeTop(ui) : ui};
		}

		case 'switch-language': {
			return {ui: {...ui, language: ui.language === 'en' ? 'zh' : 'en'}};
		}

		case 'switch-compact': {
			return {ui: {...ui, isCompact: !(ui.isCompact ?? false)}};
		}

		case 'switch-theme': {
			return {ui: {...ui, theme: nextTheme(ui.theme)}};
		}

		default: {
			if (overlay !== undefined) {
				const top = ['help', 'pane', 'dialog'].includes(overlay.kind) ? scrolledTop(command, context.range) : undefined;
				return {ui: top === undefined ? ui : replaceTop(ui, {...overlay, top} as Overlay)};
			}

			const definition = screens[ui.screen];
			const purpose = definition.opens?.[command];
			return {ui: purpose === undefined ? definition.reduce(ui, command, context) : openPrompt(ui, purpose, context)};
		}
	}
}

/** The state after a key that is text: typed into the uppermost overlay, or the letter of an answer. */
export function typeKey(ui: UiState, key: string): Reduced {
	const overlay = topOverlay(ui);
	switch (overlay?.kind) {
		case 'prompt':
		case 'palette': {
			const input = editText(overlay.input, key);
			return {ui: input === overlay.input ? ui : withInput(ui, overlay.kind === 'palette' ? {kind: 'palette', input, chosen: 0} : {...overlay, input})};
		}

		case 'form': {
			const inputs = overlay.inputs.with(overlay.field, editText(overlay.inputs[overlay.field]!, key));
			return {ui: replaceTop(ui, {...overlay, inputs})};
		}

		case 'dialog': {
			const choice = overlay.question.choices.find(candidate => candidate.key === key);
			return choice === undefined ? {ui} : {ui: closeTop(ui), answer: {ticket: overlay.ticket, value: choice.id}};
		}

		case 'help':
		case 'pane':
		case undefined: {
			return {ui};
		}
	}
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
			return replaceTop(ui, {...overlay, inputs: overlay.inputs.with(overlay.field, insertText(overlay.inputs[overlay.field]!, text))});
		}

		default: {
			return ui;
		}
	}
}

export function openOverlay(ui: UiState, overlay: Overlay): UiState {
	return {...ui, overlays: [...ui.overlays, overlay]};
}

function openPrompt(ui: UiState, purpose: string, {model}: ScreenContext): UiState {
	const definition = screens[ui.screen].prompts?.[purpose];
	if (definition === undefined) {
		return ui;
	}

	const original = definition.initial(ui);
	return openOverlay(ui, {
		kind: 'prompt', purpose, label: definition.label(model), input: createTextInput(original), original,
	});
}

function closeTop(ui: UiState): UiState {
	return {...ui, overlays: ui.overlays.slice(0, -1)};
}

function replaceTop(ui: UiState, overlay: Overlay): UiState {
	return {...ui, overlays: [...ui.overlays.slice(0, -1), overlay]};
}

/** What is typed takes effect on the screen at once. */
function withInput(ui: UiState, overlay: Overlay & {readonly kind: 'prompt' | 'palette'}): UiState {
	const next = replaceTop(ui, overlay);
	return overlay.kind === 'prompt' ? applyPrompt(next, overlay.purpose, overlay.input.text, false) : next;
}

function applyPrompt(ui: UiState, purpose: string, text: string, isFinal: boolean, context?: ScreenContext): UiState {
	if (purpose === helpSearch) {
		return {...ui, overlays: ui.overlays.map(overlay => overlay.kind === 'help' ? {...overlay, query: text, top: 0} : overlay)};
	}

	return screens[ui.screen].prompts?.[purpose]?.apply(ui, text, isFinal, context) ?? ui;
}

function cancel(ui: UiState): Reduced {
	const overlay = topOverlay(ui);
	if (overlay === undefined) {
		return {ui};
	}

	const closed = closeTop(ui);
	if (overlay.kind === 'prompt') {
		return {ui: applyPrompt(closed, overlay.purpose, overlay.original, false), ...(overlay.ticket !== undefined && {answer: {ticket: overlay.ticket}})};
	}

	return {ui: closed, ...('ticket' in overlay && {answer: {ticket: overlay.ticket}})};
}

function accept(ui: UiState, context: ScreenContext): Reduced {
	const overlay = topOverlay(ui);
	switch (overlay?.kind) {
		case 'dialog': {
			return {ui: closeTop(ui), answer: {ticket: overlay.ticket, value: overlay.question.choices[overlay.chosen]?.id}};
		}

		case 'prompt': {
			const closed = applyPrompt(closeTop(ui), overlay.purpose, overlay.input.text, true, context);
			return {ui: closed, ...(overlay.ticket !== undefined && {answer: {ticket: overlay.ticket, value: overlay.input.text}})};
		}

		case 'palette': {
			return acceptCommand(ui, overlay, context);
		}

		case 'form': {
			const values = Object.fromEntries(overlay.form.fields.map(({id}, index) => [id, overlay.inputs[index]!.text]));
			const hasError = overlay.form.check?.(values).some(({isError}) => isError) ?? false;
			return hasError ? {ui} : {ui: closeTop(ui), answer: {ticket: overlay.ticket, value: values}};
		}

		default: {
			return {ui};
		}
	}
}

function moveChoice(ui: UiState, step: number): UiState {
	const overlay = topOverlay(ui);
	if (overlay?.kind !== 'dialog') {
		return ui;
	}

	const {length} = overlay.question.choices;
	return replaceTop(ui, {...overlay, chosen: (overlay.chosen + step + length) % length});
}

/**
The next line of the palette, round its ends; of a form its next field. Above the first line of the palette is what was typed earlier, as
above the prompt of a shell.
*/
function moveEntry(ui: UiState, step: number, {model}: ScreenContext): UiState {
	const overlay = topOverlay(ui);
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

function acceptCommand(ui: UiState, overlay: Overlay & {readonly kind: 'palette'}, {model}: ScreenContext): Reduced {
	const entries = paletteEntries(model, overlay.input.text);
	const entry = entries[Math.min(overlay.chosen, entries.length - 1)];
	if (entry === undefined) {
		return {ui};
	}

	const taken = overlay.input.text.trim() === '' ? entry.name : overlay.input.text.trim();
	const paletteHistory = [...(ui.paletteHistory ?? []).filter(other => other !== taken), taken].slice(-historyCapacity);
	if ('ui' in entry.action) {
		return {ui: {...entry.action.ui, paletteHistory, overlays: ui.overlays.slice(0, -1)}};
	}

	return {ui: {...closeTop(ui), paletteHistory}, ...(entry.disabled === undefined ? {command: entry.action.command} : {disabled: entry.disabled})};
}

function moveField(ui: UiState, step: number): UiState {
	const overlay = topOverlay(ui);
	if (overlay?.kind !== 'form') {
		return ui;
	}

	const {length} = overlay.inputs;
	return replaceTop(ui, {...overlay, field: (overlay.field + step + length) % length});
}
