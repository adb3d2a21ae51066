import {selectStatus} from '../../run/select-status.ts';
import {drawLine, type Segment} from '../draw/line.ts';
import type {LogView} from '../screens/logs/log-view.ts';
import {foldLog, type FoldedLine} from './fold-log.ts';
import {timeSpan, type ScreenModel, type Size} from './model.ts';

/** What of the log is shown, and how far it can be scrolled, in line numbers of the output. */
export type LogWindow = {
	readonly shown: readonly FoldedLine[];
	/** Place of the first shown line among all folded lines, and the place at which the last page begins. */
	readonly top: number;
	readonly last: number;
	readonly linesBelow: number;
	/** The number of the line at a place. */
	readonly numberAt: (place: number) => number;
};

let folded: {readonly lines: LogView['lines']; readonly dropped: number; readonly result: readonly FoldedLine[]} | undefined;

/** Folding thousands of lines for each of the questions of one frame would be waste; the last answer is kept. */
function foldOnce({lines, dropped}: LogView): readonly FoldedLine[] {
	if (folded?.lines !== lines || folded.dropped !== dropped) {
		folded = {lines, dropped, result: foldLog(lines, dropped)};
	}

	return folded.result;
}

export function logWindow(log: LogView, top: number | undefined, rows: number): LogWindow {
	const lines = foldOnce(log);
	const lastStart = Math.max(0, lines.length - rows);
	let start = lastStart;
	if (top !== undefined) {
		const found = lines.findIndex(({number}) => number >= top);
		start = found === -1 ? lastStart : Math.min(found, lastStart);
	}

	return {
		shown: lines.slice(start, start + rows),
		top: start,
		last: lastStart,
		linesBelow: Math.max(0, lines.length - start - rows),
		numberAt: place => lines[place]?.number ?? 0,
	};
}

/** The last lines of the output, or those that the person scrolled to. */
export function drawLog(model: ScreenModel, {columns, rows}: Size, top = model.ui.overview.logTop): readonly string[] {
	const {log, look, words, state} = model;
	const {shown} = logWindow(log, top, rows);
	if (shown.length === 0) {
		const live = log.lines.at(-1);
		return [drawLine([['dim', live === undefined || state.phase.kind === 'training' ? words.waiting.log : live.text]], columns, look)];
	}

	// The frameworks align their columns with many blanks; a narrow pane has none to spare.
	const squeeze = (text: string) => columns < 100 ? text.trimStart().replaceAll(/ {3,}/g, '  ') : text;
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
	const isOver = !['starting', 'training', 'validating'].includes(selectStatus(state, now).status);
	const silentMs = isOver || state.lastEventAt === undefined || state.observation !== undefined ? 0 : now - state.lastEventAt;
	return silentMs >= 60_000 ? words.waiting.logSilent(timeSpan(model, silentMs)) : undefined;
}
