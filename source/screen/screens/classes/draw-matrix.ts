import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
} from '../../../format/display-width.ts';
import {count} from '../../../format/number.ts';
import {
	blankCell,
	paintCells,
	toCells,
	type Cell,
} from '../../draw/chart/cells.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {Look} from '../../theme/look.ts';
import type {Token} from '../../theme/token.ts';
import {percent} from '../../../words/percent.ts';
import type {Language} from '../../../words/words.ts';
import {viewClasses} from './classes-view.ts';
import {
	shownClasses,
	viewMatrix,
	type MatrixCell,
	type MatrixView,
	type Mistake,
} from './matrix-view.ts';

type Words = ReturnType<typeof viewClasses>['words'];

const mostName = 18;
const leastName = 4;
const mostCell = 13;
const mostCellRows = 3;
/** What a figure takes with the blank before it, and the shade before both. */
const figureColumns = 4;
const shadeColumns = 2;
/** Names over the columns are read from so many columns on; with fewer they are numbers. */
const leastHeading = 6;
/** The heading, and the row of the background. */
const otherRows = 2;
const leastClasses = 2;
/** From these shares on a cell has the next shade. */
const levels = [0.1, 0.3, 0.6];

type MatrixPlan = {readonly shown: readonly number[]; readonly name: number; readonly cell: number; readonly height: number; readonly last: number; readonly isNumbered: boolean};

/** What fits: the classes with the most mistakes where not all do. Undefined where it would be no matrix any more. */
function planMatrix(view: MatrixView, {words, chosen, corner}: {readonly words: Words; readonly chosen: string | undefined; readonly corner: number}, {columns, rows}: Size): MatrixPlan | undefined {
	const widest = Math.max(...view.names.map(text => displayWidth(text)), leastName);
	const number = String(view.names.length - 1).length + 1;
	const name = Math.min(Math.max(Math.min(mostName, widest) + number, corner), Math.floor(columns / 3));
	const missed = displayWidth(words.missedShort) + 1;
	const room = Math.min(rows - otherRows, Math.floor((columns - name - Math.max(missed, figureColumns)) / figureColumns));
	const shown = shownClasses(view, room, chosen);
	const cell = Math.min(mostCell, Math.floor((columns - name) / (shown.length + 1)));
	return shown.length < Math.min(leastClasses, view.names.length)
		? undefined
		: {
			shown, name, cell, height: Math.max(1, Math.min(mostCellRows, Math.floor((rows - 1) / (shown.length + 1)))), last: Math.max(cell, missed), isNumbered: cell <= leastHeading,
		};
}

/** What is there (rows) and what it was taken for (columns), as a heat map. */
export function drawMatrix(model: ScreenModel, size: Size): readonly string[] {
	const {look, state: {probe}} = model;
	const {words, rows: classes, chosen: place} = viewClasses(model);
	const view = probe?.matrix && viewMatrix(probe.matrix);
	if (view === undefined) {
		return [];
	}

	const {columns, rows} = size;
	const background = view.names.length;
	const chosen = classes[place]?.name;
	const corner = words.matrixCorner(look.glyphs.down, look.glyphs.flat);
	const legendOf = (shown: number) => wrapText([['dim', (shown < background ? `${words.matrixPart(count(shown), count(background))} ` : '') + words.matrixLegend]], columns, look);
	const plan = planMatrix(view, {words, chosen, corner: displayWidth(corner) + 1}, {columns, rows: rows - legendOf(background - 1).length});
	if (plan === undefined) {
		return [];
	}

	const places = [...plan.shown, background];
	const nameTokenOf = (actual: number): Token => actual === background ? 'dim' : (view.names[actual] === chosen ? 'accent' : 'text');
	const lines: ReadonlyArray<readonly Cell[]> = [
		toCells([['dim', padEnd(truncate(corner, plan.name, look.glyphs.ellipsis), plan.name)], ...places.map((index): Segment => ['dim', headingOf(index, view, plan, words, look)])]),
		...places.flatMap(actual => Array.from({length: plan.height}, (_, line) => {
			const isMiddle = line === Math.floor((plan.height - 1) / 2);
			return [
				...toCells([[nameTokenOf(actual), isMiddle ? nameOf(actual, view, plan, words, look) : ' '.repeat(plan.name)]]),
				...places.flatMap(predicted => drawCell(view.cells[actual]![predicted]!, {isRight: actual === predicted, isNothing: actual === background && predicted === background, hasFigure: isMiddle}, predicted === background ? plan.last : plan.cell, look)),
			];
		})),
	];
	return [...lines.map(cells => paintCells([...cells, ...Array.from({length: columns - cells.length}, () => blankCell)], look)), ...legendOf(plan.shown.length)].slice(0, rows);
}

function nameOf(index: number, {names}: MatrixView, {name, isNumbered}: MatrixPlan, words: Words, {glyphs}: Look): string {
	const own = names[index];
	const number = isNumbered && own !== undefined ? `${index} ` : '';
	return padEnd(number + truncate(own ?? words.background, name - number.length, glyphs.ellipsis), name);
}

function headingOf(index: number, {names}: MatrixView, {cell, last, isNumbered}: MatrixPlan, words: Words, {glyphs}: Look): string {
	const own = names[index];
	return own === undefined ? padStart(words.missedShort, last) : padStart(isNumbered ? String(index) : truncate(own, cell - 1, glyphs.ellipsis), cell);
}

type CellKind = {readonly isRight: boolean; readonly isNothing: boolean; /** Whether this is the row of the cell that has its figure. */ readonly hasFigure: boolean};

/** Right ones in the colour of the quality, mistakes in that of a loss; figures in percent beside the shade, or alone without colours. */
function drawCell({count: objects, share}: MatrixCell, {isRight, isNothing, hasFigure}: CellKind, width: number, look: Look): readonly Cell[] {
	const token: Token = isRight ? 'quality1' : 'loss1';
	const {heat, dot} = look.glyphs;
	if (isNothing || objects === 0) {
		return toCells([['faint', padStart(isNothing || !hasFigure ? ' ' : dot, width)]]);
	}

	const hasShade = look.depth !== 'none' && heat.length > 0;
	const figureWidth = !hasShade || width >= figureColumns + shadeColumns ? figureColumns : 0;
	const shadeWidth = hasShade ? width - figureWidth - 1 : 0;
	const level = levels.filter(least => share >= least).length;
	const shades = look.shadeCount(token);
	// A theme without a ramp has shades of characters.
	const shade: Cell = shades > 1 ? {token, character: heat.at(-1)!, shade: Math.round(level * (shades - 1) / levels.length)} : {token, character: heat[level] ?? ' '};
	return [
		...toCells([['text', ' '.repeat(width - shadeWidth - figureWidth)]]),
		...Array.from({length: shadeWidth}, () => shade),
		...toCells([[isRight ? 'text' : 'label', padStart(hasFigure && figureWidth > 0 ? String(Math.round(share * 100)) : '', figureWidth)]]),
	];
}

/** The mistakes in words, the largest share first. */
export function drawMistakes(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look, ui, state: {probe}} = model;
	const {words} = viewClasses(model);
	const mistakes = probe?.matrix === undefined ? [] : viewMatrix(probe.matrix).mistakes;
	if (mistakes.length === 0) {
		return wrapText([['dim', words.noMistakes]], columns, look).slice(0, rows);
	}

	const lines: string[] = [];
	for (const [index, mistake] of mistakes.entries()) {
		const own = wrapText([[mistake.actual !== undefined && mistake.predicted !== undefined ? 'text' : 'label', sentenceOf(mistake, words, ui.language)]], columns, look);
		const isLast = index === mistakes.length - 1;
		if (lines.length + own.length + (isLast ? 0 : 1) > rows) {
			return rows > lines.length && lines.length > 0 ? [...lines, drawLine([['dim', words.moreMistakes(count(mistakes.length - index))]], columns, look)] : [...lines, ...own].slice(0, rows);
		}

		lines.push(...own);
	}

	return lines;
}

function sentenceOf({actual, predicted, count: objects, share}: Mistake, words: Words, language: Language): string {
	const figures = [count(objects), percent(share, language)] as const;
	return actual === undefined
		? words.falseAlarm(predicted!, ...figures)
		: (predicted === undefined ? words.missed(actual, ...figures) : words.takenFor(actual, predicted, ...figures));
}
