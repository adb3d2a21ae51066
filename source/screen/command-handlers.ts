import {toRecord} from '../domain/record.ts';
import {runCommands, type KeyCommand, type RunCommand} from '../keys/keymap.ts';
import {wordsIn} from '../words/words.ts';
import type {Answers} from './overlays/dialogs.ts';
import {closeTop} from './overlays/overlay-stack.ts';
import {shownRemedy} from './panels/remedy-key.ts';
import {reduceUi, uiCommands, type UiCommand} from './reduce-ui.ts';
import type {ScreenLoop} from './screen-loop.ts';
import type {ScreenOptions} from './screen-options.ts';
import {chosenRun} from './screens/runs/runs.ts';
import type {ScreenContext} from './screens/screen.ts';
import type {TerminalSession} from './terminal/session.ts';
import type {TerminalCommands} from './terminal-commands.ts';
import {topOverlay, type Reduced, type UiState} from './ui-state.ts';

/** What the answers to commands work with. */
export type CommandParts = {
	readonly options: Pick<ScreenOptions, 'controls' | 'doctor' | 'machine' | 'runs'>;
	readonly session: Pick<TerminalSession, 'sink' | 'suspend'>;
	readonly answers: Answers;
	readonly terminalCommands: Pick<TerminalCommands, 'handlers'>;
	readonly loop: Pick<ScreenLoop, 'refresh'>;
	readonly getUi: () => UiState;
	/** Puts a state in the place of the current one and draws it. */
	readonly setUi: (ui: UiState) => void;
	readonly context: () => ScreenContext;
	/** Leaves the screen. */
	readonly detach: () => void;
};

/** What is done for each command: its owner answers it, and nobody else is asked. `apply` takes what the screen's own state has become. */
export function createCommandHandlers({options, session, answers, terminalCommands, loop, getUi, setUi, context, detach}: CommandParts, apply: (reduced: Reduced) => void): Readonly<Record<KeyCommand, () => void>> {
	function reduce(command: UiCommand): void {
		apply(reduceUi(getUi(), command, context()));
	}

	function act(command: RunCommand): void {
		const remedy = shownRemedy(context().model);
		// What a text proposes is done in its place.
		if (topOverlay(getUi())?.kind === 'pane') {
			setUi(closeTop(getUi()));
		}

		options.controls?.execute(command, getUi().language, answers.dialogs, remedy);
	}

	return {
		...toRecord(uiCommands, command => () => {
			reduce(command);
		}),
		...toRecord(runCommands, command => () => {
			act(command);
		}),
		...terminalCommands.handlers,
		detach,
		suspend() {
			session.suspend();
		},
		redraw() {
			session.sink.invalidate();
			session.sink.flush();
		},
		'show-doctor'() {
			reduce('show-doctor');
			options.doctor?.ask(loop.refresh);
		},
		'show-advice'() {
			reduce('show-advice');
			options.machine?.ask(loop.refresh);
		},
		'switch-theme'() {
			reduce('switch-theme');
			const {language, theme} = getUi();
			answers.dialogs.tell(wordsIn(language).terminal.theme[theme]);
		},
		'open-run'() {
			const {model: shown} = context();
			const key = shown.ui.runs.isComparing ? undefined : chosenRun(shown);
			if (key === undefined) {
				return;
			}

			options.runs?.open(key, shown.ui.language, answers.dialogs);
			reduce('show-overview');
		},
		'compare-runs'() {
			reduce('compare-runs');
			if (getUi().runs.marked.length < 2) {
				answers.dialogs.tell(wordsIn(getUi().language).runsScreen.markTwo, 'warning');
			}
		},
	};
}
