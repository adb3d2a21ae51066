import {bytesToText} from '../../../format/bytes.ts';
import {padEnd, padStart, truncate} from '../../../format/display-width.ts';
import {roughDurationToText} from '../../../format/duration.ts';
import {toDrawable, drawLine, type Segment} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {firstRow} from '../classes/classes-view.ts';
import {viewPictures, type PictureEntry} from './pictures-view.ts';

const sizeColumns = 8;
const ageColumns = 5;

function segmentsOf({title, labels, file}: PictureEntry, isChosen: boolean, {look, ui, now}: ScreenModel, columns: number): readonly Segment[] {
	const nameColumns = columns - sizeColumns - ageColumns - 4;
	const age = file.modifiedAt === 0 ? '' : roughDurationToText(Math.max(0, now - file.modifiedAt), wordsIn(ui.language).durationUnits);
	return [
		[isChosen ? 'accent' : 'text', isChosen ? `${look.glyphs.chosen} ` : '  '],
		['text', padEnd(truncate(toDrawable(title), nameColumns, look.glyphs.ellipsis), nameColumns)],
		['dim', padStart(file.isRegular ? bytesToText(file.sizeBytes + (labels?.sizeBytes ?? 0)) : '', sizeColumns + 1)],
		['faint', padStart(truncate(age, ageColumns, ''), ageColumns + 1)],
	];
}

/** The pictures with their size and age, as many as fit around the chosen one. */
export function drawList(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {entries, index} = viewPictures(model);
	const first = firstRow(index, entries.length, rows);
	return entries.slice(first, first + rows).map((entry, place) => drawLine(segmentsOf(entry, first + place === index, model, columns), columns, model.look));
}
