import {displayWidth, padEnd, truncate} from '../../../format/display-width.ts';
import {unknownSign} from '../../../format/number.ts';
import {shortenPath} from '../../../format/short-path.ts';
import {selectCompared} from '../../../run/run-list.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {placeToken} from '../../theme/subjects.ts';
import {wordsIn} from '../../../words/words.ts';
import {comparisonRows, type ComparisonRow} from './comparison-rows.ts';
import {letterOf} from './run-curves.ts';
import {markedRows, rowName} from './run-rows.ts';
import {stateOf} from './column-facts.ts';

/** Columns of a run where there is room, and the fewest in which a figure can be read. */
const runColumns = {most: 32, least: 8, leastWithDifference: 12};
const mostLabel = 24;
const mostName = 14;

/** All lines below the header, of the comparison that is shown; empty while the runs are read. */
function comparisonLines(model: ScreenModel): ReadonlyArray<ComparisonRow | 'settings'> {
	const runs = selectCompared(model.runList, model.ui.runs.marked);
	if (runs === undefined) {
		return [];
	}

	const {results, settings} = comparisonRows(runs, model);
	return [...results, ...(settings.length === 0 ? [] : ['settings' as const, ...settings])];
}

/** Rows of the whole table with its header; a few while the runs are read. */
export function rowsOfComparison(model: ScreenModel): number {
	return Math.max(4, comparisonLines(model).length + 1);
}

/** The marked runs beside each other: what differs in results and settings, and how the first differs from the second. */
export function drawComparison(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, ui, runList} = model;
	const texts = wordsIn(ui.language).runsScreen;
	const marked = markedRows(model);
	const unread = marked.flatMap(({key}) => {
		const details = runList.details[key];
		return details !== undefined && 'failure' in details ? [texts.unreadRun(key, details.failure)] : [];
	});
	if (selectCompared(runList, ui.runs.marked) === undefined) {
		return (unread.length === 0 ? [texts.reading] : unread).flatMap(text => wrapText([[unread.length === 0 ? 'accent' : 'warning', text]], columns, look)).slice(0, rows);
	}

	const lines = comparisonLines(model);
	const layout = planColumns(lines, marked.length, columns, model);
	const top = Math.max(0, Math.min(ui.runs.top, lines.length - rows + 1));
	return [
		headerLine(model, layout, columns),
		...(lines.length === 0 ? wrapText([['dim', texts.noDifference]], columns, look) : lines.slice(ui.runs.isComparing ? top : 0).map(line => drawLine(line === 'settings' ? ruleSegments(model, columns) : rowSegments(line, layout, look.glyphs.ellipsis), columns, look))),
	].slice(0, rows);
}

type Layout = {readonly label: number; readonly run: number; readonly shown: number; readonly difference: number};

function planColumns(lines: ReadonlyArray<ComparisonRow | 'settings'>, count: number, columns: number, {ui}: ScreenModel): Layout {
	const table = lines.filter(line => line !== 'settings');
	const label = Math.min(mostLabel, Math.floor(columns * 0.35), Math.max(6, ...table.map(row => displayWidth(row.label)))) + 1;
	const wanted = Math.max(displayWidth(wordsIn(ui.language).runsScreen.against('a', 'b')), ...table.map(row => displayWidth(row.difference)));
	const difference = columns - label - wanted >= count * runColumns.leastWithDifference ? wanted : 0;
	const shown = Math.max(1, Math.min(count, Math.floor((columns - label - difference) / runColumns.least)));
	return {
		label, difference, shown, run: Math.min(runColumns.most, Math.floor((columns - label - difference) / shown)),
	};
}

/** The runs that have no column where the terminal is too narrow for all. */
function headerLine(model: ScreenModel, {label, run, shown, difference}: Layout, columns: number): string {
	const {look, ui} = model;
	const words = wordsIn(ui.language);
	const marked = markedRows(model);
	const more = marked.length - shown;
	return drawLine([
		['dim', padEnd(more > 0 ? words.runsScreen.more(String(more)) : '', label)],
		...marked.slice(0, shown).flatMap((row, place): readonly Segment[] => {
			const name = truncate(rowName(row, Math.min(mostName, run - 3)), run - 3, look.glyphs.ellipsis);
			const state = words.runsScreen.states[stateOf(row)];
			const rest = run - displayWidth(name) - 3;
			return [[placeToken(place), `${letterOf(place)} `], ['strong', name], ['label', padEnd(rest > displayWidth(state) ? ` ${state}` : '', Math.max(1, rest + 1))]];
		}),
		['dim', difference > 0 && marked.length > 1 ? words.runsScreen.against(letterOf(0), letterOf(1)) : ''],
	], columns, look);
}

function rowSegments({label: text, values, best, difference: change, verdict}: ComparisonRow, {label, run, shown, difference}: Layout, ellipsis: string): readonly Segment[] {
	// Of a path the end tells one from another.
	const cut = (cell: string, width: number) => padEnd(truncate(cell.includes('/') ? shortenPath(cell, width, ellipsis) : cell, width, ellipsis), width);
	// The figure without its epoch, before a part of both.
	const fit = (cell: string) => displayWidth(cell) <= run - 1 ? cell : /^[\d+\-.−]+(?=[ （])/.exec(cell)?.[0] ?? cell;
	return [
		['label', cut(text, label - 1)],
		['text', ' '],
		...values.slice(0, shown).map((value, place): Segment => [value === unknownSign ? 'dim' : (best.includes(place) ? 'strong' : 'text'), `${cut(fit(value), run - 1)} `]),
		[verdict, difference > 0 ? change : ''],
	];
}

function ruleSegments({look, ui}: ScreenModel, columns: number): readonly Segment[] {
	const word = wordsIn(ui.language).runsScreen.settings;
	return [['dim', `${word} `], ['rest', look.glyphs.horizontal.repeat(Math.max(0, columns - displayWidth(word) - 1))]];
}
