import {splitAtWidth} from '../../format/display-width.ts';
import {drawLine, toDrawable} from '../draw/line.ts';
import {wrapText} from '../draw/wrap.ts';
import {choiceText} from '../../words/choice.ts';
import type {Language} from '../../words/words.ts';
import type {Look} from '../theme/look.ts';
import type {ScrollRange} from '../ui-state.ts';
import type {OverlayBox} from './overlay-place.ts';
import type {Overlay} from './overlay.ts';

export type DialogOverlay = Overlay & {readonly kind: 'dialog'};

/** The letter, the cursor and the blanks around them. */
export const answerIndent = 6;

/** With fewer rows a text can hardly be read: then answers that lose nothing are cut first. */
const minTextRows = 2;

/** How its words are drawn, and in which language they are. */
export type Spoken = {readonly look: Look; readonly language: Language};

export type DialogPlan = {
	/** What is asked, and what it costs. */
	readonly text: readonly string[];
	/** The answers that have room, each with the lines of its label; where there is little room only the chosen one is shown in full. */
	readonly answers: ReadonlyArray<{readonly index: number; readonly lines: readonly string[]}>;
	/** Rows for the text; where it needs more it can be scrolled. */
	readonly room: number;
	/** Whether a row between text and answers is left: blank, or with the key that shows the rest. */
	readonly hasGap: boolean;
};

/** How a question is divided: its text yields, its answers are always in sight. */
export function planDialog({question, chosen}: DialogOverlay, {look, language}: Spoken, {columns, rows}: OverlayBox): DialogPlan {
	const {paragraphs, brief, command, choices} = question;
	const wrapped = (texts: readonly string[]) => texts.flatMap(paragraph => wrapText([['text', paragraph]], columns, look));
	const long = wrapped(paragraphs);
	const commandLines = command === undefined ? [] : wrapText([['accent', command]], columns, look);
	const labels = choices.map(choice => choiceText(choice, language));
	const whole = labels.map(label => splitAtWidth(toDrawable(label), columns - answerIndent));
	const cut: ReadonlyArray<readonly string[]> = labels.map(label => [label]);
	// Where there is little room the text keeps some rows, and what an answer loses stays in sight before any of it.
	const partly = cut.map((lines, index) => index === chosen || choices[index]!.loss !== undefined ? whole[index]! : lines);
	const losing = cut.map((lines, index) => choices[index]!.loss === undefined ? lines : whole[index]!);
	const fitting = [whole, partly, losing].find(answers => answers.flat().length + minTextRows < rows) ?? [partly, losing].find(answers => answers.flat().length <= rows) ?? cut;
	const first = Math.max(0, Math.min(chosen - Math.floor(rows / 2), fitting.length - rows));
	const answers = fitting.map((lines, index) => ({index, lines})).slice(first, first + rows);
	const answerRows = answers.reduce((sum, {lines}) => sum + lines.length, 0);
	const left = Math.max(0, rows - answerRows);
	// Blank rows are for whoever has room: where the text just fits without them nothing has to be scrolled.
	const sentences = brief !== undefined && long.length + commandLines.length > left ? wrapped(brief) : long;
	const isTight = sentences.length + commandLines.length + 2 > left;
	const text = [...sentences, ...(isTight || commandLines.length === 0 ? [] : [drawLine([], columns, look)]), ...commandLines];
	const room = text.length <= left ? text.length : Math.max(0, left - 1);
	return {
		text, answers, room, hasGap: room > 0 && room < left,
	};
}

/** How far the text of a question can be scrolled. */
export function dialogRange(overlay: DialogOverlay, spoken: Spoken, box: OverlayBox): ScrollRange {
	const {text, room} = planDialog(overlay, spoken, box);
	const last = room === 0 ? 0 : Math.max(0, text.length - room);
	return {top: Math.min(overlay.top ?? 0, last), last, page: Math.max(1, room)};
}
