import {createDeferred} from '../domain/deferred.ts';
import {languages, loadWords} from '../words/words.ts';
import {awaitFirstValues, type FirstValues} from './first-values.ts';
import {createKeyboard, type Keyboard} from './keyboard.ts';
import type {MountedApp} from './mount-app.tsx';
import {createPicture, type Picture} from './picture.ts';
import {createModelReader} from './read-model.ts';
import {createPictureAsker} from './picture-asker.ts';
import type {ScreenOptions, ScreenOutcome} from './screen-options.ts';
import {createChangeTeller, windowTitle} from './tell-changes.ts';
import type {ProcessEnd} from './terminal/process-watch.ts';
import type {TerminalSession} from './terminal/session.ts';
import {openTerminalSession} from './terminal/terminal-session.ts';
import {createTerminalTraits} from './terminal-traits.ts';
import {createUiHolder, createUiState, type UiHolder} from './ui-state.ts';

/** What a screen consists of while it is shown. */
type ScreenParts = {
	readonly session: TerminalSession;
	readonly firstValues: FirstValues;
	/** Mounted when it is loaded. */
	readonly app: {mounted?: MountedApp};
	readonly ui: UiHolder;
	readonly picture: Picture;
	readonly keyboard: Keyboard;
	readonly teller: ReturnType<typeof createChangeTeller>;
};

/**
Shows the run on the whole terminal until the person leaves. The terminal is given back before this returns or throws,
whatever happens. Lines that come without an event are shown with the next one or within a second.

@throws UserError `terminal-missing`, `terminal-without-raw-mode`.
@throws what crashed the screen, after the terminal was given back.
*/
export async function startScreen(options: ScreenOptions): Promise<ScreenOutcome> {
	const {sources: {run, runs, pictures}, hooks: {signal} = {}} = options;
	const left = createDeferred<ScreenOutcome>();
	const detach = () => {
		left.resolve({kind: 'detached'});
	};

	const parts = openParts(options, detach);
	const {
		session, firstValues, picture, keyboard, teller,
	} = parts;
	const unsubscribe = run.subscribe(() => {
		if (firstValues.haveCome()) {
			// They wait for no interval.
			picture.refresh();
		} else {
			picture.touch();
		}

		teller.changed();
	});
	const unsubscribeRuns = runs?.subscribe(picture.refresh);
	// What a person waits for comes at once, also on a slow link.
	const unsubscribePictures = pictures?.subscribe(picture.refresh);
	signal?.addEventListener('abort', detach);
	if (signal?.aborted) {
		detach();
	}

	try {
		picture.refresh();
		const ended = await Promise.race([firstValues.wait.then(() => undefined), left.promise, session.ended]);
		return throwCrash(ended ?? await runApp(options, parts, left.promise));
	} finally {
		firstValues.close();
		keyboard.close();
		teller.close();
		picture.close();
		unsubscribe();
		unsubscribeRuns?.();
		unsubscribePictures?.();
		signal?.removeEventListener('abort', detach);
		session.close();
	}
}

/** Takes the terminal; nothing is drawn yet. */
function openParts(options: ScreenOptions, detach: () => void): ScreenParts {
	const {sources: {run}, language, terminal, alerts = {}, texts = {}, clock: {now = Date.now} = {}, hooks = {}} = options;
	const refresh = () => {
		picture.refresh();
	};

	const ui = createUiHolder(createUiState(language, options.theme, {group: options.sources.runs?.group}), refresh);
	const traits = createTerminalTraits(terminal, refresh);
	const session = openTerminalSession({
		title: windowTitle(run.getState(), language, now()),
		keys: terminal.keys,
		kind: terminal.kind,
		hasMouse: terminal.hasMouse ?? true,
		listeners: {
			...traits.listeners,
			onMouse(event) {
				keyboard.onMouse(event);
			},
			onResize: refresh,
			onSuspend: hooks.onSuspend,
			onResume: hooks.onResume,
		},
	});
	const readModel = createModelReader(options);
	const firstValues = awaitFirstValues(run.getState, session.input);
	const app: ScreenParts['app'] = {};
	const picture = createPicture({
		model: () => readModel(ui.get(), traits.get(), session.size()),
		size: session.size,
		onDrawn: createPictureAsker({
			source: options.sources.pictures, session, canAsk: terminal.canAskGraphics ?? false, askTmux: terminal.askTmux, onAnswer: answers => traits.listeners.onGraphics?.(answers),
		}),
		layOut(scene) {
			firstValues.wake();
			return app.mounted?.layOut(scene);
		},
		sink: session.sink,
		isSlowLink: terminal.isSlowLink,
	});
	const keyboard = createKeyboard({
		options, session, ui, picture, now, detach,
	});
	const teller = createChangeTeller({
		run, alerts, texts, session, dialogs: keyboard.dialogs, ui, now,
	});
	return {
		session, firstValues, app, ui, picture, keyboard, teller,
	};
}

/** Loads Ink and lets it run the application until something ends the screen. */
async function runApp({controls, hooks}: ScreenOptions, {session, app, ui, picture, keyboard}: ScreenParts, left: Promise<ScreenOutcome>): Promise<ProcessEnd | ScreenOutcome> {
	const [{mountApp}] = await Promise.all([import('./mount-app.tsx'), ...languages.map(async name => loadWords(name))]);
	const mounted = mountApp(session, {onKey: keyboard.onKey, onPaste: keyboard.onPaste});
	app.mounted = mounted;
	// What was asked for in the meantime.
	picture.refresh();
	controls?.begin?.(() => ui.get().language, keyboard.dialogs);
	hooks?.onShown?.();
	// An error while drawing ends Ink; without this nothing else would end.
	const drawn = mounted.waitUntilExit().then((): ScreenOutcome => ({kind: 'detached'}));
	try {
		return await Promise.race([left, drawn, session.ended]);
	} finally {
		session.sink.setPaused(true);
		mounted.unmount();
	}
}

/** How the screen ended; what crashed it is thrown. */
function throwCrash(end: ProcessEnd | ScreenOutcome): ScreenOutcome {
	if (end.kind === 'crash') {
		throw end.error;
	}

	return end;
}
