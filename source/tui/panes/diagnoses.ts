import {severities, type Diagnosis, type Severity} from '../../domain/diagnosis.ts';
import {displayWidth, truncate} from '../../format/display-width.ts';
import {diagnosisWords} from '../../text/diagnosis-words.ts';
import type {Language} from '../../text/language.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import {drawLine, segmentsWidth, type Segment} from '../draw/line.ts';
import type {Size} from '../panels/model.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';

export type DiagnosesDrawing = {
	readonly diagnoses: readonly Diagnosis[];
	readonly language: Language;
	readonly look: Look;
	/** The key that does what a diagnosis proposes, and its words; undefined where nothing can be done from here. */
	readonly remedyKey?: (diagnosis: Diagnosis) => {readonly key: string; readonly text: string} | undefined;
};

const tokens: Readonly<Record<Severity, Token>> = {error: 'bad', warning: 'warning', hint: 'info'};

/** A letter beside the colour, so that colour is never needed. */
function markOf(severity: Severity, {glyphs}: Look): string {
	return {error: glyphs.marks.bad, warning: '!', hint: 'i'}[severity];
}

/** How many there are of each severity, for the top line of a panel: `✗ 1  ! 2  i 3`. */
export function countDiagnoses(diagnoses: readonly Diagnosis[], look: Look): readonly Segment[] {
	const counts = severities
		.map(severity => [severity, diagnoses.filter(diagnosis => diagnosis.severity === severity).length] as const)
		.filter(([, count]) => count > 0);
	return counts.map(([severity, count], index): Segment => [tokens[severity], `${index === 0 ? '' : ' '}${markOf(severity, look)} ${count}`]);
}

/**
The diagnoses in a few rows: the worst with what to do, the others with one line each as far as there is room. Never more lines
than `rows`.
*/
export function drawDiagnosesPanel({diagnoses, language, look, remedyKey}: DiagnosesDrawing, {columns, rows}: Size): readonly string[] {
	const words = diagnosisWords(language);
	const [worst, ...others] = diagnoses;
	if (worst === undefined || rows < 1) {
		return rows < 1 ? [] : [drawLine([['dim', words.none]], columns, look)];
	}

	const head = firstLine(worst, look);
	const shownOthers = others.slice(0, Math.max(0, rows - 2));
	const hidden = others.length - shownOthers.length;
	// The action of the worst has what the others leave.
	const room = Math.max(0, rows - 1 - shownOthers.length);
	const key = room < 2 ? undefined : remedyKey?.(worst);
	const action = drawDocument([{kind: 'text', text: worst.action.replaceAll('\n', ' '), indent: 2}], columns, look).slice(0, key === undefined ? room : room - 1);
	const keyLine: readonly string[] = key === undefined ? [] : [drawLine([['text', '  '], ['key', ` ${key.key} `], ['text', ` ${key.text}`]], columns, look)];
	const rest = shownOthers.map((diagnosis, index) => {
		const more: readonly Segment[] = hidden > 0 && index === shownOthers.length - 1 ? [['dim', `  ${words.more(String(hidden))}`]] : [];
		return drawLine(more.length > 0 ? [headSegment(diagnosis, look), ['text', truncate(diagnosis.what, columns - 2 - segmentsWidth(more), look.glyphs.ellipsis)], ...more] : firstLine(diagnosis, look), columns, look);
	});
	return [drawLine(head, columns, look), ...action, ...keyLine, ...rest].slice(0, rows);
}

/** Every diagnosis in full: what, why, what to do, what it rests on, and the key that does it. */
export function drawDiagnoses({diagnoses, language, look, remedyKey}: DiagnosesDrawing, columns: number): readonly string[] {
	const words = diagnosisWords(language);
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
			...(key === undefined ? [] : [field(`[${key.key}]`, key.text, 'key')]),
			...evidence.map((text, index) => field(index === 0 ? words.evidence : '', text, 'dim')),
			field('', rule, 'dim'),
			{kind: 'gap'},
		];
	}).slice(0, -1), columns, look);
}

function headSegment({severity}: Diagnosis, look: Look): Segment {
	return [tokens[severity], `${markOf(severity, look)} `];
}

function firstLine(diagnosis: Diagnosis, look: Look): readonly Segment[] {
	return [headSegment(diagnosis, look), [diagnosis.severity === 'error' ? 'strong' : 'text', diagnosis.what]];
}
