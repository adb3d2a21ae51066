import {emptyRunList} from '../domain/run-list.ts';
import {initialResources} from '../run/resources.ts';
import {languages, loadWords, wordsIn} from '../words/words.ts';
import {createKeyAnswers} from './answer-keys.ts';
import {awaitFirstValues} from './first-values.ts';
import {createKeyQueue} from './key-queue.ts';
import {createLogReader} from './log-reader.ts';
import {createAnswers} from './overlays/dialogs.ts';
import type {MountedApp} from './mount-app.tsx';
import type {ScreenModel} from './panels/model.ts';
import {createScreenLoop} from './screen-loop.ts';
import type {ScreenOptions, ScreenOutcome} from './screen-options.ts';
import {createScreenDrawer} from './screen-view.ts';
import type {ScreenContext} from './screens/screen.ts';
import {createChangeTeller, windowTitle} from './tell-changes.ts';
import type {ProcessEnd} from './terminal/process-watch.ts';
import {openTerminalSession} from './terminal/terminal-session.ts';
import {createTerminalCommands} from './terminal-commands.ts';
import {createLooks} from './theme/looks.ts';
import {createUiState, type UiState} from './ui-state.ts';

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
		onWidth: options.canAskWidth === true
			? answer => {
				if (answer === isWide) {
					return;
				}

				isWide = answer;
				loop.refresh();
			}
			: undefined,
	});
	const drawer = createScreenDrawer();
	const readLog = createLogReader(options.log);
	const lookOf = createLooks(options);
	let background = options.background ?? 'dark';
	let isWide = false;

	function model(): ScreenModel {
		const state = run.getState();
		return {
			state,
			log: readLog(state.phase),
			resources: options.resources?.() ?? initialResources,
			containerFacts: options.containerFacts?.(),
			runList: options.runs?.get(ui.screen === 'runs') ?? emptyRunList,
			checks: options.doctor?.results(ui.language),
			machineFacts: options.machine?.facts(),
			ui,
			now: now(),
			utcOffsetMinutes: utcOffsetMinutes(),
			isSimulated: options.isSimulated,
			disabled: options.controls?.disabled() ?? {},
			look: lookOf(ui.theme, background, isWide),
			words: wordsIn(ui.language).screen,
		};
	}

	const firstValues = awaitFirstValues(run.getState, session.input);
	let app: MountedApp | undefined;
	const loop = createScreenLoop({
		draw: () => drawer.draw(model(), session.size()),
		layOut(scene) {
			firstValues.wake();
			return app?.layOut(scene);
		},
		sink: session.sink,
		isSlowLink: options.isSlowLink,
	});

	function setUi(next: UiState): void {
		if (next === ui) {
			return;
		}

		ui = next;
		loop.refresh();
	}

	const answers = createAnswers({
		getUi: () => ui,
		setUi,
		now,
		lend: async work => keyQueue.during(async () => session.lend(work)),
	});

	function context(): ScreenContext {
		const present = model();
		return {model: present, range: drawer.scrollRange(present), panels: loop.getView().panels.map(({placed}) => placed.id)};
	}

	const terminalCommands = createTerminalCommands({
		session,
		dialogs: answers.dialogs,
		context,
		view: loop.getView,
		setUi,
		press(key) {
			keyQueue.push({kind: 'key', key});
		},
		execute(command) {
			keyAnswers.execute(command);
		},
		hasMouse: options.hasMouse ?? true,
		summary: options.summary,
		save: options.save,
		describe: error => options.describeError?.(error, ui.language) ?? String(error),
	});

	const keyAnswers = createKeyAnswers({
		options, session, answers, terminalCommands, drawer, loop, getUi: () => ui, setUi, model, context, detach, now: () => performance.now(),
	});
	const keyQueue = createKeyQueue(typed => {
		if (typed.kind === 'key') {
			return keyAnswers.onKey(typed.key);
		}

		keyAnswers.onPaste(typed.text);
		return false;
	});
	const teller = createChangeTeller({
		options, session, dialogs: answers.dialogs, language: () => ui.language, now,
	});
	const unsubscribe = run.subscribe(() => {
		if (firstValues.haveCome()) {
			// They wait for no interval.
			loop.refresh();
		} else {
			loop.touch();
		}

		teller.changed();
	});
	const unsubscribeRuns = options.runs?.subscribe(() => {
		loop.refresh();
	});
	options.signal?.addEventListener('abort', detach);
	if (options.signal?.aborted) {
		detach();
	}

	try {
		loop.refresh();
		const ended = await Promise.race([firstValues.wait, detached, session.ended]);
		if (ended !== undefined) {
			return throwCrash(ended);
		}

		const [{mountApp}] = await Promise.all([import('./mount-app.tsx'), ...languages.map(async name => loadWords(name))]);
		app = mountApp(session, {
			onKey(key) {
				keyQueue.push({kind: 'key', key});
			},
			onPaste(text) {
				keyQueue.push({kind: 'paste', text});
			},
		});
		// What was asked for in the meantime.
		loop.refresh();
		options.controls?.begin?.(() => ui.language, answers.dialogs);
		options.onShown?.();
		// An error while drawing ends Ink; without this nothing else would end.
		const drawn = app.waitUntilExit().then((): ScreenOutcome => ({kind: 'detached'}));
		try {
			return throwCrash(await Promise.race([detached, drawn, session.ended]));
		} finally {
			session.sink.setPaused(true);
			app.unmount();
		}
	} finally {
		firstValues.close();
		keyQueue.close();
		keyAnswers.close();
		teller.close();
		answers.close();
		loop.close();
		unsubscribe();
		unsubscribeRuns?.();
		options.signal?.removeEventListener('abort', detach);
		session.close();
	}
}

/** How the screen ended; what crashed it is thrown. */
function throwCrash(end: ProcessEnd | ScreenOutcome): ScreenOutcome {
	if (end.kind === 'crash') {
		throw end.error;
	}

	return end;
}
