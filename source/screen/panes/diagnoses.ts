import {displayWidth, splitAtWidth} from '../../format/display-width.ts';
import {severities, type Diagnosis, type Severity} from '../../checks/diagnosis.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import {drawLine, toDrawable, type Segment} from '../draw/line.ts';
import type {Size} from '../panels/model.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {type Language, type Words, wordsIn} from '../../words/words.ts';

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

/** How many there are of each severity, for the top line of a panel: `✗ 1  ! 2  i 3`. */
export function countDiagnoses(diagnoses: readonly Diagnosis[], look: Look): readonly Segment[] {
	const counts = severities
		.map(severity => [severity, diagnoses.filter(diagnosis => diagnosis.severity === severity).length] as const)
		.filter(([, count]) => count > 0);
	return counts.map(([severity, count], index): Segment => [tokens[severity], `${index === 0 ? '' : ' '}${markOf(severity, look)} ${count}`]);
}

/**
The diagnoses in a few rows: the worst with what to do, the others as far as there is room. Sentences are shown whole or not at all, as
half of an advice may say the opposite; only what is the case is cut, and visibly, where the panel has no room for it. Never more lines
than `rows`.
*/
export function drawDiagnosesPanel({diagnoses, language, look, remedyKey}: DiagnosesDrawing, {columns, rows}: Size): readonly string[] {
	const words = wordsIn(language).diagnosis;
	const [worst, ...others] = diagnoses;
	if (worst === undefined || rows < 1) {
		return rows < 1 ? [] : [drawLine([['dim', words.none]], columns, look)];
	}

	const head = headLines(worst, columns, rows, look);
	const key = rows - head.length < 1 ? undefined : remedyKey?.(worst);
	const keyLine: readonly string[] = key === undefined ? [] : [drawLine([['text', '  '], ['accent', ` ${key.key} `], ['text', ` ${key.text}`]], columns, look)];
	const left = rows - head.length - keyLine.length;
	// One line for each of the others comes before what to do, which has what they leave.
	const action = wholeSentences(worst.action, Math.max(left - others.length, Math.min(left, 1)), columns, look);
	return [...head, ...action, ...keyLine, ...otherLines(others, left - action.length, columns, {words, look})];
}

/** What is the case, in as many lines as it needs; where there are fewer, the last one shows that it goes on. */
function headLines(diagnosis: Diagnosis, columns: number, rows: number, look: Look): readonly string[] {
	const parts = splitAtWidth(toDrawable(diagnosis.what), Math.max(1, columns - 2));
	const shown = parts.length <= rows ? parts : [...parts.slice(0, rows - 1), parts.slice(rows - 1).join(' ')];
	return shown.map((text, index) => drawLine([index === 0 ? headSegment(diagnosis, look) : ['text', '  '], [diagnosis.severity === 'error' ? 'strong' : 'text', text]], columns, look));
}

/** As many sentences as fit into the lines, from the first; none where that does not fit. */
function wholeSentences(text: string, lines: number, columns: number, look: Look): readonly string[] {
	// A command belongs to the colon before it.
	const sentences = text.split(/(?<=[!.?])\s+|(?<=[。！？])\s*|(?<![:：])\n/u).filter(sentence => sentence !== '');
	for (let count = sentences.length; count > 0; count--) {
		const parts = splitAtWidth(toDrawable(sentences.slice(0, count).join(/[。！？]$/u.test(sentences[0]!) ? '' : ' ').replaceAll('\n', ' ')), Math.max(1, columns - 2));
		if (parts.length <= lines) {
			return parts.map(part => drawLine([['text', `  ${part}`]], columns, look));
		}
	}

	return [];
}

/** The others that fit, the worst first, and how many do not. */
function otherLines(others: readonly Diagnosis[], rows: number, columns: number, {words, look}: {readonly words: Words['diagnosis']; readonly look: Look}): readonly string[] {
	const lines: string[] = [];
	let shown = 0;
	for (const diagnosis of others) {
		const rest = others.length - shown - 1;
		const more = rest > 0 ? `  ${words.more(String(rest))}` : '';
		const own = splitAtWidth(toDrawable(diagnosis.what), Math.max(1, columns - 2));
		const isLast = lines.length + own.length >= rows && more !== '';
		// The last line that fits says how many more there are.
		const drawn = isLast ? splitAtWidth(`${toDrawable(diagnosis.what)}${more}`, Math.max(1, columns - 2)) : own;
		if (lines.length + drawn.length > rows) {
			break;
		}

		lines.push(...drawn.map((text, index) => {
			const at = isLast && index === drawn.length - 1 && text.endsWith(more.trimStart()) ? text.length - more.trimStart().length : text.length;
			return drawLine([index === 0 ? headSegment(diagnosis, look) : ['text', '  '], ['text', text.slice(0, at)], ['dim', text.slice(at)]], columns, look);
		}));
		shown++;
	}

	return lines.length < rows && shown < others.length ? [...lines, drawLine([['dim', `  ${words.more(String(others.length - shown))}`]], columns, look)] : lines;
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

function headSegment({severity}: Diagnosis, look: Look): Segment {
	return [tokens[severity], `${markOf(severity, look)} `];
}
