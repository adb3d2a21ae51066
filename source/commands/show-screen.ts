import {setTimeout as delay} from 'node:timers/promises';
import type {Options} from '../config/options.ts';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {createLogBuffer} from '../run/log-buffer.ts';
import {createStore} from '../run/store.ts';
import {stopExitCode, type Io} from './io.ts';
import {runExitCode} from './read-run.ts';

/** How long the screen waits for the first output: what cannot be read at all is then said without a screen. */
const firstOutputMs = 300;

/** Shows a run on the whole terminal until the person leaves. The feed is read in the background. */
export async function showScreen(feed: Feed, {language, theme, isAscii, hasColor, charts}: Options, io: Io): Promise<number> {
	if (io.environment.TERM === 'dumb') {
		throw new UserError('terminal-without-raw-mode');
	}

	// Options have read it, and a flag may have overruled it.
	const withoutNoColor = Object.fromEntries(Object.entries(io.environment).filter(([name]) => name !== 'NO_COLOR'));
	const store = createStore();
	const log = createLogBuffer();
	const leaving = new AbortController();
	const broken = new AbortController();
	const firstOutput = new AbortController();
	const reading = (async () => {
		try {
			await feed.run(({events, lines}) => {
				log.push(lines);
				store.dispatch(events);
				if (lines.length > 0) {
					firstOutput.abort();
				}
			}, {signal: AbortSignal.any([io.signal, leaving.signal]), isFollowing: true});
		} catch (error) {
			broken.abort(error);
		} finally {
			firstOutput.abort();
		}
	})();
	// Aborting is what is waited for.
	await delay(firstOutputMs, undefined, {signal: firstOutput.signal}).catch(() => undefined);
	broken.signal.throwIfAborted();

	const [{startScreen}, {detectColorDepth, detectBackground, canAskBackground, detectChartStyle}] = await Promise.all([import('../tui/start-screen.tsx'), import('../tui/theme/detect.ts')]);
	try {
		const outcome = await startScreen({
			run: store,
			log,
			language,
			theme,
			colorDepth: hasColor ? detectColorDepth(withoutNoColor) : 'none',
			isAscii,
			background: detectBackground(io.environment),
			canAskBackground: hasColor && canAskBackground(io.environment),
			chartStyle: charts ?? detectChartStyle(io.environment),
			isSimulated: feed.target.kind === 'demo',
			keys: feed.target.kind === 'stdin' || io.stdin.isTTY !== true ? 'terminal' : 'stdin',
			now: io.now,
			onSuspend: () => feed.suspend?.(),
			onResume: () => feed.resume?.(),
			signal: AbortSignal.any([io.signal, broken.signal]),
		});
		if (outcome.kind === 'signal') {
			return outcome.exitCode;
		}
	} finally {
		leaving.abort();
		await reading;
	}

	const stopped = stopExitCode(io);
	if (stopped === undefined) {
		broken.signal.throwIfAborted();
	}

	return runExitCode(store.getState(), io);
}
