import {displayWidth} from '../format/display-width.ts';
import {count} from '../format/number.ts';
import {wordsIn} from '../words/words.ts';
import type {Dialogs} from './overlays/dialogs.ts';
import {panes} from './overlays/panes.ts';
import type {Picture} from './picture.ts';
import type {TextOptions} from './screen-options.ts';
import {linesToSave, textToCopy} from './screens/logs/logs.ts';
import type {ScreenContext} from './screens/screen.ts';
import type {TerminalSession} from './terminal/session.ts';
import {topOverlay} from './ui-state.ts';

/** What the commands around the terminal work with. */
export type TerminalCommandParts = {
	readonly session: Pick<TerminalSession, 'copy' | 'setMouse'>;
	readonly dialogs: Pick<Dialogs, 'prompt' | 'tell'>;
	readonly picture: Pick<Picture, 'context'>;
	readonly hasMouse: boolean;
	readonly texts: TextOptions;
};

/** What is done for each command that is about the terminal. */
export type TerminalCommands = Readonly<Record<'copy' | 'save-log' | 'switch-mouse', () => void>>;

/** The commands that need the terminal itself: copying, saving, the mouse. */
export function createTerminalCommands({session, dialogs, picture, hasMouse, texts}: TerminalCommandParts): TerminalCommands {
	let isMouseOn = hasMouse;

	async function save(): Promise<void> {
		const {model} = picture.context();
		const words = wordsIn(model.ui.language).logs;
		const name = await dialogs.prompt(words.prompt.save, suggestName(model.state.target?.name));
		if (name === undefined || name.trim() === '' || texts.save === undefined) {
			return;
		}

		try {
			const path = await texts.save(name, linesToSave(picture.context().model));
			dialogs.tell(words.saved(path), 'good');
		} catch (error) {
			dialogs.tell(texts.describeError?.(error, picture.context().model.ui.language) ?? String(error), 'bad');
		}
	}

	return {
		copy() {
			const context = picture.context();
			const words = wordsIn(context.model.ui.language).terminal;
			const text = whatToCopy(context, texts.summary);
			if (text === '') {
				dialogs.tell(words.nothingToCopy, 'warning');
				return;
			}

			const result = session.copy(text);
			if (result === 'copied') {
				dialogs.tell(words.copied(count(text.split('\n').length)), 'good');
			} else {
				dialogs.tell(result === 'cut' ? words.copiedCut : words.copyImpossible, 'warning');
			}
		},
		'save-log'() {
			void save();
		},
		'switch-mouse'() {
			isMouseOn = !isMouseOn;
			session.setMouse(isMouseOn);
			const words = wordsIn(picture.context().model.ui.language).terminal;
			dialogs.tell(isMouseOn ? words.mouseOn : words.mouseOff);
		},
	};
}

/** The command of a question, the commands of a text, the lines of the log that are meant, or the summary of the run. */
function whatToCopy(context: ScreenContext, summary: TextOptions['summary']): string {
	const {ui} = context.model;
	const overlay = topOverlay(ui);
	if (overlay?.kind === 'dialog' && overlay.question.command !== undefined) {
		return overlay.question.command;
	}

	if (overlay?.kind === 'pane') {
		return (panes[overlay.pane]?.commands?.(context.model) ?? overlay.paragraphs ?? []).join('\n');
	}

	return overlay === undefined && ui.screen === 'logs' ? textToCopy(context) : summary?.() ?? '';
}

/** A file name that says what the log is of, without what no file name should hold. */
function suggestName(target: string | undefined): string {
	const name = (target ?? 'training').replaceAll(/[^\p{Alphabetic}\p{Number}\-._]+/gu, '-').replace(/^[-.]+/, '').replace(/-$/, '');
	return `${name === '' || displayWidth(name) > 60 ? 'training' : name}.log`;
}
