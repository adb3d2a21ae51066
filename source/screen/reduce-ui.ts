import type {KeyCommand} from '../keys/keymap.ts';
import {keyWords} from '../text/keys.ts';
import {explain} from './explain/open-explain.ts';
import {reduceExplain} from './explain/reduce-explain.ts';
import {accept, cancel} from './overlays/close-overlay.ts';
import {moveChoice, moveEntry} from './overlays/move-choice.ts';
import type {Overlay} from './overlays/overlay.ts';
import {closeTop, openOverlay, replaceTop} from './overlays/overlay-stack.ts';
import {helpSearch, openPrompt} from './overlays/prompt-effect.ts';
import {screens} from './screens/index.ts';
import type {ScreenContext} from './screens/screen.ts';
import {createTextInput} from './text-input.ts';
import {nextTheme} from './theme/theme.ts';
import {
	scrolledTop,
	stepScreen,
	topOverlay,
	type Reduced,
	type UiState,
} from './ui-state.ts';

/** The panes that a key opens. */
const panesByCommand = {
	'show-diagnoses': 'diagnoses', 'show-doctor': 'doctor', 'show-advice': 'advice', 'show-reading': 'reading',
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
		case 'show-reading': {
			return {ui: openOverlay(ui, {kind: 'pane', pane: panesByCommand[command], top: 0})};
		}

		case 'show-explanations':
		case 'explain-text': {
			return {ui: explain(ui, context)};
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
			if (overlay?.kind === 'explain') {
				const next = reduceExplain(overlay, command, context.range);
				return {ui: next === overlay ? ui : replaceTop(ui, next)};
			}

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
