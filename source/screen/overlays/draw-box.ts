import {drawPanel, type PanelOptions} from '../draw/panel.ts';
import type {PlacedPanel} from '../layout.ts';
import type {ScreenModel} from '../panels/model.ts';

/** An overlay at its place over the screen. */
export type OverlayView = {readonly placed: PlacedPanel; readonly lines: readonly string[]};

export type Terminal = {readonly columns: number; readonly rows: number};

/** Widest box: longer lines are hard to read. */
const boxColumns = 84;

/** The room inside the largest box: the last row of the terminal stays for the keys. */
export function boxRoom({columns, rows}: Terminal): {readonly columns: number; readonly rows: number} {
	return {columns: Math.max(1, Math.min(columns, boxColumns) - 4), rows: Math.max(1, rows - 3)};
}

/** A box in the middle of the screen, as high as its content, cut where the terminal ends. */
export function drawBox(title: string, model: Pick<ScreenModel, 'look'>, {columns, rows}: Terminal, content: readonly string[], more: Pick<PanelOptions, 'scroll'> = {}): OverlayView {
	const width = Math.min(columns, boxColumns);
	const height = Math.min(rows - 1, content.length + 2);
	return {
		placed: {
			id: 'overlay', x: Math.floor((columns - width) / 2), y: Math.max(0, Math.floor((rows - 1 - height) / 2)), width, height, frame: 'box',
		},
		lines: drawPanel(content, {
			width, height, frame: 'box', title, look: model.look, isFocused: true, ...more,
		}),
	};
}
