import {padEnd} from '../format/display-width.ts';
import {composeView, type Composed} from './compose-view.ts';
import {isMovingPanel, isSamePlace} from './layout.ts';
import {placeOverlay} from './overlays/overlay-place.ts';
import type {PanelView} from './panel-memory.ts';
import type {OverlayScene, ScreenView} from './screen-view.ts';
import type {FrameSink} from './terminal/frame-sink.ts';

export type ScreenLoop = {
	/** What the terminal was sent last, with what is over the panels. */
	readonly getView: () => ScreenView;
	/** Something may have changed: draws soon. */
	touch(): void;
	/** Draws and shows at once, for a key or a new size. */
	refresh(): void;
	close(): void;
};

export type ScreenLoopOptions = {
	/**
	The screen as it should be now. Panels that did not change are the same objects as before; with `isMoveOnly` so may be those that do not show each
	move, and `isPartial` of the screen says so.
	*/
	readonly draw: (options: {readonly isMoveOnly: boolean}) => ScreenView;
	/** The lines of an overlay; undefined while nothing can lay it out. */
	readonly layOut: (scene: OverlayScene) => readonly string[] | undefined;
	readonly sink: Pick<FrameSink, 'frame'>;
	/** Draws what moves every few seconds only; keys are answered at once all the same. */
	readonly isSlowLink?: boolean | undefined;
};

/**
How often something is drawn: what moves and all the rest at most, words that depend on the clock and figures of the
machine at least. Over a slow link a few hundred bytes a second are all there is.
*/
const usualIntervals = {moveMs: 100, restMs: 500, clockMs: 1000};
const slowIntervals = {moveMs: 5000, restMs: 30_000, clockMs: 10_000};

/** So many draws in a row that changed nothing are followed by rarer ones: nothing on the screen counts seconds. */
const quietDraws = 5;
const quietTicks = 5;

/**
Decides when something is shown. Low panels that span the width show each move, everything else and what overlays say changes at most
twice a second, and a key is answered at once. Nothing happens while nothing changes.
*/
export function createScreenLoop({draw, layOut, sink, isSlowLink = false}: ScreenLoopOptions): ScreenLoop {
	const {moveMs, restMs, clockMs} = isSlowLink ? slowIntervals : usualIntervals;
	const display = createDisplay(draw({isMoveOnly: false}), layOut, sink);
	let lastDraw = 0;
	let lastRest = 0;
	let timer: NodeJS.Timeout | undefined;
	let isClosed = false;
	/** Draws in a row that changed nothing. */
	let unchangedDraws = 0;
	let ticks = 0;

	function showAll(next: ScreenView): void {
		lastRest = performance.now();
		display.show(next);
	}

	function run(): void {
		timer = undefined;
		lastDraw = performance.now();
		const wait = lastRest + restMs - lastDraw;
		const next = draw({isMoveOnly: wait > 0});
		const shown = display.panels();
		const changed = next.panels.filter((panel, index) => panel !== shown[index]);
		const isCovered = next.over.length > 0;
		if (!isCovered && changed.length === 0 && next.isPartial !== true && isSamePictures(next, display.view())) {
			unchangedDraws++;
			return;
		}

		unchangedDraws = 0;
		if (wait <= 0) {
			showAll(next);
			return;
		}

		// What moves does not wait for the rest.
		const moving = isCovered || !isSamePlan(next.panels, shown) ? [] : changed.filter(({placed}) => isMovingPanel(placed, next.columns));
		if (moving.length > 0) {
			display.show({...next, panels: next.panels.map((panel, index) => moving.includes(panel) ? panel : shown[index]!)});
		}

		if (isCovered || moving.length < changed.length || next.isPartial === true || !isSamePictures(next, display.view())) {
			schedule(isCovered ? wait : Math.min(wait, moveMs));
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
		getView: display.view,
		touch() {
			schedule(lastDraw + moveMs - performance.now());
		},
		refresh() {
			unchangedDraws = 0;
			clearTimeout(timer);
			timer = undefined;
			lastDraw = performance.now();
			showAll(draw({isMoveOnly: false}));
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
			clearInterval(clock);
		},
	};
}

/** What the terminal was sent last. */
type Display = {
	/** The panels without what is over them. */
	panels(): readonly PanelView[];
	/** With what is over them. */
	view(): ScreenView;
	show(next: ScreenView): void;
};

/** Sends screens to the sink, each with its overlays laid out; `first` was not sent. */
function createDisplay(first: ScreenView, layOut: ScreenLoopOptions['layOut'], sink: ScreenLoopOptions['sink']): Display {
	let shown = first;
	let view = first;
	let composed: Composed | undefined;

	function coverOf(scene: OverlayScene): PanelView | undefined {
		const lines = layOut(scene);
		return lines && {placed: placeOverlay(scene.overlay, scene.room, lines.length), lines: lines.map(line => padEnd(line, scene.box.width))};
	}

	return {
		panels: () => shown.panels,
		view: () => view,
		show(next) {
			shown = next;
			const covers = next.over.map(scene => coverOf(scene)).filter(cover => cover !== undefined);
			view = {...next, panels: [...next.panels, ...covers]};
			composed = {view, lines: composeView(view, composed)};
			sink.frame(composed.lines, view.pictures?.shown);
		},
	};
}

/** Whether the terminal draws the same pictures. */
function isSamePictures({pictures: one}: ScreenView, {pictures: other}: ScreenView): boolean {
	const [shown, before] = [one?.shown ?? [], other?.shown ?? []];
	return shown.length === before.length && shown.every(({text, row, column}, index) => text === before[index]!.text && row === before[index]!.row && column === before[index]!.column);
}

/** Whether the panels are at the same places. */
function isSamePlan(panels: readonly PanelView[], before: readonly PanelView[]): boolean {
	return panels.length === before.length && panels.every(({placed}, index) => isSamePlace(placed, before[index]!.placed));
}
