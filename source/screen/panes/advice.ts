import type {Advice} from '../../checks/advice/advise.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import {displayWidth} from '../../format/display-width.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import type {Look} from '../theme/look.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** Recommended settings with their reasons and the command that is ready to run. */
export function drawAdvice({recommendations, notes, command}: Advice, columns: number, {look, language}: {readonly look: Look; readonly language: Language}): readonly string[] {
	const texts = wordsIn(language).advice;
	const labelWidth = Math.max(...recommendations.map(({name}) => displayWidth(texts.labels[name]))) + 2;
	return drawDocument([
		...recommendations.flatMap(({name, value, option, current: present, reasons}): readonly Block[] => [
			{
				kind: 'field',
				label: texts.labels[name],
				labelWidth,
				token: present !== undefined && present !== value ? 'warning' : 'strong',
				text: present === undefined || present === value ? option : `${option}${texts.now(name === 'shmSize' ? bytesToShortText(present) : String(present))}`,
			},
			...reasons.map((text): Block => ({
				kind: 'field', label: '', labelWidth, text, token: 'text',
			})),
		]),
		{kind: 'gap'},
		...notes.map((text): Block => ({kind: 'text', text, token: 'dim'})),
		{kind: 'gap'},
		{kind: 'title', text: texts.command},
		{kind: 'command', text: command},
	], columns, look);
}
