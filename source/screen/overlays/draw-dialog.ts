import {keyName} from '../../keys/key-names.ts';
import {splitAtWidth} from '../../format/display-width.ts';
import {drawLine, toDrawable} from '../draw/line.ts';
import {wrapText} from '../draw/wrap.ts';
import type {ScreenModel} from '../panels/model.ts';
import type {ScrollRange} from '../ui-state.ts';
import {choiceText} from '../../words/choice.ts';
import {keyWords} from '../../words/keys.ts';
import {
	boxRoom,
	drawBox,
	type OverlayView,
	type Terminal,
} from './draw-box.ts';
import type {Overlay} from './overlay.ts';

type Dialog = Overlay & {readonly kind: 'dialog'};

/** The letter, the cursor and the blanks around them. */
const answerIndent = 6;

/** With fewer rows a text can hardly be read: then answers that lose nothing are cut first. */
const leastTextRows = 2;

type Parts = {
	/** What is asked, and what it costs. */
	readonly text: readonly string[];
	readonly answers: readonly string[];
	/** Rows for the text; where it needs more it can be scrolled. */
	readonly room: number;
};

/** A question: its text, which yields, and its answers, which are always in sight. */
export function drawDialog(overlay: Dialog, model: ScreenModel, terminal: Terminal): OverlayView {
	const {text, answers, room} = planDialog(overlay, model, terminal);
	const {columns} = boxRoom(terminal);
	const {top, last} = dialogRange(overlay, model, terminal);
	const more = keyName(top < last ? 'pagedown' : 'pageup', model.look.glyphs.ellipsis === '~');
	return drawBox(overlay.question.title, model, terminal, [
		...text.slice(top, top + room),
		...(room > 0 ? [drawLine(last === 0 ? [] : [['key', more], ['label', ` ${keyWords(model.ui.language).hint['page-down']}`]], columns, model.look)] : []),
		...answers,
	], last === 0 ? {} : {scroll: {first: top, shown: room, all: text.length}});
}

/** How far the text of a question can be scrolled. */
export function dialogRange(overlay: Dialog, model: ScreenModel, terminal: Terminal): ScrollRange {
	const {text, room} = planDialog(overlay, model, terminal);
	const last = room === 0 ? 0 : Math.max(0, text.length - room);
	return {top: Math.min(overlay.top ?? 0, last), last, page: Math.max(1, room)};
}

function planDialog({question, chosen}: Dialog, model: ScreenModel, terminal: Terminal): Parts {
	const {look} = model;
	const {columns, rows} = boxRoom(terminal);
	const {paragraphs, command, choices} = question;
	const text = [
		...paragraphs.flatMap(paragraph => [...wrapText([['text', paragraph]], columns, look)]),
		...(command === undefined ? [] : [drawLine([], columns, look), ...wrapText([['accent', command]], columns, look)]),
	];
	const whole = choices.flatMap((_, index) => drawAnswer(index, true));
	const cut = choices.flatMap((_, index) => drawAnswer(index, false));
	// Where there is little room the text keeps some rows, and what an answer loses stays in sight before any of it.
	const partly = choices.flatMap(({loss}, index) => drawAnswer(index, index === chosen || loss !== undefined));
	const losing = choices.flatMap(({loss}, index) => drawAnswer(index, loss !== undefined));
	const fitting = [whole, partly, losing].find(answers => answers.length + leastTextRows < rows) ?? [partly, losing].find(answers => answers.length <= rows) ?? cut;
	const first = Math.max(0, Math.min(chosen - Math.floor(rows / 2), fitting.length - rows));
	const answers = fitting.slice(first, first + rows);
	return {text, answers, room: Math.min(text.length, Math.max(0, rows - answers.length - 1))};

	function drawAnswer(index: number, isWhole: boolean): readonly string[] {
		const {key, loss} = choices[index]!;
		const label = choiceText(choices[index]!, model.ui.language);
		const isChosen = index === chosen;
		const token = isChosen ? 'strong' : (loss === undefined ? 'text' : 'warning');
		const [start = '', ...rest] = isWhole ? splitAtWidth(toDrawable(label), columns - answerIndent) : [label];
		return [
			drawLine([[isChosen ? 'chosen' : 'key', ` ${key} `], [token, ` ${isChosen ? look.glyphs.cursor : ' '} ${start}`]], columns, look),
			...rest.map(part => drawLine([[token, ' '.repeat(answerIndent) + part]], columns, look)),
		];
	}
}
