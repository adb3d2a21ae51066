import {leadingMetric} from '../../../domain/metric.ts';
import {type RunStatus, isGoing} from '../../../domain/run-status.ts';
import {metric, unknownSign} from '../../../format/number.ts';
import {roughDurationToText} from '../../../format/duration.ts';
import {displayWidth, padEnd, truncate} from '../../../format/display-width.ts';
import {runLeftMs} from '../../../run/run-eta.ts';
import {guardOf, type RunListRow} from '../../../run/run-list.ts';
import {sparkline} from '../../draw/sparkline.ts';
import type {TableColumn} from '../../draw/table.ts';
import {timeSpan, type ScreenModel} from '../../panels/model.ts';
import {statusLooks} from '../../panels/status-look.ts';
import {placeToken} from '../../theme/subjects.ts';
import {wordsIn} from '../../../words/words.ts';
import {columnFacts, stateOf} from './column-facts.ts';
import {letterOf, valuesOf} from './run-curves.ts';
import {rowName, runLines} from './run-rows.ts';
import type {RunFigure} from './runs-ui.ts';

/** Of a cut name the end must still tell it from others. */
const leastName = 11;
const leastRoom = 13;
/** Columns for a name by the width of the list: the end of a path tells more of them apart than its beginning. */
const nameColumns = [[90, 30], [75, 18], [0, leastRoom]] as const;
/** More of them where names begin with a host. */
const hostColumns = 6;
/** With fewer columns the mark of the state stands for its word. */
const columnsForState = 50;
const curveColumns = 9;

/** The columns that any of the rows has something for. */
export function runColumns(model: ScreenModel, width: number, rows: readonly RunListRow[], chosen: RunListRow | undefined): ReadonlyArray<TableColumn<RunListRow>> {
	const {look, now, ui} = model;
	const {hasHosts, figure, top, states: shownStates, leadLabel, known} = columnFacts(model, rows);
	const [, plain] = nameColumns.find(([from]) => width >= from)!;
	const room = plain + (hasHosts ? hostColumns : 0);
	const least = plain === leastRoom ? leastName + (width < columnsForState ? 0 : room - plain) : room;
	const isShort = width < columnsForState;
	const words = wordsIn(ui.language);
	const {columns, states, now: nowWord} = words.runsScreen;
	const {columns: heads} = words.list;
	const places = new Map(ui.runs.marked.map((key, place) => [key, place]));
	const leftMs = (row: RunListRow) => row.run && runLeftMs(row.run, now);
	const stateText = (state: RunStatus) => `${look.glyphs.marks[statusLooks[state].mark]}${isShort ? '' : ` ${states[state]}`}`;
	const bestKeys = new Set(runLines(model).flatMap(({head}) => head?.best ?? []));
	const all: ReadonlyArray<TableColumn<RunListRow>> = [
		{
			key: 'mark',
			header: ' '.repeat(3),
			text(row) {
				const place = places.get(row.key);
				return `${row === chosen ? look.glyphs.chosen : ' '} ${place === undefined ? ' ' : letterOf(place)}`;
			},
			token(row) {
				const place = places.get(row.key);
				return place === undefined ? 'accent' : placeToken(place);
			},
		},
		{
			key: 'run', header: columns.run, text: row => fitName(rowName(row, room, rows), least, look.glyphs.ellipsis), minimum: least, token: ({entry, key, oldSince}) => oldSince === undefined ? (entry !== undefined || places.has(key) ? 'strong' : 'text') : 'dim',
		},
		{
			key: 'state', header: isShort ? '' : columns.state, minimum: Math.max(...[...shownStates].map(state => displayWidth(stateText(state)))), text: row => stateText(stateOf(row)), token: row => row.oldSince === undefined ? statusLooks[stateOf(row)].token : 'dim',
		},
		{
			key: 'epochs', header: columns.epochs, text: ({run}) => run === undefined ? unknownSign : `${run.completedEpochs}/${run.epochs ?? unknownSign}`, align: 'right', priority: 8,
		},
		{
			key: 'map', header: leadLabel, text: ({run, key}) => `${bestKeys.has(key) ? `${look.glyphs.best} ` : ''}${metric(run?.best?.metrics[leadingMetric(run.best.metrics).name])}`, align: 'right', priority: 9, token: () => 'strong',
		},
		{
			key: 'curve', header: padEnd(columns.curve, curveColumns), text: ({run}) => curveText(run, figure, top, model), priority: 7, token: row => places.has(row.key) ? placeToken(places.get(row.key)!) : 'dim',
		},
		{
			key: 'left', header: heads.left, text: row => leftMs(row) === undefined ? '' : timeSpan(model, leftMs(row)), align: 'right', priority: 4,
		},
		{
			key: 'guard', header: columns.guard, text: row => guardText(row, model), align: 'right', priority: 5, token: () => 'accent',
		},
		{
			key: 'batch', header: heads.batch, text: ({run}) => run?.settings.batchSize ?? '', align: 'right', priority: 3, token: () => 'dim',
		},
		{
			key: 'size', header: heads.size, text: ({run}) => run?.settings.imageSize ?? '', align: 'right', priority: 2, token: () => 'dim',
		},
		{
			key: 'device', header: heads.device, text: ({entry}) => entry?.device ?? '', align: 'right', priority: 1, token: () => 'dim',
		},
		{
			key: 'age', header: columns.age, text: row => ageText(row, model, nowWord), align: 'right', priority: 6, token: () => 'dim',
		},
	];
	return all.filter(({key}) => known.has(key));
}

/** How often it may still be started again, of how many times. */
function guardText(row: RunListRow, {runList}: ScreenModel): string {
	const guard = guardOf(row, runList);
	return guard === undefined ? '' : `${guard.left}/${guard.max}`;
}

/** The run at the end of a name stays, and so much of its container as there is room for. */
function fitName(name: string, columns: number, ellipsis: string): string {
	const place = name.lastIndexOf(':');
	const end = name.slice(place);
	return place === -1 || displayWidth(name) <= columns || displayWidth(end) >= columns - 1 ? name : truncate(name.slice(0, place), columns - displayWidth(end), ellipsis) + end;
}

/** All runs to one scale, so that their heights can be compared. */
function curveText(run: RunListRow['run'], figure: RunFigure | undefined, top: number, {look}: ScreenModel): string {
	const values = figure === undefined ? [] : valuesOf(run, figure);
	return padEnd(sparkline(values.map(value => value === undefined || top <= 0 ? value : 100 * value / top), curveColumns, look.glyphs, 'percent'), curveColumns);
}

/** How long nothing has been written to a run that is over, or nothing was heard of its host. */
function ageText(row: RunListRow, {now, ui}: ScreenModel, nowWord: string): string {
	const {run, entry, job} = row;
	if (row.oldSince !== undefined) {
		return wordsIn(ui.language).runsScreen.old(roughDurationToText(Math.max(0, now - row.oldSince), wordsIn(ui.language).durationUnits));
	}

	if (isGoing(stateOf(row))) {
		return nowWord;
	}

	const at = job?.job.endedAt ?? job?.job.submittedAt ?? run?.modifiedAt ?? entry?.startedAt;
	return at === undefined ? unknownSign : roughDurationToText(Math.max(0, now - at), wordsIn(ui.language).durationUnits);
}
