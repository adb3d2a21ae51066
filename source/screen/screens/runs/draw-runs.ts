import {leadingMetric} from '../../../domain/metric.ts';
import type {RunStatus} from '../../../domain/run-status.ts';
import {statusOfTraining} from '../../../domain/run-summary.ts';
import {metric, unknownSign} from '../../../format/number.ts';
import {runLeftMs} from '../../../run/run-eta.ts';
import type {RunListRow} from '../../../run/run-list.ts';
import {drawLine} from '../../draw/line.ts';
import {drawTable, type TableColumn} from '../../draw/table.ts';
import {timeSpan, type ScreenModel, type Size} from '../../panels/model.ts';
import {statusLooks} from '../../panels/status-look.ts';
import type {Token} from '../../theme/token.ts';
import {wordsIn} from '../../../words/words.ts';
import {chosenIndex, rowName, runRows} from './run-rows.ts';

/** Of a cut word the state must still be known. */
const stateColumns = 9;

/** The colour of a state, except that of a list of many ended runs the ones that go on stand out and unknown ones do not. */
function tokenOf(status: RunStatus): Token {
	return status === 'training' ? 'accent' : (status === 'unknown' ? 'text' : statusLooks[status].token);
}

function stateOf({entry, run}: RunListRow): RunStatus {
	return statusOfTraining({isPaused: entry?.isPaused === true, ...(run !== undefined && {run})});
}

/** Columns for the name of a run, beside the others. */
const nameColumns = {narrow: 18, wide: 40, wideFrom: 110};

function columnsOf(model: ScreenModel, width: number, rows: readonly RunListRow[], chosen: RunListRow | undefined): ReadonlyArray<TableColumn<RunListRow>> {
	const {look, now, ui} = model;
	const room = width < nameColumns.wideFrom ? nameColumns.narrow : nameColumns.wide;
	const {columns} = wordsIn(ui.language).list;
	const words = wordsIn(ui.language).status;
	const marked = new Set(ui.runs.marked);
	const span = (ms: number | undefined) => ms === undefined ? unknownSign : timeSpan(model, Math.max(0, ms));
	return [
		{
			key: 'mark', header: '  ', text: row => `${row === chosen ? look.glyphs.cursor : ' '}${marked.has(row.key) ? '*' : ' '}`, token: () => 'accent',
		},
		{
			key: 'run', header: columns.run, text: row => rowName(row, room, rows), minimum: nameColumns.narrow, token: ({entry}) => entry === undefined ? 'text' : 'strong',
		},
		{
			key: 'state', header: columns.state, minimum: stateColumns, text: row => words[stateOf(row)], token: row => tokenOf(stateOf(row)),
		},
		{
			key: 'epoch', header: width < nameColumns.wideFrom ? columns.epochsDoneShort : columns.epochsDone, text: ({run}) => run === undefined ? unknownSign : `${run.completedEpochs}/${run.epochs ?? unknownSign}`, align: 'right', priority: 8,
		},
		{
			key: 'map', header: columns.map, text: ({run}) => metric(run?.best?.metrics[leadingMetric(run.best.metrics).name]), align: 'right', priority: 7,
		},
		{
			key: 'left', header: columns.left, text: ({run}) => span(run && runLeftMs(run, now)), align: 'right', priority: 6,
		},
		{
			key: 'batch', header: columns.batch, text: ({run}) => run?.settings.batchSize ?? unknownSign, align: 'right', priority: 3, token: () => 'dim',
		},
		{
			key: 'size', header: columns.size, text: ({run}) => run?.settings.imageSize ?? unknownSign, align: 'right', priority: 2, token: () => 'dim',
		},
		{
			key: 'device', header: columns.device, text: ({entry}) => entry?.device ?? unknownSign, align: 'right', priority: 1, token: () => 'dim',
		},
		{
			key: 'age', header: columns.age, text: ({run, entry}) => span(run === undefined ? (entry?.startedAt === undefined ? undefined : now - entry.startedAt) : now - run.modifiedAt), align: 'right', priority: 5, token: () => 'dim',
		},
	];
}

/** The list: a header and the rows around the chosen one. */
export function drawRuns(model: ScreenModel, {columns, rows: height}: Size): readonly string[] {
	const {look, runList, ui} = model;
	const texts = wordsIn(ui.language).runsScreen;
	const rows = runRows(model);
	if (rows.length === 0) {
		const text = runList.isKnown ? (ui.runs.query === '' ? texts.nothing : texts.noneFit(ui.runs.query)) : texts.looking;
		return [drawLine([['dim', text]], columns, look), ...drawFailures(model, columns)];
	}

	const failures = [...drawFailures(model, columns), ...(runList.isKnown ? [] : [drawLine([['dim', texts.looking]], columns, look)])];
	const {top, room, chosen} = shownRuns(model, rows, height);
	const shown = rows.slice(top, top + room);
	const lines = drawTable(shown, columnsOf(model, columns, rows, rows[chosen]), {
		width: columns, look, isChosen: row => row === rows[chosen],
	});
	return [...lines, ...failures].slice(0, height);
}

/** Which rows are in sight: the chosen one as near to the middle as the ends allow. `height` with the header. */
export function shownRuns({runList, ui}: Pick<ScreenModel, 'runList' | 'ui'>, rows: readonly RunListRow[], height: number): {readonly top: number; readonly room: number; readonly chosen: number} {
	const failures = Object.values(runList.parts).filter(({failure}) => failure !== undefined).length;
	const room = Math.max(1, height - 1 - failures - (runList.isKnown ? 0 : 1));
	const chosen = chosenIndex(rows, ui.runs.chosen);
	return {top: Math.max(0, Math.min(rows.length - room, chosen - Math.floor(room / 2))), room, chosen};
}

/** Engines that do not answer; the rest of the list does not wait for them. */
function drawFailures({runList, look, ui}: ScreenModel, columns: number): readonly string[] {
	return Object.entries(runList.parts).flatMap(([host, {failure}]) => failure === undefined
		? []
		: [drawLine([['warning', wordsIn(ui.language).runsScreen.away(host, failure)]], columns, look)]);
}
