import type {KeyCommand} from '../keys/keymap.ts';
import {isTyping, resolveKey} from '../keys/resolve-key.ts';
import {keyWords} from '../words/keys.ts';
import {createEpochKeys} from './epoch-keys.ts';
import {goToTypedEpoch} from './screens/charts/go-to-typed-epoch.ts';
import {createCommandHandlers, type CommandParts} from './command-handlers.ts';
import {isChoiceKey, pasteText, typeKey} from './type-key.ts';
import type {Reduced, UiState} from './ui-state.ts';

/** A `q` that comes so soon after one that closed something was pressed once too often. */
const strayKeyMs = 400;

/** The answers to everything that comes from the keyboard. */
export type KeyAnswers = {
	/** Whether it answered a question: who asked goes on soon. */
	onKey(key: string): boolean;
	onPaste(text: string): void;
	execute(command: KeyCommand): void;
	/** Nothing that was held back is answered any more. */
	close(): void;
};

/**
Finds what a key means on the screen, and has its command answered; what is no command is typed. `now` gives milliseconds since any
moment.
*/
export function createKeyAnswers(parts: CommandParts, now = () => performance.now()): KeyAnswers {
	const {answers, ui, picture} = parts;
	/** Of the current key. */
	let hasAnswered = false;
	const strayKeys = createStrayKeys(now);

	function apply({ui: next, answer, command, disabled}: Reduced): void {
		ui.set(next);
		if (answer !== undefined) {
			answers.settle(answer);
			hasAnswered = true;
		}

		if (command !== undefined) {
			execute(command);
		} else if (disabled !== undefined) {
			answers.dialogs.tell(keyWords(ui.get().language).disabled[disabled], 'warning');
		}
	}

	const handlers = createCommandHandlers(parts, apply);

	function execute(command: KeyCommand): void {
		handlers[command]();
	}

	function press(key: string): void {
		// The letter of an answer means that answer, whatever it means elsewhere.
		if (isChoiceKey(ui.get(), key)) {
			apply(typeKey(ui.get(), key));
		} else if (isForComingQuestion(ui.get(), key)) {
			answers.dialogs.tell(ui.get().activity ?? '');
		} else if (!epochKeys.press(key)) {
			pressAlone(key);
		}
	}

	function pressAlone(key: string): void {
		const keys = picture.keyContext();
		const answer = resolveKey(key, keys);
		if (answer === undefined) {
			apply(typeKey(ui.get(), key));
			return;
		}

		if (strayKeys.isStray(key)) {
			return;
		}

		if (!('disabled' in answer)) {
			strayKeys.answered(key, answer.command);
			execute(answer.command);
		} else if (!isTyping(keys)) {
			answers.dialogs.tell(keyWords(ui.get().language).disabled[answer.disabled], 'warning');
		}
	}

	const epochKeys = createEpochKeys({
		isActive: () => ui.get().screen === 'charts' && ui.get().overlays.length === 0,
		goTo(epoch) {
			ui.set(goToTypedEpoch(ui.get(), picture.model(), epoch));
		},
		pressAlone,
	});

	return {
		close: epochKeys.close,
		execute,
		onKey(key) {
			hasAnswered = false;
			press(key);
			return hasAnswered;
		},
		onPaste(text) {
			apply({ui: pasteText(ui.get(), text)});
		},
	};
}

/** Whether Enter was typed for the question that is about to come, not for the panel below. */
function isForComingQuestion({isQuestionComing = false, overlays}: UiState, key: string): boolean {
	return key === 'enter' && isQuestionComing && overlays.length === 0;
}

/** Knows a `q` that comes soon after one that closed something: it must not leave yolotop. */
function createStrayKeys(now: () => number) {
	/** When `q` closed something last, or was ignored after that. */
	let closedAt = -Infinity;
	return {
		isStray(key: string): boolean {
			const isStray = key === 'q' && now() - closedAt < strayKeyMs;
			closedAt = isStray ? now() : closedAt;
			return isStray;
		},
		answered(key: string, command: KeyCommand): void {
			closedAt = key === 'q' && command === 'close-overlay' ? now() : -Infinity;
		},
	};
}
