import {
	signIds,
	worstFirst,
	worstOf,
	type VitalSign,
} from '../../../checks/vital-signs.ts';
import {displayWidth, padEnd, splitAtWidth} from '../../../format/display-width.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {wordsIn} from '../../../words/words.ts';
import {
	drawEnds,
	drawLine,
	toDrawable,
	type Segment,
} from '../../draw/line.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import {diagnosesOf} from '../../panels/diagnoses-of.ts';
import {signsOf} from '../../panels/signs-of.ts';
import {levelMark, levelTokens} from '../../panels/verdict.ts';
import {noClassesLine} from './classes.ts';

/** From this width on the signs are in two columns where they have few rows. */
const twoColumns = 100;
/** More rows than these no sentence gets; a longer one is read in its pane. */
const mostRows = 3;

/** A row for each vital sign in their fixed order: mark, name, and one clause with the number that decides. With few rows the worst first. */
export function drawSigns(model: ScreenModel, {columns, rows}: Size, {isWorstFirst = false}: {readonly isWorstFirst?: boolean} = {}): readonly string[] {
	const signs = signsOf(model);
	if (columns >= twoColumns && rows < signs.length) {
		return drawTwoColumns(model, {columns, rows});
	}

	const drawn = (isWorstFirst ? worstFirst(signs) : signs).map(sign => ({sign, lines: signLines(sign, model, columns)}));
	let excess = drawn.reduce((sum, {lines}) => sum + lines.length, 0) - rows;
	// Where not all have room, what says nothing goes first, then the good ones from the end.
	const dropped = new Set<VitalSign>();
	const order = (['neutral', 'good', 'warning'] as const).flatMap(level => drawn.toReversed().filter(({sign}) => sign.level === level));
	for (const {sign, lines} of order) {
		if (excess <= 0) {
			break;
		}

		dropped.add(sign);
		excess -= lines.length;
	}

	const lines = drawn.filter(({sign}) => !dropped.has(sign)).flatMap(one => one.lines);
	return [...lines, ...restLines(model, columns, rows - lines.length)];
}

/** Down the first column, then down the second. */
function drawTwoColumns(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const width = Math.floor((columns - 2) / 2);
	const lines = signsOf(model).map(sign => signLines(sign, model, width));
	const half = Math.ceil(lines.length / 2);
	const [left, right] = [lines.slice(0, half).flat(), lines.slice(half).flat()];
	const blank = ' '.repeat(width);
	const both = Array.from({length: Math.max(left.length, right.length)}, (_, row) => `${left[row] ?? blank}${' '.repeat(columns - (2 * width))}${right[row] ?? blank}`);
	return [...both, ...restLines(model, columns, rows - both.length)].slice(0, rows);
}

/** What there is room for below the signs: how to get a table by class, and the hints of the rules, each whole or not at all. */
function restLines(model: ScreenModel, columns: number, rows: number): readonly string[] {
	const {look} = model;
	const hints = diagnosesOf(model).filter(({severity}) => severity === 'hint').map(({what}) => splitAtWidth(toDrawable(what), Math.max(1, columns - 2)).map((part, index) => drawLine([['dim', index === 0 ? 'i ' : '  '], ['dim', part]], columns, look)));
	let room = rows;
	return [noClassesLine(model, columns), ...hints].filter(lines => {
		const isFitting = lines.length <= room;
		room -= isFitting ? lines.length : 0;
		return isFitting;
	}).flat();
}

/** The worst sign alone, for a terminal of a few rows. */
export function drawWorstSign(model: ScreenModel, columns: number): string {
	const [worst] = worstFirst(signsOf(model));
	return worst === undefined ? drawLine([], columns, model.look) : signLines(worst, model, columns)[0]!;
}

function signLines({level, name, text, short = text, rule, check}: VitalSign, {look, ui}: ScreenModel, columns: number): readonly string[] {
	const words = wordsIn(ui.language).vitalSigns;
	const isBad = level === 'error' || level === 'warning';
	const names = Math.max(...[...signIds.map(id => words.names[id]), words.misses, words.invents].map(one => displayWidth(one))) + 1;
	const evidence = keyNameOf(check === undefined ? (rule === undefined ? 'show-reading' : 'show-diagnoses') : 'show-doctor');
	const key = isBad ? evidence : '';
	const room = columns - names - 2 - (key === '' ? 0 : 2);
	const parts = splitAtWidth(toDrawable(displayWidth(text) <= room ? text : short), Math.max(1, room));
	const shown = parts.length <= mostRows ? parts : splitAtWidth(words.readMore(check === undefined ? keyNameOf('show-diagnoses') : evidence), Math.max(1, room));
	const lead = (index: number): readonly Segment[] => index === 0
		? [[levelTokens[level], `${levelMark(level, look.glyphs)} `], [isBad ? 'strong' : 'label', padEnd(name, names)]]
		: [['text', ' '.repeat(names + 2)]];
	return shown.map((part, index) => drawEnds([...lead(index), ['text', part]], index === 0 && key !== '' ? [['accent', key]] : [], columns, look));
}

/** In the title: how many are as bad as the worst. */
export function signsDetail(model: ScreenModel): readonly Segment[] {
	const {look, ui} = model;
	const {level, count} = worstOf(signsOf(model));
	return level === 'neutral' ? [] : [[levelTokens[level], `${levelMark(level, look.glyphs)} ${count}`], ['dim', wordsIn(ui.language).vitalSigns.countShort(String(signIds.length))]];
}
