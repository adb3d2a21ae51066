import type {Frame} from '../draw/panel.ts';
import type {PlacedPanel} from '../layout.ts';
import type {Overlay} from './overlay.ts';

/** The part of the terminal that overlays may cover: the header above it and the row of keys below it stay in sight. */
export type OverlayRoom = {readonly y: number; readonly columns: number; readonly rows: number};

/** The largest box of an overlay: its whole width, and the room inside its frame. */
export type OverlayBox = {
	readonly width: number;
	readonly frame: Frame;
	readonly columns: number;
	readonly rows: number;
};

/** Widest box in the middle: longer lines are hard to read. */
const boxColumns = 84;
/** From this width of the terminal on a text is read in a drawer at the right, beside what it is about. */
const drawerFromColumns = 120;
const drawerColumns = 60;
/** The share of the terminal that a sheet from below may take. */
const sheetShare = 0.7;
/** With fewer rows a whole frame would leave no room for the text: then there is only a line with the title. */
const fewestFramedRows = 12;

const readKinds: ReadonlySet<Overlay['kind']> = new Set<Overlay['kind']>(['help', 'pane', 'explain']);

type Place = 'middle' | 'drawer' | 'sheet' | 'line';

function placeOf({kind}: Overlay, {columns, rows}: OverlayRoom): Place {
	if (kind === 'prompt') {
		return 'line';
	}

	if (rows < fewestFramedRows) {
		return 'sheet';
	}

	return readKinds.has(kind) ? (columns >= drawerFromColumns ? 'drawer' : 'sheet') : 'middle';
}

/** How large an overlay can be in this room. */
export function overlayBox(overlay: Overlay, room: OverlayRoom): OverlayBox {
	const place = placeOf(overlay, room);
	if (place === 'line') {
		return {
			width: room.columns, frame: 'none', columns: room.columns, rows: 1,
		};
	}

	const width = {middle: Math.min(room.columns, boxColumns), drawer: drawerColumns, sheet: room.columns}[place];
	if (room.rows < fewestFramedRows) {
		return {
			width, frame: 'rule', columns: width, rows: Math.max(1, room.rows - 1),
		};
	}

	const isSheet = place === 'sheet';
	const height = isSheet ? Math.max(fewestFramedRows, Math.floor((room.y + room.rows + 1) * sheetShare)) : room.rows;
	return {
		width, frame: 'box', columns: Math.max(1, width - 4), rows: Math.max(1, Math.min(height, room.rows) - 2),
	};
}

/** The place of an overlay that is so many rows high. */
export function placeOverlay(overlay: Overlay, room: OverlayRoom, height: number): PlacedPanel {
	const place = placeOf(overlay, room);
	const {width, frame} = overlayBox(overlay, room);
	const bottom = room.y + room.rows - height;
	const y = {
		line: room.y + room.rows, sheet: bottom, drawer: room.y, middle: room.y + Math.floor((room.rows - height) / 2),
	}[place];
	const x = {
		line: 0, sheet: 0, drawer: room.columns - width, middle: Math.floor((room.columns - width) / 2),
	}[place];
	return {
		id: 'overlay', x, y: Math.max(0, y), width, height, frame,
	};
}
