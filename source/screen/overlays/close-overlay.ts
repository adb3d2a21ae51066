import {paletteEntries} from '../palette/palette-entries.ts';
import type {ScreenContext} from '../screens/screen.ts';
import {topOverlay, type Reduced, type UiState} from '../ui-state.ts';
import type {Overlay} from './overlay.ts';
import {closeTop} from './overlay-stack.ts';
import {applyPrompt} from './prompt-effect.ts';
import {rememberLine} from './prompt-history.ts';

/** Accepted commands of the palette that are remembered. */
const historyCapacity = 50;

/** Closes the uppermost overlay without an answer; what was typed is taken back. */
export function cancel(ui: UiState): Reduced {
	const overlay = topOverlay(ui);
	if (overlay === undefined) {
		return {ui};
	}

	const closed = closeTop(ui);
	return {
		ui: overlay.kind === 'prompt' ? applyPrompt(closed, overlay.purpose, overlay.original, false) : closed,
		...('ticket' in overlay && overlay.ticket !== undefined && {answer: {ticket: overlay.ticket}}),
	};
}

/** Closes the uppermost overlay with its answer; a form with a mistake stays open. */
export function accept(ui: UiState, context: ScreenContext): Reduced {
	const overlay = topOverlay(ui);
	switch (overlay?.kind) {
		case 'dialog': {
			return {ui: closeTop(ui), answer: {ticket: overlay.ticket, value: overlay.question.choices[overlay.chosen]?.id}};
		}

		case 'prompt': {
			const closed = applyPrompt(closeTop(rememberLine(ui, overlay)), overlay.purpose, overlay.input.text, true, context);
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

function acceptCommand(ui: UiState, overlay: Overlay & {readonly kind: 'palette'}, {model}: ScreenContext): Reduced {
	const entries = paletteEntries(model, overlay.input.text);
	const entry = entries[Math.min(overlay.chosen, entries.length - 1)];
	if (entry === undefined) {
		return {ui};
	}

	const taken = overlay.input.text.trim() === '' ? entry.name : overlay.input.text.trim();
	const paletteHistory = [...(ui.paletteHistory ?? []).filter(other => other !== taken), taken].slice(-historyCapacity);
	return 'ui' in entry.action
		? {ui: {...entry.action.ui, paletteHistory, overlays: [...ui.overlays.slice(0, -1), ...entry.action.ui.overlays.slice(ui.overlays.length)]}}
		: {ui: {...closeTop(ui), paletteHistory}, ...(entry.disabled === undefined ? {command: entry.action.command} : {disabled: entry.disabled})};
}
