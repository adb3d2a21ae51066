
import {openOverlay} from '../overlays/overlay-stack.ts';
import type {ScreenContext} from '../screens/screen.ts';
import type {UiState} from '../ui-state.ts';
import type {ExplanationKey} from '../../words/explain-names.ts';
import {numbersAt} from './numbers-here.ts';

/** The explanations over what is shown, open at a number of it: at the one that is named, else at that of what is in focus. */
export function explain(ui: UiState, {model}: Pick<ScreenContext, 'model'>, key?: ExplanationKey): UiState {
	return openOverlay(ui, {kind: 'explain', ...numbersAt({...model, ui}, key), top: 0});
}
