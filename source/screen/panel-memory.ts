import {contentSize, drawPanel} from './draw/panel.ts';
import {drawTable} from './draw/table.ts';
import {isSamePlace, type PlacedPanel} from './layout.ts';
import type {ScreenModel} from './panels/model.ts';
import type {PanelDefinition, TableView} from './screens/screen.ts';

/** One panel, ready to be shown: its lines with frame and title, each exactly as wide as the panel. */
export type PanelView = {
	readonly placed: PlacedPanel;
	readonly lines: readonly string[];
};

/** The panels as they were drawn last: one whose inputs are the same is the same object. */
export type PanelMemory = {
	/** Draws a panel with its frame. With `canWait` it may stay as it was where only what it is about has changed. */
	draw(model: ScreenModel, placed: PlacedPanel, definition: PanelDefinition, options?: {readonly isFocused?: boolean; readonly canWait?: boolean}): PanelView;
	/** Whether a panel of these was left as it was since the last call. */
	hasWaited(): boolean;
	/** What was drawn of a panel for the same inputs, else what `draw` gives. */
	remember(placed: PlacedPanel, inputs: readonly unknown[], draw: () => PanelView): PanelView;
};

type Drawn = {readonly inputs: readonly unknown[]; readonly view: PanelView};

export function createPanelMemory(): PanelMemory {
	const drawnLast = new Map<string, Drawn>();
	let hasWaited = false;

	function remember(placed: PlacedPanel, inputs: readonly unknown[], draw: () => PanelView): PanelView {
		const before = drawnLast.get(placed.id);
		if (before !== undefined && isSame(before.inputs, inputs)) {
			return before.view;
		}

		const drawn = draw();
		// Other inputs may still give the same lines; then nothing needs to be shown again.
		const view = before !== undefined && isSamePlace(before.view.placed, placed) && isSame(before.view.lines, drawn.lines) ? before.view : drawn;
		drawnLast.set(placed.id, {inputs, view});
		return view;
	}

	return {
		remember,
		hasWaited() {
			const wasLeft = hasWaited;
			hasWaited = false;
			return wasLeft;
		},
		draw(model, placed, definition, {isFocused = false, canWait = false} = {}) {
			const frame = [
				definition,
				model.look,
				model.words,
				placed.x,
				placed.y,
				placed.width,
				placed.height,
				placed.frame,
				isFocused,
			];
			const inputs = [...frame, ...definition.inputs(model)];
			const before = drawnLast.get(placed.id);
			if (canWait && before !== undefined && isSame(before.inputs.slice(0, frame.length), frame)) {
				hasWaited ||= !isSame(before.inputs, inputs);
				return before.view;
			}

			return remember(placed, inputs, () => drawDefined(model, placed, definition, isFocused));
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

function isSame(before: readonly unknown[], after: readonly unknown[]): boolean {
	return before.length === after.length && before.every((value, index) => Object.is(value, after[index]));
}
