import type {KeyCommand} from '../keys/keymap.ts';
import {isTyping, resolveKey} from '../keys/resolve-key.ts';
import {keyWords} from '../words/keys.ts';
import {createEpochKeys} from './epoch-keys.ts';
import {goToTypedEpoch} from './screens/charts/go-to-typed-epoch.ts';
import {createCommandHandlers, type CommandParts} from './command-handlers.ts';
import type {ScreenModel} from './panels/model.ts';
import type {ScreenDrawer} from './screen-view.ts';
import {isChoiceKey, pasteText, typeKey} from './type-key.ts';
import type {Reduced} from './ui-state.ts';

/** What the answers to keys work with. */
export type KeyAnswerParts = CommandParts & {
	readonly drawer: Pick<ScreenDrawer, 'keyContext'>;
	readonly model: () => ScreenModel;
	/** Milliseconds since any moment. */
	readonly now: () => number;
};

/** A `q` that comes so soon after one that closed something was pressed once too often: it must not leave yolotop. */
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

/** Finds what a key means on the screen, and has its command answered; what is no command is typed. */
export function createKeyAnswers(parts: KeyAnswerParts): KeyAnswers {
	const {answers, drawer, getUi, setUi, model, now} = parts;
	/** Of the current key. */
	let hasAnswered = false;
	/** When `q` closed something last, or was ignored after that. */
	let closedAt = -Infinity;

	function apply({ui, answer, command, disabled}: Reduced): void {
		setUi(ui);
		if (answer !== undefined) {
			answers.settle(answer);
			hasAnswered = true;
		}

		if (command !== undefined) {
			execute(command);
		} else if (disabled !== undefined) {
			answers.dialogs.tell(keyWords(getUi().language).disabled[disabled], 'warning');
		}
	}

	const handlers = createCommandHandlers(parts, apply);

	function execute(command: KeyCommand): void {
		handlers[command]();
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

		if (!epochKeys.press(key)) {
			pressAlone(key);
		}
	}

	function pressAlone(key: string): void {
		const keys = drawer.keyContext(model());
		const answer = resolveKey(key, keys);
		if (answer === undefined) {
			apply(typeKey(getUi(), key));
			return;
		}

		if (key === 'q' && now() - closedAt < strayKeyMs) {
			closedAt = now();
			return;
		}

		if (!('disabled' in answer)) {
			closedAt = key === 'q' && answer.command === 'close-overlay' ? now() : -Infinity;
			execute(answer.command);
		} else if (!isTyping(keys)) {
			answers.dialogs.tell(keyWords(getUi().language).disabled[answer.disabled], 'warning');
		}
	}

	const epochKeys = createEpochKeys({
		isActive: () => getUi().screen === 'charts' && getUi().overlays.length === 0,
		goTo(epoch) {
			setUi(goToTypedEpoch(getUi(), model(), epoch));
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
			apply({ui: pasteText(getUi(), text)});
		},
	};
}
