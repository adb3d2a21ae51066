import type {TerminalLine} from '../../../domain/line.ts';
import {clockSeconds} from '../../../format/clock-time.ts';
import {count} from '../../../format/number.ts';
import {drawEnds, drawLine, type Segment} from '../../draw/line.ts';
import {readLogLine} from '../../panels/read-log-line.ts';
import type {Size} from '../../panels/model.ts';
import type {Look} from '../../theme/look.ts';
import type {Words} from '../../../words/words.ts';
import {drawRow} from './draw-row.ts';
import type {LogEntry} from './log-index.ts';
import type {LogLists} from './log-lists.ts';
import {
	moveBy,
	rowsFrom,
	type LogRow,
	type LogShape,
} from './log-window.ts';
import {topPlace, type LogsState} from './logs-state.ts';

export type LogsDrawing = {
	readonly lists: LogLists;
	readonly state: LogsState;
	/** Lines that have not ended yet, shown below the end. */
	readonly live: readonly TerminalLine[];
	/** Lines that the log has dropped at its front. */
	readonly dropped: number;
	/** True for a run directory, which keeps nothing that was printed. */
	readonly isDirectory: boolean;
	/** What was done last, for example where the log was saved; takes the place of the status line's left half. */
	readonly message?: string;
	readonly utcOffsetMinutes: number;
	readonly look: Look;
	readonly words: Words['logs'];
};

/** How the rows of the screen are shared out. */
export type LogsPlan = {
	readonly pinned: ReadonlyArray<readonly Segment[]>;
	readonly shape: LogShape;
	/** Row of the first line of the log, counted from the top of the screen's content. */
	readonly firstRow: number;
};

const markColumns = 2;
const timeColumns = 9;
/** Deeper tracebacks are rare; the head then stands for the error. */
const tracebackLines = 200;

/** Shares out the rows: errors on top where there is room, the log, and one line that says where one is. */
export function planLogs(drawing: Pick<LogsDrawing, 'lists' | 'state' | 'live' | 'words' | 'look'>, {columns, rows}: Size): LogsPlan {
	const {state, live} = drawing;
	const pinned = rows < 8 ? [] : pinProblems(drawing, Math.min(4, Math.floor(rows / 5)));
	const pinnedRows = pinned.length === 0 ? 0 : pinned.length + 1;
	const liveRows = state.top === undefined && state.filter === '' ? Math.min(live.length, 2) : 0;
	const textColumns = columns - markColumns - (state.hasTimes ? timeColumns : 0);
	return {
		pinned,
		firstRow: pinnedRows,
		shape: {
			columns: Math.max(1, textColumns), rows: Math.max(1, rows - pinnedRows - liveRows - 1), isWrapped: state.isWrapped, scrolled: state.scrolled,
		},
	};
}

/** The log screen: exactly `rows` lines of `columns` columns. */
export function drawLogs(drawing: LogsDrawing, size: Size): readonly string[] {
	const {lists, state, live, look, words, utcOffsetMinutes, isDirectory} = drawing;
	const empty = isDirectory ? words.emptyDirectory : words.empty;
	const {columns, rows} = size;
	const {pinned, shape} = planLogs(drawing, size);
	const shown = rowsFrom(topPlace(state, {lists, shape}), lists, shape);
	const body = shown.map(row => drawLogRow(row, drawing, columns));
	const liveLines = state.top === undefined && state.filter === ''
		? live.slice(-2).map(line => drawLine([
			['accent', look.glyphs.cursor.padEnd(markColumns)],
			...(state.hasTimes ? [['dim', `${clockSeconds(line.at, utcOffsetMinutes)} `] as const] : []),
			['text', readLogLine(line).text],
		], columns, look))
		: [];
	const hint: readonly string[] = body.length === 0 && liveLines.length === 0
		? [drawLine([['dim', lists.filter === undefined ? empty : words.nothingMatches(lists.filter.text)]], columns, look)]
		: [];
	const rule = look.paint('border', look.glyphs.horizontal.repeat(columns));
	const top = pinned.length === 0 ? [] : [...pinned.map(segments => drawLine(segments, columns, look)), rule];
	const middle = [...body, ...hint, ...liveLines];
	const filled = [...middle, ...Array.from({length: Math.max(0, rows - top.length - middle.length - 1)}, () => ' '.repeat(columns))];
	return [...top, ...filled, drawStatus(drawing, shape, columns)].slice(0, rows);
}

/** The last different errors, newest last; else how many warnings there are and the last one. */
function pinProblems({lists: {index}, words, look}: Pick<LogsDrawing, 'lists' | 'words' | 'look'>, limit: number): ReadonlyArray<readonly Segment[]> {
	const problems = index.problems();
	const isError = problems.length > 0;
	const ordinals = isError ? problems : index.warnings();
	if (ordinals.length === 0 || limit < 1) {
		return [];
	}

	const texts: string[] = [];
	for (const ordinal of ordinals.toReversed()) {
		const text = problemText(index, ordinal);
		if (text !== '' && !texts.includes(text)) {
			texts.unshift(text);
		}

		if (texts.length >= (isError ? limit : 1)) {
			break;
		}
	}

	if (texts.length === 0) {
		return [];
	}

	const token = isError ? 'bad' : 'warning';
	const mark = isError ? look.glyphs.marks.bad : '!';
	const total = isError ? words.errors(problems.length) : words.warnings(ordinals.length);
	const lines = texts.map((text): readonly Segment[] => [[token, `${mark} `], ['text', text.trimStart()]]);
	return [[...lines[0]!.slice(0, 1), [token, total], ['dim', words.jumpHint], ...lines[0]!.slice(1)], ...lines.slice(1)];
}

/** An error in one line: of a traceback the exception at its end, or nothing where that is an error by itself. */
function problemText(index: LogLists['index'], ordinal: number): string {
	const {text} = index.at(ordinal)!;
	if (!text.startsWith('Traceback (')) {
		return text;
	}

	for (let next = ordinal + 1; next < Math.min(index.end(), ordinal + tracebackLines); next++) {
		const entry = index.at(next)!;
		if (/^\S/.test(entry.text)) {
			return entry.token === 'bad' ? '' : entry.text;
		}
	}

	return text;
}

function isSelected({number}: LogEntry, {current, anchor}: LogsState): boolean {
	return current !== undefined && anchor !== undefined && number >= Math.min(current, anchor) && number <= Math.max(current, anchor);
}

function drawLogRow({entry, part, isFirst, isLast}: LogRow, {state, lists, look, words, utcOffsetMinutes}: LogsDrawing, columns: number): string {
	const isCurrent = entry.number === state.current;
	const {token} = entry;
	let mark: Segment = ['text', '  '];
	if (isCurrent && isFirst) {
		mark = ['accent', `${look.glyphs.cursor} `];
	} else if (isSelected(entry, state)) {
		mark = ['accent', `${look.glyphs.scrollThumb} `];
	} else if (isFirst && (token === 'bad' || token === 'warning')) {
		mark = [token, token === 'bad' ? `${look.glyphs.marks.bad} ` : '! '];
	}

	const time: Segment = ['dim', isFirst ? `${clockSeconds(entry.line.at, utcOffsetMinutes)} ` : ' '.repeat(timeColumns)];
	const lead = drawLine(state.hasTimes ? [mark, time] : [mark], markColumns + (state.hasTimes ? timeColumns : 0), look);
	const room = Math.max(0, columns - markColumns - (state.hasTimes ? timeColumns : 0));
	const row = drawRow({
		entry, part, hits: lists.search?.hits(entry.text) ?? [], isCurrent, look,
	});
	const rest = room - row.columns;
	if (rest < 0) {
		return drawLine([mark], columns, look);
	}

	const repeated: readonly Segment[] = isLast && entry.count > 1 ? [['dim', `  ${words.times(entry.count)}`]] : [];
	return lead + row.text + drawLine(repeated, rest, look);
}

/** Where one is in the log, and what is searched and filtered. */
function drawStatus({lists, state, dropped, message, look, words}: LogsDrawing, shape: LogShape, columns: number): string {
	const {list, found, search, filter, problem} = lists;
	const gap: Segment = ['text', '  '];
	const left: Segment[] = [];
	if (problem !== undefined) {
		left.push(['bad', words.badExpression(problem)], gap);
	} else if (state.notice !== undefined) {
		left.push(['warning', words.notice[state.notice]], gap);
	} else if (message !== undefined) {
		left.push(['good', message], gap);
	}

	if (state.anchor !== undefined && state.current !== undefined) {
		const places = [state.current, state.anchor].map(number => list.placeOf(lists.index.ordinalOf(number)));
		left.push(['accent', words.selected(count(Math.abs(places[0]! - places[1]!) + 1))], gap);
	}

	if (search !== undefined && found !== undefined) {
		const ordinal = state.current === undefined ? undefined : lists.index.ordinalOf(state.current);
		const place = ordinal !== undefined && found.has(ordinal) ? words.hit(count(found.placeOf(ordinal) + 1), count(found.count())) : words.hits(count(found.count()));
		left.push(['label', words.search(search.text)], ['strong', place], gap);
	}

	if (filter !== undefined) {
		left.push(['label', words.filter(filter.text, count(list.count()))], gap);
	}

	if (shape.scrolled > 0) {
		left.push(['label', words.scrolled(shape.scrolled)], gap);
	}

	const below = Math.max(1, list.count() - moveBy(topPlace(state, {lists, shape}), shape.rows, lists, shape).place);
	const total: Segment = ['dim', `${words.lines(count(list.count()))}${dropped > 0 && columns >= 70 ? words.droppedToo(count(dropped)) : ''}`];
	const where: Segment = state.top === undefined ? ['good', words.following] : ['warning', `${words.below(count(below))} ${look.glyphs.down}`];
	return drawEnds(left, columns >= 60 || left.length === 0 ? [total, gap, where] : [where], columns, look);
}
