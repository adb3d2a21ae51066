import type {Question} from '../../conversation/question.ts';
import type {UiState} from '../ui-state.ts';
import type {Overlay} from './overlay.ts';

/** The state with one more overlay, over those that are there. */
export function openOverlay(ui: UiState, overlay: Overlay): UiState {
	return {...ui, overlays: [...ui.overlays, overlay]};
}

/** The state without the uppermost overlay. */
export function closeTop(ui: UiState): UiState {
	return {...ui, overlays: ui.overlays.slice(0, -1)};
}

/** The state with another overlay in the place of the uppermost. */
export function replaceTop(ui: UiState, overlay: Overlay): UiState {
	return {...ui, overlays: [...ui.overlays.slice(0, -1), overlay]};
}

/** The state without the overlay of a ticket, wherever it is. */
export function closeTicket(ui: UiState, ticket: number): UiState {
	const overlays = ui.overlays.filter(overlay => !('ticket' in overlay) || overlay.ticket !== ticket);
	return overlays.length === ui.overlays.length ? ui : {...ui, overlays};
}

/**
The state with other words for the question of a ticket; the same state when nothing changes. The answer that was chosen stays chosen; one
that is no longer there gives way to the first, which never loses anything.
*/
export function changeQuestion(ui: UiState, ticket: number, question: Question): UiState {
	let isChanged = false;
	const overlays = ui.overlays.map(overlay => {
		if (overlay.kind !== 'dialog' || overlay.ticket !== ticket || JSON.stringify(overlay.question) === JSON.stringify(question)) {
			return overlay;
		}

		isChanged = true;
		const id = overlay.question.choices[overlay.chosen]?.id;
		return {...overlay, question, chosen: Math.max(0, question.choices.findIndex(choice => choice.id === id))};
	});
	return isChanged ? {...ui, overlays} : ui;
}
