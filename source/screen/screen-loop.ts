import {composeScreen} from './compose-view.ts';
import type {FrameSink} from './terminal/frame-sink.ts';
import type {PanelView, ScreenView} from './screen-view.ts';

export type ScreenLoop = {
	/** For React: the screen that was published last. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly getView: () => ScreenView;
	/** Something may have changed: draws soon. */
	touch(): void;
	/** Draws and shows at once, for a key or a new size; Ink follows when no more keys come. */
	refresh(): void;
	close(): void;
};

export type ScreenLoopOptions = {
	/** The screen as it should be now. Panels that did not change are the same objects as before. */
	readonly draw: () => ScreenView;
	readonly sink: Pick<FrameSink, 'frame' | 'patch'>;
	/** Draws what moves every few seconds only; keys are answered at once all the same. */
	readonly isSlowLink?: boolean | undefined;
};

/** Panels of the whole width are patched when they are no higher than this; of higher ones, such as a log, most rows change at once. */
const tallestPatchedPanel = 8;
/**
How often something is drawn: moving rows and whole frames of Ink at most, words that depend on the clock and figures of the
machine at least. Over a slow link a few hundred bytes a second are all there is.
*/
const usualIntervals = {patchMs: 100, publishMs: 500, clockMs: 1000};
const slowIntervals = {patchMs: 5000, publishMs: 30_000, clockMs: 10_000};

/** So many draws in a row that changed nothing are followed by rarer ones: nothing on the screen counts seconds. */
const quietDraws = 5;
const quietTicks = 5;

/** Ink lays out the answer to a key so much later: keys that are repeated come 30 ms apart, and each frame of Ink takes 20 ms. */
const inkDelayMs = 100;

/**
Decides when something is drawn. Panels that span the width are patched row by row as they move; when another panel
changed, a whole frame is published for Ink, which costs far more. Nothing happens while nothing changes.
*/
export function createScreenLoop({draw, sink, isSlowLink = false}: ScreenLoopOptions): ScreenLoop {
	const {patchMs, publishMs, clockMs} = isSlowLink ? slowIntervals : usualIntervals;
	const listeners = new Set<() => void>();
	let view = draw();
	/** What the terminal was given, published or patched. */
	let shown = view;
	let lastDraw = 0;
	let lastPublish = 0;
	let timer: NodeJS.Timeout | undefined;
	let isClosed = false;
	/** The terminal shows what Ink has not laid out yet. */
	let isInkBehind = false;
	/** Draws in a row that changed nothing. */
	let unchangedDraws = 0;
	let ticks = 0;

	function publish(next: ScreenView): void {
		view = next;
		shown = next;
		isInkBehind = false;
		lastPublish = performance.now();
		for (const listener of listeners) {
			listener();
		}
	}

	function run(): void {
		timer = undefined;
		lastDraw = performance.now();
		const next = draw();
		if (isInkBehind) {
			publish(next);
			return;
		}

		const changed = next.panels.filter((panel, index) => panel !== shown.panels[index]);
		if (changed.length === 0) {
			unchangedDraws++;
			return;
		}

		unchangedDraws = 0;
		const isPatchable = !next.isCovered && next.panels.length === shown.panels.length && changed.every(panel => isFullWidth(panel, next));
		const wait = lastPublish + publishMs - performance.now();
		if (!isPatchable && wait <= 0) {
			publish(next);
			return;
		}

		const moving = next.isCovered ? [] : changed.filter(panel => isFullWidth(panel, next));
		sink.patch(new Map(moving.flatMap(panel => changedRows(panel, shown.panels.find(({placed}) => placed.id === panel.placed.id)))));
		// Patched panels count as shown; the others stay different and are published when their time has come.
		shown = {...next, panels: next.panels.map((panel, index) => moving.includes(panel) ? panel : shown.panels[index] ?? panel)};
		// Ink may lay out late what it was given before: it must not take back what was patched since.
		view = shown;
		if (!isPatchable) {
			// What moves does not wait for the whole frame.
			schedule(Math.min(wait, patchMs));
		}
	}

	function schedule(ms: number): void {
		if (timer === undefined && !isClosed) {
			timer = setTimeout(run, Math.max(0, ms));
		}
	}

	const clock = setInterval(() => {
		ticks++;
		if (unchangedDraws < quietDraws || ticks % quietTicks === 0) {
			schedule(0);
		}
	}, clockMs);

	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		getView: () => view,
		touch() {
			schedule(lastDraw + patchMs - performance.now());
		},
		refresh() {
			unchangedDraws = 0;
			clearTimeout(timer);
			timer = undefined;
			lastDraw = performance.now();
			const next = draw();
			const lines = composeScreen(next);
			if (lines === undefined) {
				publish(next);
				return;
			}

			sink.frame(lines);
			view = next;
			shown = next;
			isInkBehind = true;
			schedule(inkDelayMs);
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
			clearInterval(clock);
		},
	};
}

function isFullWidth({placed, table}: PanelView, {columns}: ScreenView): boolean {
	return table === undefined && placed.x === 0 && placed.width === columns && placed.height <= tallestPatchedPanel;
}

/** Rows of the screen whose line is another one than before. */
function changedRows({placed, lines}: PanelView, before: PanelView | undefined): ReadonlyArray<readonly [number, string]> {
	const rows = lines.map((line, row): readonly [number, string] => [placed.y + row, line]);
	return before?.placed.y === placed.y ? rows.filter(([, line], row) => line !== before.lines[row]) : rows;
}
