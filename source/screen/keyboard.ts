import {createKeyAnswers} from './answer-keys.ts';
import {createMouseAnswers} from './answer-mouse.ts';
import {createKeyQueue} from './key-queue.ts';
import {createAnswers, type Dialogs} from './overlays/dialogs.ts';
import type {Picture} from './picture.ts';
import type {ScreenOptions} from './screen-options.ts';
import type {MouseEvent} from './terminal/input-splitter.ts';
import type {TerminalSession} from './terminal/session.ts';
import {createTerminalCommands} from './terminal-commands.ts';
import type {UiHolder} from './ui-state.ts';

/** What a person does at the keyboard and with the mouse, and the questions that are answered there. */
export type Keyboard = {
	readonly dialogs: Dialogs;
	onKey(key: string): void;
	onPaste(text: string): void;
	onMouse(event: MouseEvent): void;
	/** Nothing is answered any more, and nobody waits for an answer. */
	close(): void;
};

export type KeyboardParts = {
	readonly options: Pick<ScreenOptions, 'sources' | 'controls' | 'terminal' | 'texts'>;
	readonly session: TerminalSession;
	readonly ui: UiHolder;
	readonly picture: Picture;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Leaves the screen. */
	readonly detach: () => void;
};

export function createKeyboard({options: {sources, controls, terminal, texts = {}}, session, ui, picture, now, detach}: KeyboardParts): Keyboard {
	const answers = createAnswers({
		ui, now, lend: async work => queue.during(async () => session.lend(work)),
	});
	const {dialogs} = answers;
	const terminalCommands = createTerminalCommands({
		session, dialogs, picture, hasMouse: terminal.hasMouse ?? true, texts,
	});
	const keys = createKeyAnswers({
		controls, sources, session, answers, terminalCommands, ui, picture, detach,
	});
	const queue = createKeyQueue(typed => {
		if (typed.kind === 'key') {
			return keys.onKey(typed.key);
		}

		keys.onPaste(typed.text);
		return false;
	});
	const onKey = (key: string) => {
		queue.push({kind: 'key', key});
	};

	return {
		dialogs,
		onKey,
		onPaste(text) {
			queue.push({kind: 'paste', text});
		},
		onMouse: createMouseAnswers({
			ui, picture, press: onKey, execute: keys.execute,
		}),
		close() {
			queue.close();
			keys.close();
			answers.close();
		},
	};
}
