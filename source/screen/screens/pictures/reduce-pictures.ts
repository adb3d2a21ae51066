import type {CommandAt, MoveCommand} from '../../../keys/keymap.ts';
import {wholePart, type PicturesUi} from './pictures-ui.ts';
import type {PictureEntry} from './pictures-view.ts';

/** What the commands of the pictures need to know. */
export type PicturesContext = {
	readonly entries: readonly PictureEntry[];
	readonly index: number;
	/** Whether the chosen one waits to be asked for. */
	readonly isWaiting: boolean;
	/** Rows of a page of the list. */
	readonly page: number;
};

type PicturesReducer = (ui: PicturesUi, context: PicturesContext) => PicturesUi;

const maxZoom = 16;

/** A part moves by a third of what is seen of the picture. */
const moveShare = 1 / 3;

/** Another picture of the list; the ends are the ends. It is shown whole. */
export function choosePicture(ui: PicturesUi, {entries}: Pick<PicturesContext, 'entries'>, index: number): PicturesUi {
	const entry = entries[Math.max(0, Math.min(entries.length - 1, index))];
	return entry === undefined || entry.key === ui.chosen ? ui : {...ui, chosen: entry.key, part: wholePart};
}

/** The part around a middle that does not lead over the edge. */
function partAt(zoom: number, x: number, y: number): PicturesUi['part'] {
	const least = 1 / zoom / 2;
	const inside = (middle: number) => Math.max(least, Math.min(1 - least, middle));
	return {zoom, x: inside(x), y: inside(y)};
}

const movePart = (ui: PicturesUi, right: number, down: number): PicturesUi => {
	const {zoom, x, y} = ui.part;
	return {...ui, part: partAt(zoom, x + (right * moveShare / zoom), y + (down * moveShare / zoom))};
};

function zoomBy(ui: PicturesUi, factor: number): PicturesUi {
	const {x, y} = ui.part;
	const zoom = Math.max(1, Math.min(maxZoom, ui.part.zoom * factor));
	return zoom === ui.part.zoom ? ui : {...ui, part: partAt(zoom, x, y)};
}

const isZoomed = ({part}: PicturesUi) => part.zoom > 1;

const sides: ReadonlyArray<PicturesUi['side']> = ['both', 'labels', 'predictions'];

/** The state after each command of the screen; the same object when nothing changes. */
export const picturesReducers: Readonly<Record<CommandAt<'pictures'>, PicturesReducer>> = {
	'show-picture': (ui, {entries, index, isWaiting}) => isWaiting && entries[index] !== undefined ? {...ui, asked: [...ui.asked, entries[index].key]} : {...ui, isLarge: !ui.isLarge},
	'next-picture': (ui, context) => choosePicture(ui, context, context.index + 1),
	'previous-picture': (ui, context) => choosePicture(ui, context, context.index - 1),
	'enlarge-picture': ui => zoomBy(ui, 2),
	'shrink-picture': ui => zoomBy(ui, 0.5),
	'picture-left': (ui, context) => isZoomed(ui) ? movePart(ui, -1, 0) : choosePicture(ui, context, context.index - 1),
	'picture-right': (ui, context) => isZoomed(ui) ? movePart(ui, 1, 0) : choosePicture(ui, context, context.index + 1),
	'whole-picture': ui => isZoomed(ui) ? {...ui, part: wholePart} : ui,
	'switch-side': ui => ({...ui, side: sides[(sides.indexOf(ui.side) + 1) % sides.length]!}),
	'leave-picture'(ui) {
		return isZoomed(ui) ? {...ui, part: wholePart} : (ui.isLarge ? {...ui, isLarge: false} : ui);
	},
};

/** The same for what moves: the part while the picture is enlarged, else the list. */
export const picturesMoves: Readonly<Record<MoveCommand, PicturesReducer>> = {
	'scroll-up': (ui, context) => isZoomed(ui) ? movePart(ui, 0, -1) : choosePicture(ui, context, context.index - 1),
	'scroll-down': (ui, context) => isZoomed(ui) ? movePart(ui, 0, 1) : choosePicture(ui, context, context.index + 1),
	'page-up': (ui, context) => isZoomed(ui) ? movePart(ui, 0, -3) : choosePicture(ui, context, context.index - context.page),
	'page-down': (ui, context) => isZoomed(ui) ? movePart(ui, 0, 3) : choosePicture(ui, context, context.index + context.page),
	'scroll-to-start': (ui, context) => choosePicture(ui, context, 0),
	'scroll-to-end': (ui, context) => choosePicture(ui, context, Infinity),
};
