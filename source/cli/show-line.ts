import type {Feed} from '../domain/feed.ts';
import type {RunState} from '../domain/run.ts';
import {createVisibleState} from '../run/visible-state.ts';
import {drawMiniLine} from '../screen/panels/mini-line.ts';
import {detectTerminal} from '../screen/terminal/terminal-kind.ts';
import {createLook} from '../screen/theme/look.ts';
import {createUiState} from '../screen/ui-state.ts';
import {wordsIn} from '../words/words.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';
import {loadTheme} from './load-theme.ts';
import {readRun, runExitCode} from './read-run.ts';

/** How often the line is written at most. */
const intervalMs = 500;
/** Where nobody says how wide the output is, such as a pipe. */
const pipeColumns = 120;

/**
Shows a run as one line that stays where it is, for a pane of one row, until the run is over. Where standard output is no
terminal, each new state of the line is a line of its own.
*/
export async function showLine(feed: Feed, options: Options, io: Io): Promise<number> {
	const {language, isAscii, hasColor} = options;
	const isTerminal = io.stdout.isTTY === true;
	const kind = detectTerminal(io.environment);
	const {theme, ownTheme} = loadTheme(options.theme);
	const look = createLook({
		theme, ownTheme, depth: isTerminal && hasColor ? kind.colorDepth : 'none', isAscii: isAscii || (isTerminal && !kind.hasUnicode),
	});
	const ui = createUiState(language, theme);
	const words = wordsIn(language).screen;
	let shown = '';
	let lastAt = 0;

	const visible = createVisibleState();

	function write(told: RunState): void {
		const state = visible(told);
		const now = io.now();
		// The last column stays free: a terminal would wait there to wrap.
		const {columns: reported = 0} = io.stdout;
		const columns = isTerminal ? Math.max(1, (reported > 0 ? reported : 80) - 1) : pipeColumns;
		const drawn = drawMiniLine({
			state, now, look, words, ui, isSimulated: feed.target.kind === 'demo',
		}, columns).trimEnd();
		// Bold is left even without colours; a pipe gets plain text.
		const line = isTerminal ? drawn : drawn.replaceAll(/\u{1B}\[[\d;]*m/gu, '');
		if (line === shown) {
			return;
		}

		shown = line;
		lastAt = now;
		if (isTerminal) {
			io.stdout.rewriteLine(line);
		} else {
			io.stdout.write(`${line}\n`);
		}
	}

	const state = await readRun(feed, io, {
		isFollowing: true,
		onBatch(_batch, current) {
			if (io.now() - lastAt >= intervalMs) {
				write(current);
			}
		},
		onTick: write,
	});
	write(state);
	if (isTerminal) {
		io.stdout.write('\n');
	}

	return runExitCode(state, io);
}
