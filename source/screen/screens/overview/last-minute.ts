import {clockSeconds} from '../../../format/clock-time.ts';
import {displayWidth, padEnd, padStart} from '../../../format/display-width.ts';
import {wordsIn} from '../../../words/words.ts';
import {drawLine} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {sparksOf} from './machine.ts';
import {figuresOf, toneOf, type Figure} from './machine-figures.ts';

const spanMs = 60_000;
/** A reading says something about so long after it: the slowest sampler asks every few seconds. */
const recentMs = 12_000;

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
	const end = state.container?.finishedAt ?? state.lastEventAt;
	const to = Math.max(0, ...shown.map(({series}) => series?.points.at(-1)?.at ?? 0));
	const first = clockSeconds(to - spanMs, utcOffsetMinutes);
	const last = end === undefined ? '' : `${clockSeconds(end, utcOffsetMinutes)} ${look.glyphs.marks.bad}`;
	return [
		...shown.map(figure => drawLine([['label', padEnd(labelOf(figure), labelWidth)], [toneOf(figure) === 'text' ? figure.token : toneOf(figure), minuteOf(figure, to, width, look)], ['text', ' '], [toneOf(figure), padStart(figure.text, textWidth)]], columns, look)),
		...(to === 0 || width < displayWidth(first) + displayWidth(last) + 1 ? [] : [drawLine([['text', ' '.repeat(labelWidth)], ['dim', padEnd(first, Math.max(0, width - displayWidth(last)))], ['bad', last]], columns, look)]),
	].slice(0, rows);
}

/** The last minute over so many columns, the same moment in the same column for every figure: each shows the reading that was the last one then. Blank where none was recent. */
function minuteOf(figure: Figure, to: number, width: number, look: ScreenModel['look']): string {
	const points = figure.series?.points ?? [];
	const own = Array.from({length: width}, (_, column) => {
		const at = to - spanMs + ((spanMs * (column + 1)) / width);
		const point = points.findLast(candidate => candidate.at <= at);
		return {at, mean: point === undefined || at - point.at > recentMs ? undefined : point.mean};
	});
	return sparksOf(figure, own.map(({mean}) => mean), look);
}

export function lastMinuteDetail({ui}: ScreenModel): readonly [['dim', string]] {
	return [['dim', wordsIn(ui.language).overview.lastMinute]];
}

/** Beside the others it is the GPU that is busy. */
function labelOf({id, label}: Figure): string {
	return id === 'busy' && !label.startsWith('GPU') ? 'GPU' : label;
}
