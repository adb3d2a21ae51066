import {languages} from '../words/words.ts';
import {mapValues, namesOf, toRecord} from '../domain/record.ts';
import type {ScreenId} from '../keys/binding.ts';
import {moveCommands, type KeyCommand, type MoveCommand} from '../keys/keymap.ts';
import {keyWords} from '../words/keys.ts';
import {explain} from './explain/open-explain.ts';
import {reduceExplain, type ExplainCommand} from './explain/reduce-explain.ts';
import {accept, cancel} from './overlays/close-overlay.ts';
import {moveChoice, moveEntry} from './overlays/move-choice.ts';
import {openOverlay, replaceTop} from './overlays/overlay-stack.ts';
import {helpSearch, openPrompt} from './overlays/prompt-effect.ts';
import {screenCommands, screens} from './screens/index.ts';
import type {ScreenAnswer, ScreenContext} from './screens/screen.ts';
import {createTextInput} from './text-input.ts';
import {nextTheme} from './theme/theme.ts';
import {
	scrolledTop,
	stepScreen,
	topOverlay,
	type Reduced,
	type UiState,
} from './ui-state.ts';

type UiReducer = (ui: UiState, context: ScreenContext) => Reduced;

const showScreen = (screen: ScreenId): UiReducer => ui => ({ui: screen === ui.screen ? ui : {...ui, screen}});

const showPane = (pane: string): UiReducer => ui => ({ui: openOverlay(ui, {kind: 'pane', pane, top: 0})});

/** Moves in what is over the screen, else in what is in focus. */
function move(ui: UiState, command: MoveCommand, context: ScreenContext): UiState {
	const overlay = topOverlay(ui);
	switch (overlay?.kind) {
		case 'explain': {
			return explainBy(ui, command, context);
		}

		case 'help':
		case 'pane':
		case 'dialog': {
			return replaceTop(ui, {...overlay, top: scrolledTop(command, context.range)});
		}

		case 'prompt':
		case 'palette':
		case 'form': {
			return ui;
		}

		case undefined: {
			return answerOnScreen(screens[ui.screen].commands[command], ui, context);
		}
	}
}

function answerOnScreen(answer: ScreenAnswer, ui: UiState, context: ScreenContext): UiState {
	return typeof answer === 'function' ? answer(ui, context) : openPrompt(ui, answer.opens, context);
}

function explainBy(ui: UiState, command: ExplainCommand, {range}: ScreenContext): UiState {
	const overlay = topOverlay(ui);
	if (overlay?.kind !== 'explain') {
		return ui;
	}

	const next = reduceExplain(overlay, command, range);
	return next === overlay ? ui : replaceTop(ui, next);
}

/** What the commands do that change the screen alone. Pure; none throws. */
const reducers = {
	...mapValues(screenCommands, (answer): UiReducer => (ui, context) => ({ui: answerOnScreen(answer, ui, context)})),
	...toRecord(moveCommands, (command): UiReducer => (ui, context) => ({ui: move(ui, command, context)})),
	help: ui => ({ui: openOverlay(ui, {kind: 'help', top: 0, query: ''})}),
	'search-help'(ui) {
		const overlay = topOverlay(ui);
		const original = overlay?.kind === 'help' ? overlay.query : '';
		return {
			ui: openOverlay(ui, {
				kind: 'prompt', purpose: helpSearch, label: keyWords(ui.language).helpSearch, input: createTextInput(original), original,
			}),
		};
	},
	palette: ui => ({ui: openOverlay(ui, {kind: 'palette', input: createTextInput(), chosen: 0})}),
	'close-overlay': cancel,
	'cancel-typing': cancel,
	accept,
	'next-choice': ui => ({ui: moveChoice(ui, 1)}),
	'previous-choice': ui => ({ui: moveChoice(ui, -1)}),
	'next-entry': (ui, context) => ({ui: moveEntry(ui, 1, context)}),
	'previous-entry': (ui, context) => ({ui: moveEntry(ui, -1, context)}),
	'next-screen': ui => ({ui: {...ui, screen: stepScreen(ui.screen, 1)}}),
	'previous-screen': ui => ({ui: {...ui, screen: stepScreen(ui.screen, -1)}}),
	'show-overview': showScreen('overview'),
	'show-charts': showScreen('charts'),
	'show-classes': showScreen('classes'),
	'show-logs': showScreen('logs'),
	'show-resources': showScreen('resources'),
	'show-runs': showScreen('runs'),
	'show-pictures': showScreen('pictures'),
	'show-diagnoses': showPane('diagnoses'),
	'show-doctor': showPane('doctor'),
	'show-advice': showPane('advice'),
	'show-reading': showPane('reading'),
	'show-stacks': showPane('stacks'),
	'show-explanations': (ui, context) => ({ui: explain(ui, context)}),
	'explain-text': (ui, context) => ({ui: explain(ui, context)}),
	'next-number': (ui, context) => ({ui: explainBy(ui, 'next-number', context)}),
	'previous-number': (ui, context) => ({ui: explainBy(ui, 'previous-number', context)}),
	'switch-language': ui => ({ui: {...ui, language: languages[(languages.indexOf(ui.language) + 1) % languages.length]!}}),
	'switch-compact': ui => ({ui: {...ui, isCompact: !(ui.isCompact ?? false)}}),
	'switch-theme': ui => ({ui: {...ui, theme: nextTheme(ui.theme, ui.hasOwnTheme)}}),
} satisfies Partial<Record<KeyCommand, UiReducer>>;

/** The commands that change the screen alone. */
export type UiCommand = keyof typeof reducers;

export const uiCommands = namesOf<UiCommand>(reducers);

/** The state after a command. Never throws. */
export function reduceUi(ui: UiState, command: UiCommand, context: ScreenContext): Reduced {
	const reduce: UiReducer = reducers[command];
	return reduce(ui, context);
}
