import {clockSeconds} from '../../../format/clock-time.ts';
import {ownFrame} from '../../../run/own-frame.ts';
import {selectCause} from '../../../run/tracebacks.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {narrowRow, omit} from '../../draw/metric-table.ts';
import {wrapLine} from '../../draw/wrap.ts';
import {createLogIndex, type LogEntry} from '../logs/log-index.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';

/** More than a screen has rows, with the tables that are left out between the notes, and a long traceback. */
const maxEntries = 10_000;

/** Reading thousands of lines again for each new one would be waste; one log is shown at a time. */
const index = createLogIndex({hasBlanks: false, maxEntries});

const tracebackStart = 'Traceback (most recent call last)';
/** Longer ones are cut in what is shown. */
const longestTraceback = 400;
/** What is between the first line of a traceback and its exception. */
const insideTraceback = /^\s|^During handling of|^The above exception/;
/** Column names, rows of epochs and validations, bars: the overview has them as a table. */
const tableRow = /^\s*(?:(?:Epoch|Class)\s{2,}\S|\d+\/\d+\s|all\s+\d)|\d%\s+\d+\/\d/;

/** A line as it is shown: an entry of the log, or several of a traceback folded into one. */
type Shown = {readonly entry: LogEntry; readonly folded?: number};

function * newestFirst(model: ScreenModel): Generator<LogEntry> {
	index.update(model.log);
	for (let ordinal = index.end() - 1; ordinal >= index.first(); ordinal--) {
		const entry = index.at(ordinal);
		if (entry !== undefined) {
			yield entry;
		}
	}
}

/** The last lines of the output since the container was started. */
export function drawOutput(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {log, look, words, state} = model;
	const shown: LogEntry[] = [];
	const startedAt = state.container?.startedAt ?? -Infinity;
	for (const entry of newestFirst(model)) {
		// The log keeps what a run before this one has printed; that says nothing of this one.
		if (shown.length >= rows || (entry.line.at ?? Infinity) < startedAt) {
			break;
		}

		shown.unshift(entry);
	}

	if (shown.length === 0) {
		const live = log.lines.at(-1);
		const nothing = state.target?.kind === 'directory' ? words.waiting.logOfDirectory : words.waiting.log;
		return [drawLine([['dim', live === undefined || state.phase.kind === 'training' ? nothing : live.text]], columns, look)];
	}

	return wrapWithRoom(shown.map(entry => toSegments(entry, model, columns)), model, {columns, rows});
}

function toSegments({text, token, count}: LogEntry, {words}: ScreenModel, columns: number): readonly Segment[] {
	// The frameworks align their columns with many blanks; a narrow pane has none to spare.
	return [[token, omit(text, narrowRow(text, columns - 1) ?? [])], ['dim', count > 1 ? `  ${words.times(count)}` : '']];
}

/** Each line in a row, and while there are rows the long ones whole, the newest first; a row of a table or a bar makes no sense in two. */
function wrapWithRoom(lines: ReadonlyArray<readonly Segment[]>, {look}: ScreenModel, {columns, rows}: Size): readonly string[] {
	let spare = rows - lines.length;
	return lines.toReversed().flatMap(line => {
		const whole = tableRow.test(line.map(([, text]) => text).join('')) ? [] : wrapLine(line, columns, look);
		const isFitting = whole.length > 1 && whole.length - 1 <= spare;
		spare -= isFitting ? whole.length - 1 : 0;
		return isFitting ? whole.toReversed() : [drawLine(line, columns, look)];
	}).toReversed();
}

/** The last lines that are no row of a table: what the framework said beside its figures. */
export function drawNotes(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const shown: LogEntry[] = [];
	for (const entry of newestFirst(model)) {
		if (shown.length >= rows) {
			break;
		}

		if (!tableRow.test(entry.text)) {
			shown.unshift(entry);
		}
	}

	return wrapWithRoom(shown.map(entry => toSegments(entry, model, columns)), model, {columns, rows});
}

/** The last words of a run that failed, each with its time; a traceback is one line, with the place in the scripts of the user. */
export function drawLastWords(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, ui, utcOffsetMinutes} = model;
	const words = wordsIn(ui.language).overview;
	const code = state.exitCode ?? state.container?.exitCode;
	const last: ReadonlyArray<readonly Segment[]> = code !== undefined && state.container?.status === 'exited' ? [[['dim', words.exited(String(code))]]] : [];
	const shown = foldTracebacks(model, rows - last.length);
	const hasTimes = shown.some(({entry}) => entry.line.at !== undefined);
	const time = (at: number | undefined): Segment => ['dim', hasTimes ? `${at === undefined ? ' '.repeat(8) : clockSeconds(at, utcOffsetMinutes)} ` : ''];
	return wrapWithRoom([
		...shown.map(({entry, folded}): readonly Segment[] => folded === undefined ? [time(entry.line.at), [entry.token, entry.text], ['dim', entry.count > 1 ? `  ${model.words.times(entry.count)}` : '']] : [time(entry.line.at), ['dim', `${entry.text} ${foldedText(folded, model)}`]]),
		...last.map((line): readonly Segment[] => [time(state.container?.finishedAt), ...line]),
	].slice(-rows), model, {columns, rows});
}

function foldedText(count: number, {state, ui, words, look}: ScreenModel): string {
	const cause = selectCause(state);
	const frame = cause && ownFrame(cause);
	return `${look.glyphs.folded} ${wordsIn(ui.language).overview.lines(String(count))}${frame === undefined ? '' : `, ${words.at(frame.file.split('/').at(-1)!, frame.line, frame.function)}`}`;
}

/** The newest lines, those inside a traceback counted on its first one. */
function foldTracebacks(model: ScreenModel, rows: number): readonly Shown[] {
	let shown: readonly Shown[] = [];
	/** Lines that are inside a traceback, if one begins above them. */
	let indented: readonly LogEntry[] = [];
	for (const entry of newestFirst(model)) {
		if (shown.length >= rows || indented.length >= longestTraceback) {
			break;
		}

		if (isIndented(entry)) {
			indented = [entry, ...indented];
			continue;
		}

		const isTraceback = entry.text.startsWith(tracebackStart);
		shown = isTraceback ? [{entry, folded: indented.length}, ...shown] : [{entry}, ...indented.map(one => ({entry: one})), ...shown];
		indented = [];
	}

	return shown.slice(-rows);
}

function isIndented({text}: LogEntry): boolean {
	return insideTraceback.test(text) && !tableRow.test(text);
}
