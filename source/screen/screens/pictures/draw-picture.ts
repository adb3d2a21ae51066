import {
	isPictureFailure,
	type DrawnPicture,
	type PictureFile,
	type Pictures,
} from '../../../domain/picture.ts';
import {bytesToText} from '../../../format/bytes.ts';
import {count} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {drawPixels} from '../../draw/pixel-lines.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {PlacedPanel} from '../../layout.ts';
import {contentSize} from '../../draw/panel.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {PlacedPicture} from '../../terminal/picture-layer.ts';
import {type Words, wordsIn} from '../../../words/words.ts';
import {
	madeOf,
	toRequest,
	viewPictures,
	type PicturesView,
} from './pictures-view.ts';

/** Less is no picture. */
const minColumns = 8;
const minRows = 3;

export type PicturePanel = 'picture' | 'labels';

export function fileOf({entry}: PicturesView, panel: PicturePanel): PictureFile | undefined {
	return panel === 'labels' ? entry?.labels : entry?.file;
}

/** Whether a picture is made for a panel of this size. */
export function canShow({isWanted, pictures: {isOff}}: PicturesView, {columns, rows}: Size): boolean {
	return isWanted && !isOff && columns >= minColumns && rows >= minRows;
}

function whyEmpty({problem, files}: Pictures, words: Words['pictures']): string {
	if (problem !== undefined) {
		return problem === 'no-directory' ? words.noDirectory : words.unreachable;
	}

	return files === undefined ? words.looking : words.none;
}

/** Why there is no picture to be seen, in words; undefined where there is one. */
function sentenceOf(model: ScreenModel, panel: PicturePanel, size: Size): string | undefined {
	const view = viewPictures(model);
	const {pictures, entry} = view;
	const words = wordsIn(model.ui.language).pictures;
	if (pictures.isOff) {
		return words.off;
	}

	const file = fileOf(view, panel);
	if (entry === undefined || file === undefined) {
		return whyEmpty(pictures, words);
	}

	if (!view.isWanted) {
		return words.onRequest(keyNameOf('show-picture'), file.name, bytesToText(file.sizeBytes));
	}

	if (!canShow(view, size)) {
		return words.smallBox;
	}

	const answer = madeOf(pictures, toRequest(model, file, panel, size))?.answer;
	if (answer === undefined) {
		return words.reading(file.name);
	}

	return isPictureFailure(answer) ? words.failure[answer.code](file.name, count(answer.width), count(answer.height)) : undefined;
}

/** The picture that was made for a panel; undefined where there is none yet. */
function drawnOf(model: ScreenModel, panel: PicturePanel, size: Size): DrawnPicture | undefined {
	const view = viewPictures(model);
	const file = fileOf(view, panel);
	const answer = file && canShow(view, size) ? madeOf(view.pictures, toRequest(model, file, panel, size))?.answer : undefined;
	return answer === undefined || isPictureFailure(answer) ? undefined : answer;
}

const offsetsOf = ({columns, rows}: Size, drawn: DrawnPicture) => ({left: Math.floor((columns - drawn.columns) / 2), top: Math.floor((rows - drawn.rows) / 2)});

/** The picture in the middle of its panel, or a sentence. Where the terminal draws it the cells are blank. */
export function drawPicture(model: ScreenModel, panel: PicturePanel, size: Size): readonly string[] {
	const {columns, rows} = size;
	const {look} = model;
	const sentence = sentenceOf(model, panel, size);
	if (sentence !== undefined) {
		return wrapText([['dim', sentence]], columns, look).slice(0, rows);
	}

	const drawn = drawnOf(model, panel, size)!;
	if (drawn.content.kind === 'sequence') {
		return [];
	}

	const {left, top} = offsetsOf(size, drawn);
	const blank = ' '.repeat(columns);
	const lines = drawPixels(drawn.content.rgb, drawn.columns, look).map(line => ' '.repeat(left) + line + ' '.repeat(columns - left - drawn.columns));
	return [...Array.from({length: top}, () => blank), ...lines].slice(0, rows);
}

/** The picture of a panel that the terminal draws itself; undefined where it does not. */
export function placePicture(model: ScreenModel, placed: PlacedPanel): PlacedPicture | undefined {
	const panel = placed.id as PicturePanel;
	const size = contentSize(placed);
	const drawn = drawnOf(model, panel, size);
	if (drawn?.content.kind !== 'sequence' || model.graphics === undefined || model.graphics.protocol === 'cells') {
		return undefined;
	}

	const {left, top} = offsetsOf(size, drawn);
	const {protocol} = model.graphics;
	const isFramed = placed.frame === 'box';
	return {
		id: toRequest(model, fileOf(viewPictures(model), panel)!, panel, size).id,
		protocol,
		text: drawn.content.text,
		row: placed.y + (placed.frame === 'none' ? 0 : 1) + top,
		column: placed.x + (isFramed ? 2 : 0) + left,
		columns: drawn.columns,
		rows: drawn.rows,
	};
}
