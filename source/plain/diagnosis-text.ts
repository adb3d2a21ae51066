import type {Diagnosis, DiagnosisEvent} from '../checks/diagnosis.ts';
import {displayWidth, padEnd, wrap} from '../format/display-width.ts';
import {labelled} from '../words/punctuation.ts';
import {type Language, wordsIn} from '../words/words.ts';

/** Sentences are shorter; what is cut here was quoted from the output. */
const maxLines = 12;
const gap = '  ';

/** A diagnosis as it is written into JSON; the same keys in `status` and in `events`. */
export function diagnosisToJson({rule, severity, what, why, action, evidence, remedy}: Diagnosis): Readonly<Record<string, unknown>> {
	return {
		rule, severity, what, why, action, evidence, ...(remedy !== undefined && {remedy}),
	};
}

/** The fields of a line of `events`, without type and time. */
export function diagnosisEventToJson(event: DiagnosisEvent): Readonly<Record<string, unknown>> {
	return event.type === 'diagnosis-began' ? diagnosisToJson(event.diagnosis) : {rule: event.rule};
}

/**
Diagnoses in full: what is the case, why, what to do and what it rests on. Sentences are broken at `maxColumns`; a line that is a
command stays whole, so that it can be copied.
*/
export function diagnosesToText(diagnoses: readonly Diagnosis[], language: Language, maxColumns: number): string[] {
	const words = wordsIn(language).diagnosis;
	const left = Math.max(0, ...Object.values(words.severities).map(word => displayWidth(word))) + gap.length;
	const column = Math.max(...[words.why, words.action, words.evidence].map(word => displayWidth(word))) + gap.length;
	return diagnoses.flatMap(({severity, what, why, action, evidence}) => {
		const block = (label: string, texts: readonly string[]): string[] => texts
			.flatMap(text => label === words.action && isCommand(text) ? [text] : wrap(text, maxColumns - left - column, maxLines))
			.map((line, index) => `${' '.repeat(left)}${padEnd(index === 0 ? label : '', column)}${line}`);
		return [
			...wrap(what, maxColumns - left, maxLines).map((line, index) => padEnd(index === 0 ? words.severities[severity] : '', left) + line),
			...block(words.why, why === '' ? [] : [why]),
			...block(words.action, action === '' ? [] : action.split('\n')),
			...block(words.evidence, evidence),
		];
	});
}

/** A diagnosis on two lines or a few, for a pipe or a log. */
export function diagnosisToLines({severity, what, action}: Diagnosis, language: Language): string[] {
	return [labelled(wordsIn(language).diagnosis.severities[severity], what, language), ...action.split('\n').filter(line => line !== '').map(line => `  ${line}`)];
}

/** In an action a line that does not end like a sentence stands for itself: it can be copied as a command. */
function isCommand(line: string): boolean {
	return /^[\w"$'\-./]/.test(line) && !/[!).:?。）：]$/.test(line);
}
