import {clockSeconds} from '../../../format/clock-time.ts';
import {displayWidth, padEnd, padStart} from '../../../format/display-width.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawLine} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {sparkOf} from './machine.ts';
import {figuresOf, toneOf, type Figure} from './machine-figures.ts';

/** The figures that tell why a training died, the telling one first. */
const order: ReadonlyArray<Figure['id']> = ['shm', 'busy', 'memory', 'cpu', 'ram'];

/** The machine in the last minute of a run that has ended: a curve for each figure, and where it stood at the end. */
export function drawLastMinute(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {state, resources, look, ui, utcOffsetMinutes} = model;
	const figures = figuresOf(resources.atEnd ?? resources, ui.language);
	const shown = order.flatMap(id => figures.filter(figure => figure.id === id)).slice(0, rows);
	if (shown.length === 0) {
		return [drawLine([['dim', wordsIn(ui.language).vitalSigns.memory.unknown]], columns, look)];
	}

	const labelWidth = Math.max(...shown.map(figure => displayWidth(labelOf(figure)))) + 1;
	const textWidth = Math.max(...shown.map(({text}) => displayWidth(text)));
	const width = Math.max(0, columns - labelWidth - textWidth - 1);
	const times = shown.flatMap(({series}) => series?.points.slice(-width) ?? []).map(({at}) => at);
	const end = state.container?.finishedAt ?? state.lastEventAt;
	const first = times.length === 0 ? '' : clockSeconds(Math.min(...times), utcOffsetMinutes);
	const last = end === undefined ? '' : `${clockSeconds(end, utcOffsetMinutes)} ${look.glyphs.marks.bad}`;
	const columnsUsed = Math.max(0, ...shown.map(({series}) => Math.min(width, series?.points.length ?? 0)));
	return [
		...shown.map(figure => drawLine([['label', padEnd(labelOf(figure), labelWidth)], [toneOf(figure) === 'text' ? figure.token : toneOf(figure), padEnd(sparkOf(figure, width, look), width)], ['text', ' '], [toneOf(figure), padStart(figure.text, textWidth)]], columns, look)),
		...(columnsUsed < first.length + last.length + 1 ? [] : [drawLine([['text', ' '.repeat(labelWidth)], ['dim', padEnd(first, Math.max(0, columnsUsed - displayWidth(last)))], ['bad', last]], columns, look)]),
	].slice(0, rows);
}

export function lastMinuteDetail({ui}: ScreenModel): readonly [['dim', string]] {
	return [['dim', wordsIn(ui.language).overview.lastMinute]];
}

/** Beside the others it is the GPU that is busy. */
function labelOf({id, label}: Figure): string {
	return id === 'busy' && !label.startsWith('GPU') ? 'GPU' : label;
}
