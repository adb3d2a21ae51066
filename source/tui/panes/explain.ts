import {displayWidth} from '../../format/display-width.ts';
import {
	explainWords,
	explanationKeys,
	explanations,
	type ExplanationKey,
} from '../../text/explain.ts';
import type {Language} from '../../text/language.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import type {Look} from '../theme/look.ts';

/** What the numbers mean: all of them, or only those asked for, in that order. */
export function drawExplanations(columns: number, {look, language, keys = explanationKeys}: {readonly look: Look; readonly language: Language; readonly keys?: readonly ExplanationKey[]}): readonly string[] {
	const table = explanations(language);
	const words = explainWords(language);
	const labelWidth = Math.max(displayWidth(words.formula), displayWidth(words.good)) + 2;
	const blocks = keys.flatMap((key): readonly Block[] => {
		const {name, what, formula, good} = table[key];
		return [
			{kind: 'title', text: name, token: 'accent'},
			{kind: 'text', text: what, indent: 2},
			...([[words.formula, formula], [words.good, good]] as const)
				.filter(([, text]) => text !== '')
				.map(([label, text]): Block => ({
					kind: 'field', label, text, labelWidth, indent: 2, token: 'strong',
				})),
			{kind: 'gap'},
		];
	});
	return drawDocument(blocks.length === 0 ? [{kind: 'text', text: words.nothing, token: 'dim'}] : blocks.slice(0, -1), columns, look);
}
