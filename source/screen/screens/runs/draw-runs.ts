import type {RunListRow} from '../../../run/run-list.ts';
import {drawLine} from '../../draw/line.ts';
import {drawTable} from '../../draw/table.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {runColumns} from './run-columns.ts';
import {drawNotes, rowsToExplain} from './run-notes.ts';
import {chosenIndex, runRows} from './run-rows.ts';

/** With less than so many rows the list has them all. */
const rowsForNotes = 8;
/** Of the reasons: whole sentences, as many as fit, and the first one in any case. */
const mostNoteRows = 4;
const rowsOfNote = 2;

/** The list: a header, the rows around the chosen one, and why the chosen and the marked ones came to no good end. */
export function drawRuns(model: ScreenModel, {columns, rows: height}: Size): readonly string[] {
	const {look, runList, ui} = model;
	const texts = wordsIn(ui.language).runsScreen;
	const rows = runRows(model);
	const failures = [...drawFailures(model, columns), ...(runList.isKnown || rows.length === 0 ? [] : [drawLine([['dim', texts.looking]], columns, look)])];
	if (rows.length === 0) {
		const text = runList.isKnown ? (ui.runs.query === '' ? texts.nothing : texts.noneFit(ui.runs.query)) : texts.looking;
		return [...wrapText([['dim', text]], columns, look), ...failures].slice(0, height);
	}

	const {top, room, chosen, noteRows} = shownRuns(model, rows, height);
	const notes = fitNotes(noteRows === 0 ? [] : drawNotes(model, columns), noteRows);
	const shown = rows.slice(top, top + room);
	const lines = drawTable(shown, runColumns(model, columns, rows, rows[chosen]), {
		width: columns, look, header: text => ['dim', text], isChosen: row => row === rows[chosen],
	});
	const end = [...notes, ...failures];
	const blank = drawLine([], columns, look);
	const space = Math.max(0, height - lines.length - end.length);
	const rule = end.length > 0 && space > 0 ? [drawLine([['rest', look.glyphs.horizontal.repeat(columns)]], columns, look)] : [];
	return [...lines, ...Array.from({length: space - rule.length}, () => blank), ...rule, ...end].slice(0, height);
}

/** Which rows are in sight: the chosen one as near to the middle as the ends allow; and how many rows below are for reasons. */
export function shownRuns(model: ScreenModel, rows: readonly RunListRow[], height: number): {readonly top: number; readonly room: number; readonly chosen: number; readonly noteRows: number} {
	const {runList, ui} = model;
	const failures = Object.values(runList.parts).filter(({failure}) => failure !== undefined).length + (runList.isKnown ? 0 : 1);
	const noteRows = height < rowsForNotes ? 0 : Math.min(mostNoteRows, rowsOfNote * rowsToExplain(model).length);
	const room = Math.max(1, height - 1 - failures - noteRows);
	const chosen = chosenIndex(rows, ui.runs.chosen);
	return {
		top: Math.max(0, Math.min(rows.length - room, chosen - Math.floor(room / 2))), room, chosen, noteRows,
	};
}

function fitNotes(notes: ReadonlyArray<readonly string[]>, rows: number): readonly string[] {
	let fitting: readonly string[] = (notes[0] ?? []).slice(0, rows);
	for (const note of notes.slice(1)) {
		fitting = fitting.length + note.length <= rows ? [...fitting, ...note] : fitting;
	}

	return fitting;
}

/** Engines that do not answer; the rest of the list does not wait for them. */
function drawFailures({runList, look, ui}: ScreenModel, columns: number): readonly string[] {
	return Object.entries(runList.parts).flatMap(([host, {failure}]) => failure === undefined
		? []
		: [drawLine([['warning', wordsIn(ui.language).runsScreen.away(host, failure)]], columns, look)]);
}
