import {setTimeout as delay} from 'node:timers/promises';
import {createDeferred} from '../domain/deferred.ts';
import type {Target} from '../domain/target.ts';
import {UserError} from '../domain/user-error.ts';
import {createVisibleState} from '../run/visible-state.ts';
import {runToStatusText} from '../plain/status-text.ts';
import type {ScreenOptions, ScreenSources} from '../screen/screen-options.ts';
import {describeError} from '../words/errors.ts';
import type {Options} from './options/options.ts';
import {createDiagnosing} from './diagnosing.ts';
import {stopExitCode, type Io} from './io.ts';
import {runExitCode} from './read-run.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {runNotifyCommand} from './run-notify-command.ts';
import {loadTheme} from './load-theme.ts';
import {saveText} from './save-text.ts';
import {createScreenControls} from './screen/controls.ts';
import {createCurrentRun, type CurrentRun} from './screen/current-run.ts';
import {createDoctorSource} from './screen/doctor-source.ts';
import {createStacksSource} from './screen/stacks-source.ts';
import {createPictureSource} from './screen/picture-source.ts';
import {createMachineSource} from './screen/machine-source.ts';
import {monitorRun} from './screen/monitored-run.ts';
import {holdWarnings} from './screen/hold-warnings.ts';
import {createWatchSource} from './screen/watch-source.ts';
import {createRunListSource} from './screen/run-list-source.ts';
import {askTmux} from './screen/ask-tmux.ts';
import {terminalOptions} from './screen/terminal-options.ts';
import {keepHeapSmall} from './small-heap.ts';

/**
How long the screen waits for the first output: what cannot be read at all is then said without a screen, and the first picture
has the values of the run. A file of this machine always answers; only a busy machine lets it wait.
*/
const firstOutputMs = (kind: Target['kind']): number => kind === 'file' || kind === 'directory' ? 3000 : 300;

/** What the screen reads of the run that is shown, of its container and of the machine. */
function runSources(current: CurrentRun, signal: AbortSignal, options: Options, io: Io): Omit<ScreenSources, 'runs'> {
	const visible = createVisibleState();
	return {
		run: {getState: () => visible(current.run().store.getState()), subscribe: current.subscribe},
		origin() {
			const {replay, feed: {target}} = current.run().target();
			return replay === undefined ? (target.kind === 'demo' ? 'simulated' : undefined) : 'replay';
		},
		log: {lines: () => current.run().log.lines(), dropped: () => current.run().log.dropped()},
		resources: () => current.run().resources(),
		containerFacts: () => current.run().containerFacts(),
		doctor: createDoctorSource(current.run, options, io, signal),
		machine: createMachineSource(current.run, options, io, signal),
		stacks: createStacksSource(current.run, signal),
	};
}

/** What leaves the screen: reports for a person who looks elsewhere, and texts. */
function runReports(current: CurrentRun, {language, notify, notifyCommand}: Options, now: () => number): Pick<ScreenOptions, 'alerts' | 'texts'> {
	const diagnosing = createDiagnosing({language});
	const getState = () => current.run().store.getState();
	// What is over is no news.
	const isNews = current.run().target().replay === undefined;
	return {
		alerts: {
			notify: isNews ? notify : 'off',
			onNotable: notifyCommand && isNews ? async change => runNotifyCommand(notifyCommand, change, getState().target?.name ?? '') : undefined,
			isStalled: () => diagnosing.diagnose(getState(), now()).some(({rule}) => rule === 'training-stalled'),
		},
		texts: {
			summary: () => runToStatusText(getState(), language, {now: now(), utcOffsetMinutes: -new Date().getTimezoneOffset()}).join('\n'),
			save: saveText,
			describeError: (error, spoken) => error instanceof UserError ? describeError(error, spoken).message : String(error),
		},
	};
}

/** Shows a run on the whole terminal until the person leaves. The feed is read in the background. */
export async function showScreen(target: ResolvedTarget, options: Options, io: Io): Promise<number> {
	const {kind} = target.feed.target;
	if (io.environment.TERM === 'dumb') {
		throw new UserError('terminal-without-raw-mode');
	}

	const {theme, ownTheme} = loadTheme(options.theme);
	keepHeapSmall();
	const releaseWarnings = holdWarnings();
	const shown = createDeferred<void>();
	const first = monitorRun(target, io, shown.promise);
	const broken = new AbortController();
	const leaving = new AbortController();
	void first.broken.then(error => {
		broken.abort(error);
	});
	const current = createCurrentRun(first);
	// What is played again is shown in its own time.
	const now = () => current.run().target().replay?.playedAt() ?? io.now();
	const watch = createWatchSource(current, io);
	const controls = createScreenControls(current, watch, options, io);
	const runList = createRunListSource(current, options, io);
	const pictures = createPictureSource({run: current.run, options, io});
	try {
		// Read while the first output is on its way.
		const tmuxAnswer = (io.environment.TMUX ?? '') === '' ? undefined : askTmux();
		const loading = import('../screen/start-screen.tsx');
		await Promise.race([first.firstOutput, delay(firstOutputMs(kind), undefined, {ref: false})]);
		// A feed that cannot be opened says so before its first output is given up.
		await Promise.resolve();
		broken.signal.throwIfAborted();

		const {startScreen} = await loading;
		const {terminal, look} = await terminalOptions(options, io, tmuxAnswer);
		const outcome = await startScreen({
			sources: {
				...runSources(current, AbortSignal.any([io.signal, leaving.signal]), options, io), runs: runList, pictures, watch: watch.shown,
			},
			...runReports(current, options, now),
			controls,
			language: options.language,
			theme,
			look: {...look, ownTheme},
			terminal: {...terminal, keys: kind === 'stdin' || io.stdin.isTTY !== true ? 'terminal' : 'stdin'},
			clock: {now},
			hooks: {
				onShown: shown.resolve,
				onSuspend() {
					current.suspend();
					controls.suspend();
				},
				onResume: current.resume,
				signal: AbortSignal.any([io.signal, broken.signal]),
			},
		});
		if (outcome.kind === 'signal') {
			return outcome.exitCode;
		}
	} finally {
		watch.close();
		await controls.close();
		await runList.close();
		await pictures.close();
		leaving.abort();
		const closing = current.close();
		// Nothing waits for a picture that did not come.
		shown.resolve();
		await closing;
		const warnings = releaseWarnings();
		if (options.isDebug) {
			io.stderr.write(warnings.map(text => `${text}\n`).join(''));
		}
	}

	if (stopExitCode(io) === undefined) {
		broken.signal.throwIfAborted();
	}

	return runExitCode(current.run().store.getState(), io);
}
