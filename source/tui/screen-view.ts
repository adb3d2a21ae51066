import type {ValidationRow} from '../domain/run.ts';
import type {KeyContext} from '../control/keymap.ts';
import {selectLossNames} from '../run/select-series.ts';
import {contentSize, drawPanel} from './draw/panel.ts';
import {drawLine} from './draw/line.ts';
import type {TableColumn} from './draw/table.ts';
import {
	planLayout,
	smallestMini,
	type Layout,
	type PanelId,
	type PlacedPanel,
} from './layout.ts';
import {classColumns, classRows} from './panels/classes.ts';
import {drawFooter} from './panels/footer.ts';
import {drawHelp} from './panels/help.ts';
import {logWindow} from './panels/log.ts';
import {drawMini} from './panels/mini.ts';
import type {ScreenModel} from './panels/model.ts';
import {panelTable} from './panels/panel-table.ts';
import type {ScrollRange} from './ui-state.ts';

/** A table inside a panel, drawn by the table component. */
export type TableView = {
	readonly data: readonly ValidationRow[];
	readonly columns: ReadonlyArray<TableColumn<ValidationRow>>;
	/** First shown row. */
	readonly top: number;
	readonly size: {readonly columns: number; readonly rows: number};
};

/** One panel, ready to be shown: its lines with frame and title, each exactly as wide as the panel. */
export type PanelView = {
	readonly placed: PlacedPanel;
	readonly lines: readonly string[];
	readonly table?: TableView;
};

/** The whole screen, ready to be shown. */
export type ScreenView = {
	readonly columns: number;
	readonly rows: number;
	readonly panels: readonly PanelView[];
	readonly look: ScreenModel['look'];
};

/** Draws the screen and keeps what has not changed: a panel whose inputs are the same is the same object. */
export type ScreenDrawer = {
	readonly draw: (model: ScreenModel, size: {readonly columns: number; readonly rows: number}) => ScreenView;
	/** How far what is in focus can be scrolled, in the screen that was drawn last. */
	readonly scrollRange: (model: ScreenModel) => ScrollRange;
};

type Memory = {readonly inputs: readonly unknown[]; readonly view: PanelView};

export function createScreenDrawer(): ScreenDrawer {
	const memories = new Map<PanelId, Memory>();
	let layout: Layout = {kind: 'too-small', columns: 0, rows: 0};

	function drawOne(model: ScreenModel, placed: PlacedPanel): PanelView {
		const definition = placed.id === 'footer' ? undefined : panelTable[placed.id];
		const context = placed.id === 'footer' ? keyContext(model, scrollRange(model)) : undefined;
		const isFocused = placed.id === model.ui.focus;
		const inputs = [
			model.look,
			model.words,
			placed.x,
			placed.y,
			placed.width,
			placed.height,
			placed.frame,
			isFocused,
			...(definition === undefined ? [context?.canScroll, context?.isHelpOpen] : definition.inputs(model)),
		];
		const before = memories.get(placed.id);
		if (before !== undefined && isSame(before.inputs, inputs)) {
			return before.view;
		}

		const drawn: PanelView = context === undefined
			? drawDefined(model, placed, isFocused)
			: {placed, lines: [drawFooter(model, context, placed.width)]};
		// Other inputs may still give the same lines; then nothing needs to be shown anew.
		const view = before !== undefined && drawn.table === undefined && isSamePlace(before.view.placed, placed) && isSame(before.view.lines, drawn.lines) ? before.view : drawn;
		memories.set(placed.id, {inputs, view});
		return view;
	}

	function scrollRange(model: ScreenModel): ScrollRange {
		if (model.ui.isHelpOpen) {
			const page = Math.max(1, layout.rows - 3);
			const lines = drawHelp(model, Math.max(1, layout.columns - 4)).length;
			return {top: Math.min(model.ui.helpTop, Math.max(0, lines - page)), last: Math.max(0, lines - page), page};
		}

		const placed = layout.kind === 'panels' ? layout.panels.find(({id}) => id === model.ui.focus) : undefined;
		const page = placed === undefined ? 0 : contentSize(placed).rows;
		switch (model.ui.focus) {
			case 'log': {
				const {top, last, numberAt} = logWindow(model.log, model.ui.logTop, page);
				return {
					top, last: page === 0 ? 0 : last, page, anchor: numberAt,
				};
			}

			case 'classes': {
				const last = page === 0 ? 0 : Math.max(0, classRows(model).length - Math.max(1, page - 1));
				return {top: Math.min(model.ui.classesTop, last), last, page: Math.max(1, page - 1)};
			}

			case 'metrics': {
				return {top: 0, last: 0, page};
			}
		}
	}

	return {
		scrollRange,
		draw(model, {columns, rows}) {
			layout = planLayout({
				columns,
				rows,
				lossCount: countLosses(model),
				hasClasses: model.state.classes.length > 0,
				hasResults: model.state.history.length > 0 || model.state.lastValidation !== undefined,
				focus: model.ui.focus,
				isZoomed: model.ui.isZoomed,
			});
			const panels = layout.kind === 'panels' && !model.ui.isHelpOpen
				? layout.panels.map(placed => drawOne(model, placed))
				: [drawWhole(model, layout, scrollRange(model))];
			return {
				columns, rows, panels, look: model.look,
			};
		},
	};
}

/** Before the first batch three rows are kept free, as most trainings have three losses. */
function countLosses({state}: ScreenModel): number {
	const {length} = selectLossNames(state);
	return length === 0 ? 3 : length;
}

/** What the key table needs to know. */
export function keyContext({ui}: ScreenModel, {last}: ScrollRange): KeyContext {
	return {isHelpOpen: ui.isHelpOpen, canScroll: last > 0};
}

function drawDefined(model: ScreenModel, placed: PlacedPanel, isFocused: boolean): PanelView {
	const {id} = placed;
	if (id === 'footer') {
		return {placed, lines: []};
	}

	const definition = panelTable[id];
	const size = contentSize(placed);
	const table = id === 'classes' ? toTable(model, size) : undefined;
	const content = id === 'classes' && table === undefined
		? [drawLine([['dim', model.state.task === 'classify' ? model.words.waiting.classesNone : model.words.waiting.classes]], size.columns, model.look)]
		: definition.draw(model, size);
	const lines = drawPanel(content, {
		...placed,
		title: id === 'header' ? '' : model.words.panel[id],
		look: model.look,
		isFocused,
		detail: definition.detail?.(model, size.rows),
		scroll: definition.scroll?.(model, size.rows),
	});
	return table === undefined ? {placed, lines} : {placed, lines, table};
}

function toTable(model: ScreenModel, size: TableView['size']): TableView | undefined {
	const data = classRows(model);
	return data.length === 0
		? undefined
		: {
			data, columns: classColumns(model), top: Math.min(model.ui.classesTop, Math.max(0, data.length - Math.max(1, size.rows - 1))), size,
		};
}

/** Screens without panels: the help, the few lines of a small terminal, and what a tiny one gets. */
function drawWhole(model: ScreenModel, layout: Layout, {top, last, page}: ScrollRange): PanelView {
	const {columns, rows} = layout;
	const placed: PlacedPanel = {
		id: 'log', x: 0, y: 0, width: columns, height: rows, frame: 'none',
	};
	if (layout.kind === 'too-small') {
		const text = drawLine([['text', model.words.tooSmall(smallestMini.columns, smallestMini.rows)]], columns, model.look);
		return {placed, lines: [text].slice(0, rows)};
	}

	if (!model.ui.isHelpOpen) {
		return {placed, lines: drawMini(model, {columns, rows})};
	}

	const help = drawHelp(model, Math.max(1, columns - 4));
	const lines = drawPanel(help.slice(top, top + page), {
		width: columns,
		height: rows - 1,
		frame: 'box',
		title: model.words.panel.help,
		look: model.look,
		isFocused: true,
		scroll: {first: top, shown: page, all: help.length},
	});
	return {placed, lines: [...lines, drawFooter(model, keyContext(model, {top, last, page}), columns)]};
}

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
	return before.length === after.length && before.every((value, index) => Object.is(value, after[index]));
}

function isSamePlace(before: PlacedPanel, after: PlacedPanel): boolean {
	return before.x === after.x && before.y === after.y && before.width === after.width && before.height === after.height;
}
