import {Box, Text} from 'ink';
import {keyName} from '../../keys/key-names.ts';
import {keyWords} from '../../words/keys.ts';
import {drawLine} from '../draw/line.ts';
import type {ScreenModel} from '../panels/model.ts';
import type {Look} from '../theme/look.ts';
import {Frame, Line, Lines} from './frame.tsx';
import type {OverlayBox} from './overlay-place.ts';
import {
	answerIndent,
	dialogRange,
	planDialog,
	type DialogOverlay,
	type DialogPlan,
} from './plan-dialog.ts';

export type DialogProps = {readonly overlay: DialogOverlay; readonly model: ScreenModel; readonly box: OverlayBox};

/** A question: its text and below it the answers. The frame warns where an answer can lose something. */
export function Dialog({overlay, model: {look, ui, words}, box}: DialogProps) {
	const {question, chosen, isLive} = overlay;
	const {text, answers, room, hasGap} = planDialog(overlay, {look, language: ui.language}, box);
	const {top, last} = dialogRange(overlay, {look, language: ui.language}, box);
	const more = keyName(top < last ? 'pagedown' : 'pageup', look.glyphs.ellipsis === '~');
	return (
		<Frame
			title={question.title}
			detail={isLive ? [['dim', words.live]] : undefined}
			tone={question.choices.some(({loss}) => loss !== undefined) ? 'warning' : 'accent'}
			scroll={last === 0 ? undefined : {first: top, shown: room, all: text.length}}
			box={box}
			look={look}
		>
			<Lines lines={text.slice(top, top + room)}/>
			{hasGap ? <Line segments={last === 0 ? [] : [['accent', more], ['label', ` ${keyWords(ui.language).hint['page-down']}`]]} columns={box.columns} look={look}/> : null}
			{answers.map(answer => <Answer key={question.choices[answer.index]!.id} answer={answer} choice={question.choices[answer.index]!} isChosen={answer.index === chosen} columns={box.columns} look={look}/>)}
		</Frame>
	);
}

type AnswerProps = {
	readonly answer: DialogPlan['answers'][number];
	readonly choice: DialogOverlay['question']['choices'][number];
	readonly isChosen: boolean;
	readonly columns: number;
	readonly look: Look;
};

/** The letter of an answer, and beside it what it means. */
function Answer({answer: {lines}, choice: {key, loss}, isChosen, columns, look}: AnswerProps) {
	const token = isChosen ? 'strong' : (loss === undefined ? 'text' : 'warning');
	const room = Math.max(1, columns - answerIndent);
	return (
		<Box>
			<Text>{look.paint(isChosen ? 'tab' : 'accent', ` ${key} `) + look.paint(token, ` ${isChosen ? look.glyphs.cursor : ' '} `)}</Text>
			<Lines lines={lines.map(line => drawLine([[token, line]], room, look))}/>
		</Box>
	);
}
