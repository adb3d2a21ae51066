import {keyNameOf} from '../keys/key-names.ts';
import type {KeyContext} from '../keys/resolve-key.ts';
import {selectStatus} from '../run/select-status.ts';
import {keyWords} from '../words/keys.ts';
import {drawLine, type Segment} from './draw/line.ts';
import {contentSize, drawPanel} from './draw/panel.ts';
import {drawTable} from './draw/table.ts';
import {wrapLine} from './draw/wrap.ts';
import {
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
import type {PanelDefinition, TableView} from './screens/screen.ts';
import {overlayKind, topOverlay, type ScrollRange} from './ui-state.ts';

/** One panel, ready to be shown: its lines with frame and title, each exactly as wide as the panel. */
export type PanelView = {
	readonly placed: PlacedPanel;
	readonly lines: readonly string[];
};

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
	/** From bottom to top: one that lies over the others is the last. */
	readonly panels: readonly PanelView[];
	/** What lies over the panels, the uppermost last. */
	readonly over: readonly OverlayScene[];
};

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** Draws the screen and keeps what has not changed: a panel whose inputs are the same is the same object. */
export type ScreenDrawer = {
	readonly draw: (model: ScreenModel, size: TerminalSize) => ScreenView;
	/** How far what keys go to can be scrolled, in the screen that was drawn last. */
	readonly scrollRange: (model: ScreenModel) => ScrollRange;
	/** What the key table needs to know, in the screen that was drawn last. */
	readonly keyContext: (model: ScreenModel) => KeyContext;
};

type Memory = {readonly inputs: readonly unknown[]; readonly view: PanelView};

/** What stands above every screen. */
const above: Readonly<Record<string, PanelDefinition>> = {
	tabs: {
		inputs: model => [model.ui.screen, signsOf(model), selectStatus(model.state, model.now).status, timeOfDay(model, model.now)],
		draw: drawTabs,
	},
	header: {
		inputs: model => [model.state, model.isSimulated, model.ui.activity, model.ui.link, signsOf(model), movingSecond(model)],
		draw: drawHeader,
	},
	pulse: {
		inputs: model => [model.state, signsOf(model), movingSecond(model)],
		draw: drawPulse,
	},
	// Where the names of the screens have no row of their own.
	headerAlone: {
		inputs: model => [model.state, model.isSimulated, model.ui.activity, signsOf(model), movingSecond(model)],
		draw: (model, size) => drawHeader(model, size, true),
	},
	pulseAlone: {
		inputs: model => [model.state, signsOf(model), movingSecond(model)],
		draw: (model, size) => drawPulse(model, size, true),
	},
};

export function createScreenDrawer(): ScreenDrawer {
	const memories = new Map<string, Memory>();
	let size: TerminalSize = {columns: 0, rows: 0};
	let layout: Layout = {kind: 'too-small'};
	let placedPanels: readonly PlacedPanel[] = [];

	function drawOne(model: ScreenModel, placed: PlacedPanel, definition: PanelDefinition, isFocused: boolean): PanelView {
		const inputs = [
			definition,
			model.look,
			model.words,
			placed.x,
			placed.y,
			placed.width,
			placed.height,
			placed.frame,
			isFocused,
			...definition.inputs(model),
		];
		return remember(placed, inputs, () => drawDefined(model, placed, definition, isFocused));
	}

	function remember(placed: PlacedPanel, inputs: readonly unknown[], draw: () => PanelView): PanelView {
		const before = memories.get(placed.id);
		if (before !== undefined && isSame(before.inputs, inputs)) {
			return before.view;
		}

		const drawn = draw();
		// Other inputs may still give the same lines; then nothing needs to be shown again.
		const view = before !== undefined && isSamePlace(before.view.placed, placed) && isSame(before.view.lines, drawn.lines) ? before.view : drawn;
		memories.set(placed.id, {inputs, view});
		return view;
	}

	function scrollRange(model: ScreenModel): ScrollRange {
		const overlay = topOverlay(model.ui);
		const box = overlay && overlayBox(overlay, roomOf(layout, size));
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
		return (overlay === undefined || overlay.kind === 'prompt') && layout.kind === 'screen' ? screens[model.ui.screen].scrollRange(model, placedPanels) : {top: 0, last: 0, page: 1};
	}

	function keyContext(model: ScreenModel): KeyContext {
		const {ui} = model;
		const overlay = overlayKind(ui);
		return {
			screen: ui.screen, ...(overlay !== undefined && {overlay}), canScroll: overlay === 'explain' || scrollRange(model).last > 0, isPaused: model.state.container?.status === 'paused', disabled: {
				...screens[ui.screen].disabled?.(model),
				...(overlay === 'pane' && shownRemedy(model) === undefined && {relaunch: 'not-here' as const}),
				...model.disabled,
			},
		};
	}

	function drawScreen(model: ScreenModel, screen: Layout & {readonly kind: 'screen'}): readonly PanelView[] {
		const definition = screens[model.ui.screen];
		const focus = definition.focus?.(model.ui, model);
		placedPanels = definition.plan(model, screen.room);
		const context = keyContext(model);
		const {footer} = screen;
		return [
			...screen.above.map(placed => drawOne(model, placed, above[placed.id]!, false)),
			...placedPanels.map(placed => drawOne(model, placed, definition.panels[placed.id]!, placed.id === focus)),
			remember(footer, [model.look, model.ui.language, footer.y, footer.width, context.screen, context.overlay, context.canScroll, context.isPaused, model.ui.toast, JSON.stringify(context.disabled)], () => ({
				placed: footer, lines: drawFooter(model, context, footer.width),
			})),
		];
	}

	return {
		scrollRange,
		keyContext,
		draw(model, terminal) {
			size = terminal;
			const {columns, rows} = terminal;
			const planned = planLayout({
				columns, rows, isOverview: model.ui.screen === 'overview', footerRows: drawMessage(model, columns)?.length ?? 1,
			});
			layout = model.ui.isCompact === true && planned.kind === 'screen' ? {kind: 'mini'} : planned;
			const overlay = topOverlay(model.ui);
			const panels = layout.kind === 'screen' ? drawScreen(model, layout) : [drawWhole(model, layout.kind, terminal)];
			// What is typed below a text is about that text.
			const below = overlay?.kind === 'prompt' ? model.ui.overlays.at(-2) : undefined;
			const shown = [...(below?.kind === 'help' ? [below] : []), ...(overlay === undefined ? [] : [overlay])];
			const room = roomOf(layout, terminal);
			return {
				columns,
				rows,
				panels,
				over: shown.filter(() => layout.kind !== 'too-small').map(one => ({
					overlay: one, model, room, box: overlayBox(one, room),
				})),
			};
		},
	};
}

function drawDefined(model: ScreenModel, placed: PlacedPanel, definition: PanelDefinition, isFocused: boolean): PanelView {
	const size = contentSize(placed);
	const table = definition.table?.(model, size);
	const lines = drawPanel(table === undefined ? definition.draw(model, size) : tableLines(table, model), {
		...placed,
		title: definition.title?.(model) ?? '',
		look: model.look,
		isFocused,
		subtitle: definition.subtitle?.(model, size.rows),
		detail: definition.detail?.(model, size.rows),
		scroll: definition.scroll?.(model, size.rows),
	});
	return {placed, lines};
}

/** The header of a table and the rows from the first shown one on. Widths are those of all rows, so that nothing jumps while scrolling. */
function tableLines({data, columns, top, size}: TableView, {look}: ScreenModel): readonly string[] {
	const [head = '', ...rows] = drawTable(data, columns, {width: size.columns, look});
	return [head, ...rows.slice(top)].slice(0, size.rows);
}

/** Overlays hide neither the header nor the keys; where there are few rows they may hide what is below the first row of it. */
function roomOf(layout: Layout, {columns, rows}: TerminalSize): OverlayRoom {
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

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
	return before.length === after.length && before.every((value, index) => Object.is(value, after[index]));
}

function isSamePlace(before: PlacedPanel, after: PlacedPanel): boolean {
	return before.x === after.x && before.y === after.y && before.width === after.width && before.height === after.height;
}
