import {displayWidth} from '../../format/display-width.ts';
import type {Diagnosis, Severity} from '../../checks/diagnosis.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {type Language, wordsIn} from '../../words/words.ts';

export type DiagnosesDrawing = {
	readonly diagnoses: readonly Diagnosis[];
	readonly language: Language;
	readonly look: Look;
	/** The key that does what a diagnosis proposes, and its words; undefined where nothing can be done from here. */
	readonly remedyKey?: (diagnosis: Diagnosis) => {readonly key: string; readonly text: string} | undefined;
};

const tokens: Readonly<Record<Severity, Token>> = {error: 'bad', warning: 'warning', hint: 'accent'};

/** A letter beside the colour, so that colour is never needed. */
function markOf(severity: Severity, {glyphs}: Look): string {
	return {error: glyphs.marks.bad, warning: '!', hint: 'i'}[severity];
}

/** Every diagnosis in full: what, why, what to do, what it rests on, and the key that does it. */
export function drawDiagnoses({diagnoses, language, look, remedyKey}: DiagnosesDrawing, columns: number): readonly string[] {
	const words = wordsIn(language).diagnosis;
	if (diagnoses.length === 0) {
		return drawDocument([{kind: 'text', text: words.none, token: 'dim'}], columns, look);
	}

	const labelWidth = Math.max(...[words.why, words.action, words.evidence].map(word => displayWidth(word))) + 2;
	const field = (label: string, text: string, token?: Token): Block => ({
		kind: 'field', label, text, labelWidth, indent: 2, ...(token !== undefined && {token}),
	});
	return drawDocument(diagnoses.flatMap((diagnosis): readonly Block[] => {
		const {severity, rule, what, why, action, evidence} = diagnosis;
		const [firstAction = '', ...furtherActions] = action.split('\n');
		const key = remedyKey?.(diagnosis);
		return [
			{kind: 'title', text: `${markOf(severity, look)} ${what}`, token: tokens[severity]},
			...(why === '' ? [] : [field(words.why, why)]),
			...(firstAction === '' ? [] : [field(words.action, firstAction, 'strong')]),
			...furtherActions.map((text): Block => ({kind: /[.:。：]$/.test(text) ? 'text' : 'command', text, indent: 2 + labelWidth})),
			...(key === undefined ? [] : [field(`[${key.key}]`, key.text, 'accent')]),
			...evidence.map((text, index) => field(index === 0 ? words.evidence : '', text, 'dim')),
			field('', rule, 'dim'),
			{kind: 'gap'},
		];
	}).slice(0, -1), columns, look);
}
