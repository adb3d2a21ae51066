import {splitAtWidth} from '../../format/display-width.ts';
import {drawLine, toDrawable} from '../draw/line.ts';
import {wrapText} from '../draw/wrap.ts';
import type {Look} from '../theme/look.ts';
import type {ScrollRange} from '../ui-state.ts';
import type {OverlayBox} from './overlay-place.ts';
import type {Overlay} from './overlay.ts';

export type DialogOverlay = Overlay & {readonly kind: 'dialog'};

/** The letter, the cursor and the blanks around them. */
export const answerIndent = 6;

/** With fewer rows nobody could read what an answer costs. */
const minTextRows = 2;

export type DialogPlan = {
	/** What is asked, and what it costs. */
	readonly text: readonly string[];
	/** The answers that have room, each with the lines of its label; where there is little room only the chosen one is shown in full. */
	readonly answers: ReadonlyArray<{readonly index: number; readonly lines: readonly string[]}>;
	/** Rows for the text; where it needs more it can be scrolled. */
	readonly room: number;
};

/** How a question is divided: its text yields, its answers are always in sight. */
export function planDialog({question, chosen}: DialogOverlay, look: Look, {columns, rows}: OverlayBox): DialogPlan {
	const {paragraphs, command, choices} = question;
	const text = [
		...paragraphs.flatMap(paragraph => [...wrapText([['text', paragraph]], columns, look)]),
		...(command === undefined ? [] : [drawLine([], columns, look), ...wrapText([['accent', command]], columns, look)]),
	];
	const whole = choices.map(({label}) => splitAtWidth(toDrawable(label), columns - answerIndent));
	const cut: ReadonlyArray<readonly string[]> = choices.map(({label}) => [label]);
	const partly = cut.map((lines, index) => index === chosen ? whole[index]! : lines);
	const fitting = [whole, partly].find(answers => answers.flat().length + minTextRows < rows) ?? cut;
	const first = Math.max(0, Math.min(chosen - Math.floor(rows / 2), fitting.length - rows));
	const answers = fitting.map((lines, index) => ({index, lines})).slice(first, first + rows);
	const answerRows = answers.reduce((sum, {lines}) => sum + lines.length, 0);
	return {text, answers, room: Math.min(text.length, Math.max(0, rows - answerRows - 1))};
}

/** How far the text of a question can be scrolled. */
export function dialogRange(overlay: DialogOverlay, look: Look, box: OverlayBox): ScrollRange {
	const {text, room} = planDialog(overlay, look, box);
	const last = room === 0 ? 0 : Math.max(0, text.length - room);
	return {top: Math.min(overlay.top ?? 0, last), last, page: Math.max(1, room)};
}
