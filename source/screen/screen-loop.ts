import {composeScreen, composeView} from './compose-view.ts';
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

/** Panels of the whole width are patched at once when they are no higher than this; of higher ones, such as a log, most rows change at once. */
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
Decides when something is drawn. Rows are patched as they move, those of panels beside others more rarely; a whole frame is published
for Ink, which costs far more, only where panels have other places or something lies over them. Nothing happens while nothing changes.
*/
export function createScreenLoop({draw, sink, isSlowLink = false}: ScreenLoopOptions): ScreenLoop {
	const {patchMs, publishMs, clockMs} = isSlowLink ? slowIntervals : usualIntervals;
	const listeners = new Set<() => void>();
	let view = draw();
	/** What the terminal was told, published or patched. */
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
		const wait = lastPublish + publishMs - performance.now();
		const isSamePlan = next.panels.length === shown.panels.length && next.panels.every(({placed}, index) => isSamePlace(placed, shown.panels[index]!.placed));
		if (next.isCovered || !isSamePlan) {
			if (wait <= 0) {
				publish(next);
			} else {
				schedule(Math.min(wait, patchMs));
			}

			return;
		}

		// What moves all the time spans the width; the other panels wait until their time has come.
		const isDue = wait <= 0;
		const taken = isDue ? changed : changed.filter(panel => isFullWidth(panel, next));
		shown = {...next, panels: next.panels.map((panel, index) => taken.includes(panel) ? panel : shown.panels[index]!)};
		if (taken.length > 0) {
			patch(taken);
		}

		// Ink may lay out late what it was told before: it must not take back what was patched since.
		view = shown;
		if (isDue) {
			lastPublish = performance.now();
		} else if (taken.length < changed.length) {
			schedule(Math.min(wait, patchMs));
		}
	}

	/** Shows the rows of some panels; the sink sends what differs of them. */
	function patch(panels: readonly PanelView[]): void {
		const rows = composeView(shown);
		sink.patch(new Map(panels.flatMap(({placed: {y, height}}) => rows.slice(y, y + height).map((line, index): readonly [number, string] => [y + index, line]))));
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

function isSamePlace(one: PanelView['placed'], other: PanelView['placed']): boolean {
	return one.id === other.id && one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
