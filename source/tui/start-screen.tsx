import {isTyping, resolveKey, type KeyCommand} from '../control/keymap.ts';
import type {RunState} from '../domain/run.ts';
import {emptyRunList} from '../domain/run-list.ts';
import {initialResources} from '../run/resources.ts';
import {notableChange, type RunMoment} from '../run/notable-change.ts';
import {selectStatus} from '../run/select-status.ts';
import {keyWords} from '../text/keys.ts';
import type {Language} from '../text/language.ts';
import {runsScreenTexts} from '../text/runs-screen.ts';
import {screenWords} from '../text/screen.ts';
import {terminalWords} from '../text/terminal.ts';
import {statusWords} from '../text/status-words.ts';
import {composeView} from './compose-view.ts';
import type {ScreenModel} from './panels/model.ts';
import {shownRemedy} from './panels/remedy-key.ts';
import {createScreenLoop} from './screen-loop.ts';
import {createAnswers} from './overlays/dialogs.ts';
import {
	isChoiceKey,
	pasteText,
	reduceUi,
	typeKey,
	type Reduced,
} from './reduce-ui.ts';
import {chosenRun} from './screens/runs/runs.ts';
import {createScreenDrawer} from './screen-view.ts';
import {createTerminalCommands} from './terminal-commands.ts';
import type {ScreenContext} from './screens/screen.ts';
import {openTerminalSession} from './terminal/terminal-session.ts';
import {createUiState} from './ui-state.ts';
import type {ScreenOptions, ScreenOutcome} from './screen-options.ts';
import {createLogReader} from './log-reader.ts';
import {createLooks} from './theme/looks.ts';

/** A standstill is told this much later at most, and so is an end. */
const notifyIntervalMs = 1000;

/**
Shows the run on the whole terminal until the person leaves. The terminal is given back before this returns or throws,
whatever happens. Lines that come without an event are shown with the next one or within a second.

@throws UserError `terminal-missing`, `terminal-without-raw-mode`.
@throws what crashed the screen, after the terminal was given back.
*/
export async function startScreen(options: ScreenOptions): Promise<ScreenOutcome> {
	const {run, language, now = Date.now, utcOffsetMinutes = () => -new Date().getTimezoneOffset()} = options;
	let ui = createUiState(language, options.theme);
	const leaving = new AbortController();
	const detached = new Promise<ScreenOutcome>(resolve => {
		leaving.signal.addEventListener('abort', () => {
			resolve({kind: 'detached'});
		});
	});
	const detach = () => {
		leaving.abort();
	};

	const session = openTerminalSession({
		title: windowTitle(run.getState(), language, now()),
		keys: options.keys,
		...(options.terminal !== undefined && {kind: options.terminal}),
		hasMouse: options.hasMouse ?? true,
		onMouse(event) {
			terminalCommands.onMouse(event);
		},
		onResize() {
			loop.refresh();
		},
		onSuspend: options.onSuspend,
		onResume: options.onResume,
		onBackground: options.canAskBackground
			? answer => {
				if (answer === background) {
					return;
				}

				background = answer;
				loop.refresh();
			}
			: undefined,
	});
	const drawer = createScreenDrawer();
	const readLog = createLogReader(options.log);
	const lookOf = createLooks(options);
	let background = options.background ?? 'dark';

	function model(): ScreenModel {
		const state = run.getState();
		return {
			state,
			log: readLog(state.phase),
			resources: options.resources?.() ?? initialResources,
			containerFacts: options.containerFacts?.(),
			runList: options.runs?.get(ui.screen === 'runs') ?? emptyRunList,
			checks: options.doctor?.results(ui.language),
			ui,
			now: now(),
			utcOffsetMinutes: utcOffsetMinutes(),
			isSimulated: options.isSimulated,
			disabled: options.controls?.disabled() ?? {},
			look: lookOf(ui.theme, background),
			words: screenWords(ui.language),
		};
	}

	const loop = createScreenLoop({draw: () => drawer.draw(model(), session.size()), sink: session.sink, isSlowLink: options.isSlowLink});

	function apply({ui: next, answer, command, disabled}: Reduced): void {
		if (next !== ui) {
			ui = next;
			loop.refresh();
		}

		if (answer !== undefined) {
			answers.settle(answer);
		}

		if (command !== undefined) {
			obey(command);
		} else if (disabled !== undefined) {
			answers.dialogs.tell(keyWords(ui.language).disabled[disabled], 'warning');
		}
	}

	const answers = createAnswers({
		getUi: () => ui,
		setUi(next) {
			apply({ui: next});
		},
		now,
		lend: session.lend,
	});

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
				apply(reduceUi(ui, command, present));
				if (command === 'show-doctor') {
					options.doctor?.ask(() => {
						loop.refresh();
					});
				}

				options.controls?.execute(command, ui.language, answers.dialogs, shownRemedy(present.model));
				obeyRuns(command, present);
			}
		}
	}

	function context(): ScreenContext {
		const present = model();
		return {model: present, range: drawer.scrollRange(present)};
	}

	const terminalCommands = createTerminalCommands({
		session,
		dialogs: answers.dialogs,
		context,
		view: loop.getView,
		setUi(next) {
			apply({ui: next});
		},
		press: onKey,
		obey,
		hasMouse: options.hasMouse ?? true,
		summary: options.summary,
		save: options.save,
		describe: error => options.describeError?.(error, ui.language) ?? String(error),
	});

	/** What the list of runs asks of the world. */
	function obeyRuns(command: KeyCommand, {model: present, range}: ScreenContext): void {
		const key = command === 'open-run' && !present.ui.runs.isComparing ? chosenRun(present) : undefined;
		if (key !== undefined) {
			options.runs?.open(key, ui.language, answers.dialogs);
			apply(reduceUi(ui, 'show-overview', {model: present, range}));
		} else if (command === 'compare-runs' && ui.runs.isComparing) {
			options.runs?.compare(ui.runs.marked, answers.dialogs);
		} else if (command === 'compare-runs' && present.ui.runs.marked.length < 2) {
			answers.dialogs.tell(runsScreenTexts(ui.language).markTwo, 'warning');
		}
	}

	function onKey(key: string): void {
		// The letter of an answer means that answer, whatever it means elsewhere.
		if (isChoiceKey(ui, key)) {
			apply(typeKey(ui, key));
			return;
		}

		const keys = drawer.keyContext(model());
		const answer = resolveKey(key, keys);
		if (answer === undefined) {
			apply(typeKey(ui, key));
			return;
		}

		if (!('disabled' in answer)) {
			obey(answer.command);
		} else if (!isTyping(keys) && answer.disabled !== 'nothing-to-scroll') {
			answers.dialogs.tell(keyWords(ui.language).disabled[answer.disabled], 'warning');
		}
	}

	function onPaste(text: string): void {
		apply({ui: pasteText(ui, text)});
	}

	let moment: RunMoment | undefined;
	function notifyOfChange(): void {
		const {lastEventAt} = run.getState();
		const next: RunMoment = {
			status: selectStatus(run.getState(), now()).status, isStalled: options.isStalled?.() ?? false, ...(lastEventAt !== undefined && {lastEventAt}),
		};
		const change = moment && notableChange(moment, next, now());
		moment = next;
		if (change === undefined) {
			return;
		}

		session.notify({title: `yolotop: ${run.getState().target?.name ?? ''}`, text: terminalWords(ui.language).notable[change]}, options.notify ?? 'off');
		options.onNotable?.(change).catch((error: unknown) => {
			answers.dialogs.tell(options.describeError?.(error, ui.language) ?? String(error), 'bad');
		});
	}

	const watching = setInterval(notifyOfChange, notifyIntervalMs);
	let title = windowTitle(run.getState(), language, now());
	const unsubscribe = run.subscribe(() => {
		loop.touch();
		const present = windowTitle(run.getState(), ui.language, now());
		if (present === title) {
			return;
		}

		title = present;
		session.setTitle(title);
	});
	const unsubscribeRuns = options.runs?.subscribe(() => {
		loop.refresh();
	});
	options.signal?.addEventListener('abort', detach);
	if (options.signal?.aborted) {
		detach();
	}

	try {
		// The person sees the run while Ink is still being loaded.
		session.sink.frame(composeView(loop.getView()));
		const {mountApp} = await import('./mount-app.tsx');
		const app = mountApp(session, {
			subscribe: loop.subscribe,
			getView: loop.getView,
			onKey,
			onPaste,
		});
		// An error while drawing ends Ink; without this nothing else would end.
		const drawn = app.waitUntilExit().then((): ScreenOutcome => ({kind: 'detached'}));
		try {
			const outcome = await Promise.race([detached, drawn, session.ended]);
			if (outcome.kind === 'crash') {
				throw outcome.error;
			}

			return outcome;
		} finally {
			session.sink.setPaused(true);
			app.unmount();
		}
	} finally {
		clearInterval(watching);
		answers.close();
		loop.close();
		unsubscribe();
		unsubscribeRuns?.();
		options.signal?.removeEventListener('abort', detach);
		session.close();
	}
}

function windowTitle(state: RunState, language: Language, now: number): string {
	return screenWords(language).windowTitle(state.target?.name ?? '', statusWords(language)[selectStatus(state, now).status]);
}
