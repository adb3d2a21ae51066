import type {Frame} from './draw/panel.ts';
import type {FocusId} from './ui-state.ts';

export type PanelId = 'header' | 'progress' | 'losses' | 'metrics' | 'lossChart' | 'classes' | 'log' | 'footer';

export type PlacedPanel = {
	readonly id: PanelId;
	/** Column and row of the top left corner, 0-based. */
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly frame: Frame;
};

export type Layout =
	| {readonly kind: 'panels'; readonly columns: number; readonly rows: number; readonly panels: readonly PlacedPanel[]}
	/** A few lines that say the most important. */
	| {readonly kind: 'mini'; readonly columns: number; readonly rows: number}
	| {readonly kind: 'too-small'; readonly columns: number; readonly rows: number};

export type LayoutInput = {
	readonly columns: number;
	readonly rows: number;
	readonly lossCount: number;
	readonly hasClasses: boolean;
	/** Whether an epoch is complete; before that there is no curve, and the log gets the room. */
	readonly hasResults: boolean;
	readonly focus: FocusId;
	readonly isZoomed: boolean;
};

/** The smallest terminal with panels, and the smallest one that shows anything. */
export const smallestScreen = {columns: 40, rows: 10};
export const smallestMini = {columns: 20, rows: 3};

/** Below this width two panels side by side would both be too narrow. */
const sideBySideColumns = 66;
const threeAbreastColumns = 150;

/**
Which panel gets which part of the terminal. Panels whose lines move all the time (header, progress, losses) span the
whole width, so that a row of theirs can be redrawn alone.
*/
export function planLayout(input: LayoutInput): Layout {
	const {columns, rows} = input;
	if (columns < smallestMini.columns || rows < smallestMini.rows) {
		return {kind: 'too-small', columns, rows};
	}

	if (columns < smallestScreen.columns || rows < smallestScreen.rows) {
		return {kind: 'mini', columns, rows};
	}

	const frame: Frame = columns >= 100 && rows >= 32 ? 'box' : (rows >= 18 ? 'rule' : 'none');
	const frameRows = frame === 'box' ? 2 : (frame === 'rule' ? 1 : 0);
	const lossRows = rows >= 20 ? Math.min(6, Math.max(1, input.lossCount)) : 1;
	const stack: Array<readonly [PanelId, number, Frame]> = [
		['header', rows >= 32 ? 3 : (rows >= 18 ? 2 : 1), 'none'],
		['progress', (rows >= 18 ? 3 : 2) + frameRows, frame],
		['losses', lossRows + frameRows, frame],
	];
	const panels: PlacedPanel[] = [];
	let y = 0;
	for (const [id, height, panelFrame] of stack) {
		panels.push({
			id, x: 0, y, width: columns, height, frame: panelFrame,
		});
		y += height;
	}

	panels.push(...planRest(input, frame, {y, rows: rows - y - 1}), {
		id: 'footer', x: 0, y: rows - 1, width: columns, height: 1, frame: 'none',
	});
	return {
		kind: 'panels', columns, rows, panels,
	};
}

type Room = {readonly y: number; readonly rows: number};

/** The room between the losses and the footer: charts and classes above, the log below. */
function planRest(input: LayoutInput, frame: Frame, {y, rows}: Room): readonly PlacedPanel[] {
	const {columns, focus} = input;
	// Without a frame a line with the title still tells where a panel begins.
	const restFrame = frame === 'none' ? 'rule' : frame;
	if (input.isZoomed) {
		return [{
			id: focus, x: 0, y, width: columns, height: rows, frame: restFrame,
		}];
	}

	if (!input.hasResults) {
		return [{
			id: 'log', x: 0, y, width: columns, height: rows, frame: restFrame,
		}];
	}

	if (rows < 10) {
		return planFewRows(input, restFrame, {y, rows});
	}

	const upper = Math.min(26, Math.max(7, Math.round(rows * (rows >= 20 ? 0.56 : 0.6))));
	return [
		...planUpper(input, restFrame, {y, rows: upper}),
		{
			id: 'log', x: 0, y: y + upper, width: columns, height: rows - upper, frame: restFrame,
		},
	];
}

/** One line of metrics and the log below it, or what is in focus. */
function planFewRows({columns, focus, hasClasses}: LayoutInput, frame: Frame, {y, rows}: Room): readonly PlacedPanel[] {
	if (focus !== 'log' && (focus === 'metrics' || hasClasses)) {
		return [{
			id: focus, x: 0, y, width: columns, height: rows, frame,
		}];
	}

	return [
		{
			id: 'metrics', x: 0, y, width: columns, height: 1, frame: 'none',
		},
		{
			id: 'log', x: 0, y: y + 1, width: columns, height: rows - 1, frame,
		},
	];
}

function planUpper({columns, focus, hasClasses}: LayoutInput, frame: Frame, {y, rows}: Room): readonly PlacedPanel[] {
	let ids: readonly PanelId[] = ['metrics', hasClasses ? 'classes' : 'lossChart'];
	if (columns < sideBySideColumns) {
		ids = [focus === 'classes' ? 'classes' : 'metrics'];
	} else if (hasClasses && columns >= threeAbreastColumns) {
		ids = ['metrics', 'lossChart', 'classes'];
	} else if (focus === 'classes') {
		ids = ['metrics', 'classes'];
	}

	const gap = frame === 'box' ? 0 : 2;
	const shares = ids.length === 2 && ids[1] === 'classes' ? [0.46, 0.54] : ids.map(() => 1 / ids.length);
	const room = columns - (gap * (ids.length - 1));
	let x = 0;
	return ids.map((id, index) => {
		const width = index === ids.length - 1 ? columns - x : Math.floor(room * shares[index]!);
		const placed: PlacedPanel = {
			id, x, y, width, height: rows, frame,
		};
		x += width + gap;
		return placed;
	});
}
