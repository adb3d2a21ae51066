import {toRecord} from '../domain/record.ts';
import {runCommands, type KeyCommand, type RunCommand} from '../keys/keymap.ts';
import {wordsIn} from '../words/words.ts';
import type {Answers} from './overlays/dialogs.ts';
import {closeTop} from './overlays/overlay-stack.ts';
import {shownRemedy} from './panels/remedy-key.ts';
import type {Picture} from './picture.ts';
import {reduceUi, uiCommands, type UiCommand} from './reduce-ui.ts';
import type {ScreenControls, ScreenSources} from './screen-options.ts';
import {chosenRun, isFoldedHead} from './screens/runs/runs.ts';
import type {TerminalSession} from './terminal/session.ts';
import type {TerminalCommands} from './terminal-commands.ts';
import {topOverlay, type Reduced, type UiHolder} from './ui-state.ts';

/** What the answers to commands work with. */
export type CommandParts = {
	readonly controls: ScreenControls | undefined;
	readonly sources: Pick<ScreenSources, 'doctor' | 'machine' | 'stacks' | 'runs'>;
	readonly session: Pick<TerminalSession, 'sink' | 'suspend'>;
	readonly answers: Answers;
	readonly terminalCommands: TerminalCommands;
	readonly ui: UiHolder;
	readonly picture: Pick<Picture, 'model' | 'context' | 'keyContext' | 'refresh'>;
	/** Leaves the screen. */
	readonly detach: () => void;
};

/** What is done for each command: its owner answers it, and nobody else is asked. `apply` takes what the screen's own state has become. */
export function createCommandHandlers({controls, sources, session, answers, terminalCommands, ui, picture, detach}: CommandParts, apply: (reduced: Reduced) => void): Readonly<Record<KeyCommand, () => void>> {
	function reduce(command: UiCommand): void {
		apply(reduceUi(ui.get(), command, picture.context()));
	}

	function act(command: RunCommand): void {
		const remedy = shownRemedy(picture.model());
		// What a text proposes is done in its place.
		if (topOverlay(ui.get())?.kind === 'pane') {
			ui.set(closeTop(ui.get()));
		}

		controls?.execute(command, ui.get().language, answers.dialogs, remedy);
	}

	return {
		...toRecord(uiCommands, command => () => {
			reduce(command);
		}),
		...toRecord(runCommands, command => () => {
			act(command);
		}),
		...terminalCommands,
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
			sources.doctor?.ask(picture.refresh);
		},
		'show-advice'() {
			reduce('show-advice');
			sources.machine?.ask(picture.refresh);
		},
		'show-stacks'() {
			reduce('show-stacks');
			sources.stacks?.ask(picture.refresh);
		},
		'switch-theme'() {
			reduce('switch-theme');
			const {language, theme} = ui.get();
			answers.dialogs.tell(wordsIn(language).terminal.theme[theme]);
		},
		'open-run'() {
			const shown = picture.model();
			const key = shown.ui.runs.isComparing ? undefined : chosenRun(shown);
			if (key === undefined) {
				reduce(isFoldedHead(shown) ? 'unfold-group' : 'fold-group');
				return;
			}

			sources.runs?.open(key, shown.ui.language, answers.dialogs);
			reduce('show-overview');
		},
		'compare-runs'() {
			reduce('compare-runs');
			if (ui.get().runs.marked.length < 2) {
				answers.dialogs.tell(wordsIn(ui.get().language).runsScreen.markTwo, 'warning');
			}
		},
	};
}
