import {mapValues} from '../../../domain/record.ts';
import {count} from '../../../format/number.ts';
import type {CommandAt} from '../../../keys/keymap.ts';
import {contentSize} from '../../draw/panel.ts';
import {toDrawable, type Segment} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {firstRow} from '../classes/classes-view.ts';
import type {PanelDefinition, ScreenDefinition} from '../screen.ts';
import {drawList} from './draw-list.ts';
import {
	canShow,
	drawPicture,
	fileOf,
	placePicture,
	type PicturePanel,
} from './draw-picture.ts';
import {toRequest, viewPictures} from './pictures-view.ts';
import {planPictures} from './plan-pictures.ts';
import {
	choosePicture,
	picturesMoves,
	picturesReducers,
	type PicturesContext,
} from './reduce-pictures.ts';

/** Ages in the list are told by the minute. */
const ageStepMs = 60_000;

/** Where it is in the list, its size in pixels, and how much it is enlarged. */
function detailOf(model: ScreenModel, panel: PicturePanel): readonly Segment[] {
	const {entries, index, pictures} = viewPictures(model);
	const words = wordsIn(model.ui.language).pictures;
	const file = fileOf(viewPictures(model), panel);
	const {zoom} = model.ui.pictures.part;
	const source = file && [...pictures.made.values()].findLast(({file: {name}}) => name === file.name)?.answer;
	const pixels = source !== undefined && 'source' in source ? `${source.source.width}x${source.source.height}` : '';
	const parts = [zoom > 1 ? words.zoomed(String(zoom)) : '', pixels, entries.length === 0 ? '' : words.position(count(index + 1), count(entries.length))];
	return [['dim', parts.filter(part => part !== '').join(` ${model.look.glyphs.dot} `)]];
}

function picturePanel(panel: PicturePanel): PanelDefinition {
	return {
		title(model) {
			const {entry} = viewPictures(model);
			const words = wordsIn(model.ui.language).pictures;
			return entry === undefined ? words.title : toDrawable(entry.labels === undefined ? entry.file.name : `${entry.title} ${panel === 'labels' ? words.labels : words.predictions}`);
		},
		inputs: ({pictures, graphics, ui}) => [pictures, graphics?.protocol, graphics?.cell.width, graphics?.cell.height, ui.pictures, ui.language],
		draw: (model, size) => drawPicture(model, panel, size),
		detail: model => detailOf(model, panel),
	};
}

function contextOf(model: ScreenModel, page: number): PicturesContext {
	const {entries, index, isWanted} = viewPictures(model);
	return {
		entries, index, isWaiting: !isWanted, page,
	};
}

/** The pictures that the training has drawn. */
export const pictures: ScreenDefinition<CommandAt<'pictures'>> = {
	id: 'pictures',
	plan(model, room) {
		const {entries, entry} = viewPictures(model);
		const {isLarge, side} = model.ui.pictures;
		return planPictures({
			isLarge, side, hasEntries: entries.length > 0, isPair: entry?.labels !== undefined,
		}, room);
	},
	panels: {
		list: {
			title: ({ui}) => wordsIn(ui.language).pictures.title,
			inputs: ({pictures: known, ui, now}) => [known, ui.pictures, ui.language, Math.floor(now / ageStepMs)],
			draw: drawList,
			scroll(model, rows) {
				const {entries, index} = viewPictures(model);
				return {first: firstRow(index, entries.length, rows), shown: rows, all: entries.length};
			},
		},
		picture: picturePanel('picture'),
		labels: picturePanel('labels'),
	},
	scrollRange(model, placed) {
		const {entries, index} = viewPictures(model);
		const list = placed.find(({id}) => id === 'list');
		// An enlarged picture can be moved in every direction.
		return model.ui.pictures.part.zoom > 1 ? {top: 1, last: 2, page: 1} : {top: index, last: Math.max(0, entries.length - 1), page: list === undefined ? 1 : contentSize(list).rows};
	},
	commands: {
		...mapValues(picturesMoves, reduce => (ui, {model, range}) => ({...ui, pictures: reduce(ui.pictures, contextOf(model, range.page))})),
		...mapValues(picturesReducers, reduce => (ui, {model, range}) => {
			const next = reduce(ui.pictures, contextOf(model, range.page));
			return next === ui.pictures ? ui : {...ui, pictures: next};
		}),
	},
	/** Chooses a picture of the list. */
	click(ui, {panel, row, rows}, {model}) {
		const {entries, index} = viewPictures(model);
		const clicked = firstRow(index, entries.length, rows) + row;
		return panel === 'list' && clicked < entries.length ? {...ui, pictures: choosePicture(ui.pictures, {entries}, clicked)} : ui;
	},
	pictures(model, placed) {
		const view = viewPictures(model);
		const panels = placed.filter(({id}) => id !== 'list');
		return {
			wanted: panels.flatMap(panel => {
				const file = fileOf(view, panel.id as PicturePanel);
				const size = contentSize(panel);
				return file !== undefined && canShow(view, size) ? [toRequest(model, file, panel.id, size)] : [];
			}),
			shown: panels.map(panel => placePicture(model, panel)).filter(picture => picture !== undefined),
		};
	},
};

