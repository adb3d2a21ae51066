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
