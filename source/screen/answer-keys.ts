import type {KeyCommand} from '../keys/keymap.ts';
import {isTyping, resolveKey} from '../keys/resolve-key.ts';
import {keyWords} from '../text/keys.ts';
import {runsScreenTexts} from '../text/runs-screen.ts';
import {terminalWords} from '../text/terminal.ts';
import type {Answers} from './overlays/dialogs.ts';
import type {ScreenModel} from './panels/model.ts';
import {shownRemedy} from './panels/remedy-key.ts';
import {reduceUi} from './reduce-ui.ts';
import type {ScreenDrawer} from './screen-view.ts';
import type {ScreenLoop} from './screen-loop.ts';
import type {ScreenOptions} from './screen-options.ts';
import {chosenRun} from './screens/runs/runs.ts';
import type {ScreenContext} from './screens/screen.ts';
import type {TerminalSession} from './terminal/session.ts';
import type {TerminalCommands} from './terminal-commands.ts';
import {isChoiceKey, pasteText, typeKey} from './type-key.ts';
import type {Reduced, UiState} from './ui-state.ts';

/** What the answers to keys work with. */
export type KeyAnswerParts = {
	readonly options: Pick<ScreenOptions, 'controls' | 'doctor' | 'machine' | 'runs'>;
	readonly session: Pick<TerminalSession, 'sink' | 'suspend'>;
	readonly answers: Answers;
	readonly terminalCommands: Pick<TerminalCommands, 'obey'>;
	readonly drawer: Pick<ScreenDrawer, 'keyContext'>;
	readonly loop: Pick<ScreenLoop, 'refresh'>;
	readonly getUi: () => UiState;
	/** Puts a state in the place of the present one and draws it. */
	readonly setUi: (ui: UiState) => void;
	readonly model: () => ScreenModel;
	readonly context: () => ScreenContext;
	/** Leaves the screen. */
	readonly detach: () => void;
};

/** The answers to everything that comes from the keyboard. */
export type KeyAnswers = {
	/** Whether it answered a question: who asked goes on soon. */
	onKey(key: string): boolean;
	onPaste(text: string): void;
	obey(command: KeyCommand): void;
};

/** Finds who answers a key or a command: the screen's own state, the terminal, the list of runs, or what acts on the run. */
export function createKeyAnswers({options, session, answers, terminalCommands, drawer, loop, getUi, setUi, model, context, detach}: KeyAnswerParts): KeyAnswers {
	/** Of the present key. */
	let hasAnswered = false;

	function apply({ui, answer, command, disabled}: Reduced): void {
		setUi(ui);
		if (answer !== undefined) {
			answers.settle(answer);
			hasAnswered = true;
		}

		if (command !== undefined) {
			obey(command);
		} else if (disabled !== undefined) {
			answers.dialogs.tell(keyWords(getUi().language).disabled[disabled], 'warning');
		}
	}

	function obey(command: KeyCommand): void {
		switch (command) {
			case 'detach': {
				detach();
				return;
			}

			case 'suspend': {
				session.suspend();
				return;
			}

			case 'redraw': {
				session.sink.invalidate();
				session.sink.flush();
				return;
			}

			default: {
				if (terminalCommands.obey(command)) {
					return;
				}

				const present = context();
				apply(reduceUi(getUi(), command, present));
				switch (command) {
					case 'show-doctor': {
						options.doctor?.ask(loop.refresh);

						break;
					}

					case 'show-advice': {
						options.machine?.ask(loop.refresh);

						break;
					}

					case 'switch-theme': {
						const {language, theme} = getUi();
						answers.dialogs.tell(terminalWords(language).theme[theme]);

						break;
					}
				// No default
				}

				options.controls?.execute(command, getUi().language, answers.dialogs, shownRemedy(present.model));
				obeyRuns(command, present);
			}
		}
	}

	/** What the list of runs asks of the world. */
	function obeyRuns(command: KeyCommand, {model: present, range}: ScreenContext): void {
		const key = command === 'open-run' && !present.ui.runs.isComparing ? chosenRun(present) : undefined;
		if (key !== undefined) {
			options.runs?.open(key, getUi().language, answers.dialogs);
			apply(reduceUi(getUi(), 'show-overview', {model: present, range}));
		} else if (command === 'compare-runs' && getUi().runs.isComparing) {
			options.runs?.compare(getUi().runs.marked, answers.dialogs);
		} else if (command === 'compare-runs' && present.ui.runs.marked.length < 2) {
			answers.dialogs.tell(runsScreenTexts(getUi().language).markTwo, 'warning');
		}
	}

	function press(key: string): void {
		// The letter of an answer means that answer, whatever it means elsewhere.
		if (isChoiceKey(getUi(), key)) {
			apply(typeKey(getUi(), key));
			return;
		}

		const {activity, isQuestionComing, overlays} = getUi();
		// Typed for the question that is about to come, not for the panel below.
		if (key === 'enter' && isQuestionComing === true && overlays.length === 0) {
			answers.dialogs.tell(activity ?? '');
			return;
		}

		const keys = drawer.keyContext(model());
		const answer = resolveKey(key, keys);
		if (answer === undefined) {
			apply(typeKey(getUi(), key));
			return;
		}

		if (!('disabled' in answer)) {
			obey(answer.command);
		} else if (!isTyping(keys)) {
			answers.dialogs.tell(keyWords(getUi().language).disabled[answer.disabled], 'warning');
		}
	}

	return {
		obey,
		onKey(key) {
			hasAnswered = false;
			press(key);
			return hasAnswered;
		},
		onPaste(text) {
			apply({ui: pasteText(getUi(), text)});
		},
	};
}
