import {isGoing} from '../../domain/run-status.ts';
import {selectStatus} from '../../run/select-status.ts';
import {drawLine, type Segment} from '../draw/line.ts';
import {narrowRow, omit} from '../draw/metric-table.ts';
import {createLogIndex, type LogEntry} from '../screens/logs/log-index.ts';
import type {LogView} from '../screens/logs/log-view.ts';
import {timeSpan, type ScreenModel, type Size} from './model.ts';

/** What of the log is shown, and how far it can be scrolled, in line numbers of the output. */
export type LogWindow = {
	readonly shown: readonly LogEntry[];
	/** Place of the first shown entry among all, and the place at which the last page begins. */
	readonly top: number;
	readonly last: number;
	readonly linesBelow: number;
	/** The number of the line at a place. */
	readonly numberAt: (place: number) => number;
};

/** Reading thousands of lines again for each new one would be waste; one log is shown at a time. */
const index = createLogIndex({hasBlanks: false});

export function logWindow(log: LogView, top: number | undefined, rows: number): LogWindow {
	index.update(log);
	const first = index.first();
	const count = index.end() - first;
	const lastStart = Math.max(0, count - rows);
	const start = top === undefined || count === 0 ? lastStart : Math.min(lastStart, placeOf(top) - first);
	return {
		shown: Array.from({length: Math.max(0, Math.min(rows, count - start))}, (_, row) => index.at(first + start + row)!),
		top: start,
		last: lastStart,
		linesBelow: Math.max(0, count - start - rows),
		numberAt: place => index.at(first + place)?.number ?? 0,
	};
}

/** The ordinal of the first entry that is not before a line. */
function placeOf(number: number): number {
	const ordinal = index.ordinalOf(number);
	return (index.at(ordinal)?.number ?? number) < number ? ordinal + 1 : ordinal;
}

/** The last lines of the output, or those that the person scrolled to. */
export function drawLog(model: ScreenModel, {columns, rows}: Size, top = model.ui.overview.logTop): readonly string[] {
	const {log, look, words, state} = model;
	const {shown} = logWindow(log, top, rows);
	if (shown.length === 0) {
		const live = log.lines.at(-1);
		const nothing = state.target?.kind === 'directory' ? words.waiting.logOfDirectory : words.waiting.log;
		return [drawLine([['dim', live === undefined || state.phase.kind === 'training' ? nothing : live.text]], columns, look)];
	}

	// The frameworks align their columns with many blanks; a narrow pane has none to spare.
	const squeeze = (text: string) => omit(text, narrowRow(text, columns - 1) ?? []);
	return shown.map(({text, token, count}) => drawLine([[token, squeeze(text)], ['dim', count > 1 ? `  ${words.times(count)}` : '']], columns, look));
}

/** What the top line of the log pane says: following, or how much is below. */
export function logDetail({log, ui, look, words}: ScreenModel, rows: number, top = ui.overview.logTop): readonly Segment[] {
	const {linesBelow} = logWindow(log, top, rows);
	return linesBelow > 0 ? [['warning', `${words.linesBelow(linesBelow)} ${look.glyphs.down}`]] : [];
}

/** Says when a run that goes on has printed nothing for long, from one minute on. */
export function silenceText(model: ScreenModel): string | undefined {
	const {state, now, words} = model;
	const {status, isSilent = false} = selectStatus(state, now);
	const isOver = isSilent || !isGoing(status);
	const silentMs = isOver || state.lastEventAt === undefined || state.observation !== undefined ? 0 : now - state.lastEventAt;
	return silentMs >= 60_000 ? words.waiting.logSilent(timeSpan(model, silentMs)) : undefined;
}
