import {keyNameOf} from '../keys/key-names.ts';
import type {KeyContext} from '../keys/resolve-key.ts';
import {selectStatus} from '../run/select-status.ts';
import {keyWords} from '../words/keys.ts';
import {drawLine, type Segment} from './draw/line.ts';
import {wrapLine} from './draw/wrap.ts';
import {
	isMovingPanel,
	planLayout,
	smallestMini,
	type Layout,
	type PlacedPanel,
} from './layout.ts';
import {planExplain} from './explain/plan-explain.ts';
import {dialogRange} from './overlays/plan-dialog.ts';
import {planReading} from './overlays/plan-reading.ts';
import {overlayBox, type OverlayBox, type OverlayRoom} from './overlays/overlay-place.ts';
import type {Overlay} from './overlays/overlay.ts';
import {createPanelMemory, type PanelView} from './panel-memory.ts';
import {smallestTier} from './tiers.ts';
import {drawFooter, drawMessage} from './panels/footer.ts';
import {drawHeader} from './panels/header.ts';
import {drawMini} from './panels/mini.ts';
import {movingSecond, timeOfDay, type ScreenModel} from './panels/model.ts';
import {drawPulse} from './panels/pulse.ts';
import {shownRemedy} from './panels/remedy-key.ts';
import {signsOf} from './panels/signs-of.ts';
import {drawTabs} from './panels/tabs.ts';
import {screens} from './screens/index.ts';
import type {PanelDefinition, ScreenPictures} from './screens/screen.ts';
import type {TerminalSize} from './terminal/session.ts';
import {overlayKind, topOverlay, type ScrollRange} from './ui-state.ts';

/** An overlay with what it is drawn from, and the room that it has. */
export type OverlayScene = {
	readonly overlay: Overlay;
	readonly model: ScreenModel;
	readonly room: OverlayRoom;
	readonly box: OverlayBox;
};

/** The whole screen, ready to be shown. */
export type ScreenView = {
	readonly columns: number;
	readonly rows: number;
	/** From bottom to top: one that is over the others is the last. */
	readonly panels: readonly PanelView[];
	/** What is over the panels, the uppermost last. */
	readonly over: readonly OverlayScene[];
	/** Whether panels were left as they were although what they are about has changed. */
	readonly isPartial?: boolean;
	/** What is wanted of pictures and what the terminal draws of them; undefined where the screen has none. */
	readonly pictures?: ScreenPictures | undefined;
};

/** Draws the screen and keeps what has not changed: a panel whose inputs are the same is the same object. */
export type ScreenDrawer = {
	readonly draw: (model: ScreenModel, size: TerminalSize, options?: {readonly isMoveOnly?: boolean}) => ScreenView;
	/** How far what keys go to can be scrolled, in the screen that was drawn last. */
	readonly scrollRange: (model: ScreenModel) => ScrollRange;
	/** What the key table needs to know, in the screen that was drawn last. */
	readonly keyContext: (model: ScreenModel) => KeyContext;
};

/** What stands above every screen. */
const above: Readonly<Record<string, PanelDefinition>> = {
	tabs: {
		inputs: model => [model.ui.screen, signsOf(model), selectStatus(model.state, model.now).status, timeOfDay(model, model.now)],
		draw: drawTabs,
	},
	header: {
		inputs: model => [model.state, model.isSimulated, model.isReplay, model.watch, model.ui.activity, model.ui.link, signsOf(model), movingSecond(model)],
		draw: drawHeader,
	},
	pulse: {
		inputs: model => [model.state, model.isSimulated, model.isReplay, signsOf(model), movingSecond(model)],
		draw: drawPulse,
	},
	// Where the names of the screens have no row of their own.
	headerAlone: {
		inputs: model => [model.state, model.isSimulated, model.isReplay, model.ui.activity, signsOf(model), movingSecond(model)],
		draw: (model, size) => drawHeader(model, size, true),
	},
	pulseAlone: {
		inputs: model => [model.state, model.isSimulated, model.isReplay, signsOf(model), movingSecond(model)],
		draw: (model, size) => drawPulse(model, size, true),
	},
};

/** The plan of the screen that was drawn last. */
type Plan = {
	readonly size: TerminalSize;
	readonly layout: Layout;
	/** The panels of the screen, without those above and below every screen. */
	readonly placed: readonly PlacedPanel[];
};

export function createScreenDrawer(): ScreenDrawer {
	const memory = createPanelMemory();
	let plan: Plan = {size: {columns: 0, rows: 0}, layout: {kind: 'too-small'}, placed: []};

	function drawScreen(model: ScreenModel, {above: top, footer}: Layout & {readonly kind: 'screen'}, isMoveOnly: boolean): readonly PanelView[] {
		const {panels, focus: focusOf} = screens[model.ui.screen];
		const focus = focusOf?.(model.ui, model);
		const context = keyContextOf(model, plan);
		return [
			...top.map(placed => memory.draw(model, placed, above[placed.id]!)),
			...plan.placed.map(placed => memory.draw(model, placed, panels[placed.id]!, {isFocused: placed.id === focus, canWait: isMoveOnly && !isMovingPanel(placed, plan.size.columns)})),
			memory.remember(footer, [model.look, model.ui.language, footer.y, footer.width, context.screen, context.overlay, context.canScroll, context.isPaused, model.ui.toast, JSON.stringify(context.disabled)], () => ({
				placed: footer, lines: drawFooter(model, context, footer.width),
			})),
		];
	}

	return {
		scrollRange: model => scrollRangeOf(model, plan),
		keyContext: model => keyContextOf(model, plan),
		draw(model, size, {isMoveOnly = false} = {}) {
			const layout = layoutOf(model, size);
			// Where no screen has room its panels stay where they were last.
			plan = {size, layout, placed: layout.kind === 'screen' ? screens[model.ui.screen].plan(model, layout.room) : plan.placed};
			const over = layout.kind === 'too-small' ? [] : scenesOf(model, roomOf(plan));
			const panels = layout.kind === 'screen' ? drawScreen(model, layout, isMoveOnly) : [drawWhole(model, layout.kind, size)];
			return {
				columns: size.columns,
				rows: size.rows,
				panels,
				over,
				...(memory.hasWaited() && {isPartial: true}),
				...(layout.kind === 'screen' && {pictures: picturesOf(model, plan, over.length > 0)}),
			};
		},
	};
}

/** Where something lies over the screen the terminal draws no picture: it would cover it. */
function picturesOf(model: ScreenModel, {placed}: Plan, isCovered: boolean): ScreenPictures | undefined {
	const pictures = screens[model.ui.screen].pictures?.(model, placed);
	return pictures && isCovered ? {...pictures, shown: []} : pictures;
}

function layoutOf(model: ScreenModel, {columns, rows}: TerminalSize): Layout {
	const {ui} = model;
	const layout = planLayout({
		columns, rows, isOverview: ui.screen === 'overview', footerRows: drawMessage(model, columns)?.length ?? 1,
	});
	return ui.isCompact === true && layout.kind === 'screen' ? {kind: 'mini'} : layout;
}

/** What is over the panels. */
function scenesOf(model: ScreenModel, room: OverlayRoom): readonly OverlayScene[] {
	const overlay = topOverlay(model.ui);
	// What is typed below a text is about that text.
	const below = overlay?.kind === 'prompt' ? model.ui.overlays.at(-2) : undefined;
	const shown = [...(below?.kind === 'help' ? [below] : []), ...(overlay === undefined ? [] : [overlay])];
	return shown.map(one => ({
		overlay: one, model, room, box: overlayBox(one, room),
	}));
}

function scrollRangeOf(model: ScreenModel, plan: Plan): ScrollRange {
	const overlay = topOverlay(model.ui);
	const box = overlay && overlayBox(overlay, roomOf(plan));
	if (overlay?.kind === 'help' || overlay?.kind === 'pane') {
		return planReading(overlay, model, box!);
	}

	if (overlay?.kind === 'explain') {
		return planExplain(overlay, model, box!);
	}

	if (overlay?.kind === 'dialog') {
		return dialogRange(overlay, {look: model.look, language: model.ui.language}, box!);
	}

	// What is typed in a line below the screen is about the screen.
	return (overlay === undefined || overlay.kind === 'prompt') && plan.layout.kind === 'screen' ? screens[model.ui.screen].scrollRange(model, plan.placed) : {top: 0, last: 0, page: 1};
}

function keyContextOf(model: ScreenModel, plan: Plan): KeyContext {
	const {ui} = model;
	const overlay = overlayKind(ui);
	return {
		screen: ui.screen, ...(overlay !== undefined && {overlay}), canScroll: overlay === 'explain' || scrollRangeOf(model, plan).last > 0, isPaused: model.state.container?.status === 'paused', disabled: {
			...screens[ui.screen].disabled?.(model),
			...(overlay === 'pane' && shownRemedy(model) === undefined && {relaunch: 'not-here' as const}),
			...model.disabled,
		},
	};
}

/** Overlays hide neither the header nor the keys; where there are few rows they may hide what is below the first row of it. */
function roomOf({layout, size: {columns, rows}}: Plan): OverlayRoom {
	const y = layout.kind === 'screen' ? Math.min(layout.room.y, rows < 18 ? 1 : Infinity) : 0;
	return {y, columns, rows: Math.max(1, rows - y - 1)};
}

/** Terminals without room for panels: a few lines, or one that says what is needed. */
function drawWhole(model: ScreenModel, kind: 'mini' | 'too-small', {columns, rows}: TerminalSize): PanelView {
	const placed: PlacedPanel = {
		id: 'whole', x: 0, y: 0, width: columns, height: rows, frame: 'none',
	};
	return {
		placed,
		lines: kind === 'mini' ? drawCompact(model, {columns, rows}) : wrapLine([['text', model.words.tooSmall(smallestMini.columns, smallestMini.rows)]], columns, model.look).slice(0, rows),
	};
}

/** Where there is room the way back is named. */
function drawCompact(model: ScreenModel, {columns, rows}: TerminalSize): readonly string[] {
	if (model.ui.isCompact !== true || rows < smallestTier.rows) {
		return drawMini(model, {columns, rows});
	}

	const back: readonly Segment[] = [['accent', keyNameOf('switch-compact')], ['label', ` ${keyWords(model.ui.language).hint['switch-compact']}`]];
	return [...drawMini(model, {columns, rows: rows - 1}), drawLine(back, columns, model.look)];
}
