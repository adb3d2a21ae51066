import {keyNameOf} from '../../../keys/key-names.ts';
import type {RunListRow} from '../../../run/run-list.ts';
import {drawLine} from '../../draw/line.ts';
import {drawTable} from '../../draw/table.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawHead} from './draw-head.ts';
import {runColumns} from './run-columns.ts';
import {drawNotes, rowsToExplain} from './run-notes.ts';
import {
	chosenIndex,
	runLines,
	runRows,
	type RunLine,
} from './run-rows.ts';

/** With less than so many rows the list has them all. */
const rowsForNotes = 8;
/** Of the reasons: whole sentences, as many as fit, and the first one in any case. */
const mostNoteRows = 4;
const rowsOfNote = 2;
/** Of hosts that do not answer; grouped by host each has a head. */
const maxFailures = 3;

/** The list: a header, the lines around the chosen one, and why the chosen and the marked ones came to no good end. */
export function drawRuns(model: ScreenModel, {columns, rows: height}: Size): readonly string[] {
	const {look, runList, ui} = model;
	const texts = wordsIn(ui.language).runsScreen;
	const rows = runRows(model);
	const all = runLines(model);
	const failures = [...drawFailures(model, columns), ...(runList.isKnown || all.length === 0 ? [] : [drawLine([['dim', texts.looking]], columns, look)])];
	if (all.length === 0) {
		const text = runList.isKnown ? (ui.runs.query === '' ? texts.nothing : texts.noneFit(ui.runs.query)) : texts.looking;
		return [...wrapText([['dim', text]], columns, look), ...failures].slice(0, height);
	}

	const {top, room, chosen, noteRows} = shownRuns(model, all, height);
	const notes = fitNotes(noteRows === 0 ? [] : drawNotes(model, columns), noteRows);
	const shown = all.slice(top, top + room);
	const lines = drawLines(shown, rows, all[chosen], model, columns);
	const end = [...notes, ...failures];
	const blank = drawLine([], columns, look);
	const space = Math.max(0, height - lines.length - end.length);
	const rule = end.length > 0 && space > 0 ? [drawLine([['rest', look.glyphs.horizontal.repeat(columns)]], columns, look)] : [];
	return [...lines, ...Array.from({length: space - rule.length}, () => blank), ...rule, ...end].slice(0, height);
}

/** The header, and heads of groups between the rows of the table. */
function drawLines(shown: readonly RunLine[], rows: readonly RunListRow[], chosen: RunLine | undefined, model: ScreenModel, columns: number): readonly string[] {
	const {look, ui} = model;
	const [header, ...table] = drawTable(shown.filter(({head}) => head === undefined), runColumns(model, columns, rows, chosen), {
		width: columns, look, header: text => ['dim', text], isChosen: row => row === chosen,
	});
	let next = 0;
	return [header!, ...shown.map(line => line.head === undefined ? table[next++]! : drawHead(line.head, ui.runs.folded.includes(line.key), line === chosen, model, columns))];
}

/** How many lines below the list say which hosts do not answer: where the list is grouped by host their heads do. */
function failureCount({runList, ui}: Pick<ScreenModel, 'runList' | 'ui'>): number {
	return ui.runs.group === 'host' ? 0 : Math.min(maxFailures, Object.values(runList.parts).filter(({failure}) => failure !== undefined).length);
}

/** Which lines are in sight: the chosen one as near to the middle as the ends allow; and how many rows below are for reasons. */
export function shownRuns(model: ScreenModel, lines: readonly RunLine[], height: number): {readonly top: number; readonly room: number; readonly chosen: number; readonly noteRows: number} {
	const {runList, ui} = model;
	const failures = failureCount(model) + (runList.isKnown ? 0 : 1);
	const chosen = chosenIndex(lines, ui.runs.chosen);
	const noteRows = height < rowsForNotes ? 0 : (lines[chosen]?.head?.failure === undefined ? Math.min(mostNoteRows, rowsOfNote * rowsToExplain(model).length) : mostNoteRows);
	const room = Math.max(1, height - 1 - failures - noteRows);
	return {
		top: Math.max(0, Math.min(lines.length - room, chosen - Math.floor(room / 2))), room, chosen, noteRows,
	};
}

function fitNotes(notes: ReadonlyArray<readonly string[]>, rows: number): readonly string[] {
	let fitting: readonly string[] = (notes[0] ?? []).slice(0, rows);
	for (const note of notes.slice(1)) {
		fitting = fitting.length + note.length <= rows ? [...fitting, ...note] : fitting;
	}

	return fitting;
}

/** Hosts that do not answer; the rest of the list does not wait for them. */
function drawFailures(model: ScreenModel, columns: number): readonly string[] {
	const {runList, look, ui} = model;
	const texts = wordsIn(ui.language).runsScreen;
	const lines = Object.entries(runList.parts).flatMap(([host, {failure}]) => failure === undefined ? [] : [texts.away(host, `${failure.message} ${failure.hint}`)]);
	const room = failureCount(model);
	const shown = lines.length > room && room > 0 ? [...lines.slice(0, room - 1), texts.moreAway(lines.length - room + 1, keyNameOf('group-runs'))] : lines.slice(0, room);
	return shown.map(text => drawLine([['warning', text]], columns, look));
}
