import type {ContainerFacts} from '../advisor/facts.ts';
import {isTyping, resolveKey, type KeyCommand} from '../control/keymap.ts';
import type {DisabledReason} from '../control/keys/binding.ts';
import type {Remedy} from '../domain/diagnosis.ts';
import type {TerminalLine} from '../domain/line.ts';
import type {CheckResult} from '../domain/check-result.ts';
import type {Phase, RunState} from '../domain/run.ts';
import {emptyRunList, type RunList} from '../domain/run-list.ts';
import {initialResources, type Resources} from '../run/resources.ts';
import {notableChange, type RunMoment} from '../run/notable-change.ts';
import {selectStatus} from '../run/select-status.ts';
import {keyWords} from '../text/keys.ts';
import type {Language} from '../text/language.ts';
import {runsScreenTexts} from '../text/runs-screen.ts';
import {screenWords} from '../text/screen.ts';
import {terminalWords} from '../text/terminal.ts';
import type {NotifyChoice} from './terminal/notification.ts';
import {statusWords} from '../text/status-words.ts';
import {composeView} from './compose-view.ts';
import type {LogView} from './screens/logs/log-view.ts';
import type {ScreenModel} from './panels/model.ts';
import {shownRemedy} from './panels/remedy-key.ts';
import {createScreenLoop} from './screen-loop.ts';
import {createAnswers, type Dialogs} from './overlays/dialogs.ts';
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
import type {TerminalKind} from './terminal/terminal-kind.ts';
import type {ScreenContext} from './screens/screen.ts';
import {openTerminalSession} from './terminal/terminal-session.ts';
import {createLook, type ChartStyle, type Look} from './theme/look.ts';
import type {Background, ColorDepth, ThemeName} from './theme/theme.ts';
import {createUiState} from './ui-state.ts';

/** The run as the screen reads it; the store of source/run is one. */
export type RunSource = {
	getState(): RunState;
	subscribe(listener: () => void): () => void;
};

/** The output as the screen reads it; the log buffer of source/run is one. */
export type LogSource = {
	lines(): readonly TerminalLine[];
	dropped(): number;
};

/** The doctor as the screen asks it. */
export type DoctorSource = {
	/** What it found last, in the language; undefined while it is asking for the first time. */
	results(language: Language): readonly CheckResult[] | undefined;
	/** Asks anew, and calls back when it has the answer. Never throws. */
	ask(onAnswer: () => void): void;
};

export type ScreenOptions = {
	readonly run: RunSource;
	readonly log: LogSource;
	/** What the samplers have told; nothing by default. */
	readonly resources?: () => Resources;
	/** How the container was made; undefined for a run that is in none. */
	readonly containerFacts?: () => ContainerFacts | undefined;
	/** The checks of the doctor; without it there is nothing to ask. */
	readonly doctor?: DoctorSource;
	readonly language: Language;
	readonly theme: ThemeName;
	readonly colorDepth: ColorDepth;
	readonly isAscii: boolean;
	/** The terminal is far away: what moves is drawn every few seconds. */
	readonly isSlowLink?: boolean;
	/** What the environment tells of the background; undefined when it does not. */
	readonly background?: Background | undefined;
	/** Whether the terminal may be asked for its background; what it answers overrules the environment. */
	readonly canAskBackground: boolean;
	readonly chartStyle: ChartStyle;
	/** Shows for the whole time that the training is made up. */
	readonly isSimulated: boolean;
	/** Where keys are read: standard input, or the terminal itself when standard input carries the run. */
	readonly keys: 'stdin' | 'terminal';
	/** Milliseconds since 1970, and how far the person's clock is ahead of UTC. */
	readonly now?: () => number;
	readonly utcOffsetMinutes?: () => number;
	/** Called before the process stops on Ctrl-Z, to let go of what would hold up the training, and after it goes on. */
	readonly onSuspend?: () => void;
	readonly onResume?: () => void;
	/** Whether the mouse is used from the start; the key M changes it. On by default. */
	readonly hasMouse?: boolean;
	/** What the terminal can do; found out from the environment by default. */
	readonly terminal?: TerminalKind;
	/** How the end of the run, a failure or a standstill is told; not at all by default. */
	readonly notify?: NotifyChoice;
	/** Whether the run has been silent for longer than it ever should. */
	readonly isStalled?: () => boolean;
	/** A summary of the run as plain text, to be copied. */
	readonly summary?: () => string;
	/** Writes a new file and gives its whole path. */
	readonly save?: (path: string, pieces: Iterable<string>) => Promise<string>;
	/** The words of an error for a person. */
	readonly describeError?: (error: unknown, language: Language) => string;
	/** What can be done to the run; without it the screen only watches. */
	readonly controls?: ScreenControls;
	/** The list of trainings and runs; without it that screen is empty. */
	readonly runs?: RunsSource;
	/** Ends the screen from outside, like the person leaving. */
	readonly signal?: AbortSignal;
};

/** The list of trainings and runs as the screen reads it. */
export type RunsSource = {
	/** Looks for news only while the list is shown. */
	get(isShown: boolean): RunList;
	subscribe(listener: () => void): () => void;
	/** Puts the run of a row on the screen. Tells when it cannot. */
	open(key: string, language: Language, dialogs: Dialogs): void;
	/** Reads the whole histories of some rows. */
	compare(keys: readonly string[], dialogs: Dialogs): void;
};

/** What can be done to the run from the screen. */
export type ScreenControls = {
	/** Commands that do nothing now, and why. */
	disabled(): Readonly<Partial<Record<KeyCommand, DisabledReason>>>;
	/**
	Carries out a command of the key table that is not the screen's own; asks and tells through the dialogs. `remedy` is what a diagnosis on
	the screen proposes. Never throws.
	*/
	execute(command: KeyCommand, language: Language, dialogs: Dialogs, remedy?: Remedy): void;
};

/** A standstill is told this much later at most, and so is an end. */
const notifyIntervalMs = 1000;

/** How the screen ended. */
export type ScreenOutcome =
	/** The person left, or `signal` was aborted. */
	| {readonly kind: 'detached'}
	/** A signal or a closed terminal; the process should end with the exit code. */
	| {readonly kind: 'signal'; readonly signal: string; readonly exitCode: number};

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
				if (answer !== background) {
					background = answer;
					loop.refresh();
				}
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

		const context = drawer.keyContext(model());
		const answer = resolveKey(key, context);
		if (answer === undefined) {
			apply(typeKey(ui, key));
			return;
		}

		if (!('disabled' in answer)) {
			obey(answer.command);
		} else if (!isTyping(context) && answer.disabled !== 'nothing-to-scroll') {
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
		if (change !== undefined) {
			session.notify({title: `yolotop: ${run.getState().target?.name ?? ''}`, text: terminalWords(ui.language).notable[change]}, options.notify ?? 'off');
		}
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

/**
The log as a view that stays the same object while no line has ended, however often the open line moves: folding the log
for every step of a bar would be waste. Before the training has begun the open line counts too.
*/
function createLogReader(log: LogSource): (phase: Phase) => LogView {
	let view: LogView = {lines: [], dropped: 0};
	let last: TerminalLine | undefined;
	return phase => {
		const lines = log.lines();
		const lastEnded = ['idle', 'starting'].includes(phase.kind) ? lines.at(-1) : lines.findLast(line => !line.isTransient);
		if (lastEnded !== last || log.dropped() !== view.dropped) {
			last = lastEnded;
			view = {
				lines, dropped: log.dropped(), live: () => lastTransient(log.lines()),
			};
		}

		return view;
	};
}

/** One look for each theme and background, made when it is first wanted: panels compare looks by identity. */
/** The lines at the end that have not ended. */
function lastTransient(lines: readonly TerminalLine[]): readonly TerminalLine[] {
	let start = lines.length;
	while (start > 0 && lines[start - 1]!.isTransient) {
		start--;
	}

	return lines.slice(start);
}

function createLooks({colorDepth: depth, isAscii, chartStyle}: ScreenOptions): (theme: ThemeName, background: Background) => Look {
	const looks = new Map<string, Look>();
	return (theme, background) => {
		const key = `${theme} ${background}`;
		const look = looks.get(key) ?? createLook({
			theme, depth, isAscii, background, chartStyle,
		});
		looks.set(key, look);
		return look;
	};
}

function windowTitle(state: RunState, language: Language, now: number): string {
	return screenWords(language).windowTitle(state.target?.name ?? '', statusWords(language)[selectStatus(state, now).status]);
}
