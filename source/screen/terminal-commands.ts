import type {KeyCommand} from '../keys/keymap.ts';
import {displayWidth} from '../format/display-width.ts';
import {count} from '../format/number.ts';
import {wordsIn} from '../words/words.ts';
import {contentSize} from './draw/panel.ts';
import {explain} from './explain/open-explain.ts';
import {nameAt, numberAt} from './explain/number-at.ts';
import type {Dialogs} from './overlays/dialogs.ts';
import {panes} from './overlays/panes.ts';
import {insetOf, panelAt, placeIn} from './panel-at.ts';
import {tabPlaces} from './panels/tabs.ts';
import type {ScreenView} from './screen-view.ts';
import {screens} from './screens/index.ts';
import {linesToSave, textToCopy} from './screens/logs/logs.ts';
import type {ScreenContext} from './screens/screen.ts';
import type {MouseEvent} from './terminal/input-splitter.ts';
import type {TerminalSession} from './terminal/session.ts';
import {topOverlay, type UiState} from './ui-state.ts';

/** What the commands around the terminal work with. */
export type TerminalCommandParts = {
	readonly session: Pick<TerminalSession, 'copy' | 'setMouse'>;
	readonly dialogs: Pick<Dialogs, 'prompt' | 'tell'>;
	/** The screen as it was drawn last, and what it was drawn from. */
	readonly context: () => ScreenContext;
	readonly view: () => ScreenView;
	readonly setUi: (ui: UiState) => void;
	readonly press: (key: string) => void;
	readonly execute: (command: KeyCommand) => void;
	readonly hasMouse: boolean;
	/** A summary of the run as plain text. */
	readonly summary?: (() => string) | undefined;
	/** Writes a new file and gives its whole path; throws an error with words for a person. */
	readonly save?: ((path: string, pieces: Iterable<string>) => Promise<string>) | undefined;
	/** The words of an error for a person. */
	readonly describe?: ((error: unknown) => string) | undefined;
};

export type TerminalCommands = {
	/** What is done for each command that is about the terminal. */
	readonly handlers: Readonly<Record<'copy' | 'save-log' | 'switch-mouse', () => void>>;
	onMouse(event: MouseEvent): void;
};

/** Rows that one step of the wheel scrolls. */
const wheelRows = 3;

/** The commands that need the terminal itself: copying, saving, the mouse. */
export function createTerminalCommands(parts: TerminalCommandParts): TerminalCommands {
	const {session, dialogs, context} = parts;
	let isMouseOn = parts.hasMouse;

	function copy(): void {
		const words = wordsIn(context().model.ui.language).terminal;
		const text = whatToCopy(context(), parts.summary);
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
	}

	async function save(): Promise<void> {
		const {model} = context();
		const words = wordsIn(model.ui.language).logs;
		const name = await dialogs.prompt(words.prompt.save, suggestName(model.state.target?.name));
		if (name === undefined || name.trim() === '' || parts.save === undefined) {
			return;
		}

		try {
			const path = await parts.save(name, linesToSave(context().model));
			dialogs.tell(words.saved(path), 'good');
		} catch (error) {
			dialogs.tell(parts.describe?.(error) ?? String(error), 'bad');
		}
	}

	/** What the number under the mouse means; beside any, the one of what is in focus. */
	function explainAt(event: MouseEvent): void {
		const now = context();
		const panel = panelAt(parts.view(), event);
		const overlay = topOverlay(now.model.ui);
		if (panel === undefined || (overlay !== undefined && overlay.kind !== 'pane')) {
			return;
		}

		parts.setUi(explain(now.model.ui, now, numberAt(panel.placed.id, placeIn(panel, event))));
	}

	function click(event: MouseEvent): void {
		const {column, row} = event;
		const now = context();
		const {ui} = now.model;
		const panel = panelAt(parts.view(), event);
		if (panel === undefined || topOverlay(ui) !== undefined) {
			return;
		}

		const {placed} = panel;
		if (placed.id === 'tabs') {
			const tab = tabPlaces(now.model, placed.width).find(({start, end}) => column >= start && column < end);
			if (tab !== undefined) {
				parts.execute(`show-${tab.screen}`);
			}

			return;
		}

		const inset = insetOf(placed);
		const size = contentSize(placed);
		const at = {
			panel: placed.id, column: column - placed.x - inset.x, row: row - placed.y - inset.y, rows: size.rows,
		};
		if (at.column < 0 || at.row < 0 || at.column >= size.columns || at.row >= size.rows) {
			return;
		}

		const next = screens[ui.screen].click?.(ui, at, now) ?? ui;
		// What means nothing else asks what a name means; a log is full of words.
		const name = next === ui && ui.screen !== 'logs' && placed.id !== 'log' ? nameAt(placed.id, placeIn(panel, event)) : undefined;
		parts.setUi(name === undefined ? next : explain(ui, now, name));
	}

	return {
		handlers: {
			copy,
			'save-log'() {
				void save();
			},
			'switch-mouse'() {
				isMouseOn = !isMouseOn;
				session.setMouse(isMouseOn);
				const words = wordsIn(context().model.ui.language).terminal;
				dialogs.tell(isMouseOn ? words.mouseOn : words.mouseOff);
			},
		},
		onMouse(event) {
			switch (event.kind) {
				case 'wheel-up':
				case 'wheel-down': {
					// The keys know what scrolls here: the screen, the help, a list.
					const key = event.kind === 'wheel-up' ? 'up' : 'down';
					for (let step = 0; step < wheelRows; step++) {
						parts.press(key);
					}

					return;
				}

				case 'press': {
					click(event);
					break;
				}

				case 'right-press': {
					explainAt(event);
					break;
				}

				case 'release':
				case 'other': {
					break;
				}
			}
		},
	};
}

/** The command of a question, the commands of a text, the lines of the log that are meant, or the summary of the run. */
function whatToCopy(context: ScreenContext, summary: TerminalCommandParts['summary']): string {
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
