import type {CheckId, CheckLevel, CheckResult} from '../../domain/check-result.ts';
import {commandNotes} from '../../text/command-notes.ts';
import type {Language} from '../../text/language.ts';
import {doctorTexts, type DoctorTexts} from '../../text/doctor.ts';
import {commandToText} from './remark.ts';

type FindingTexts = DoctorTexts['findings'];

/** Which sentence of source/text/doctor.ts a finding says. */
export type FindingCode = keyof FindingTexts;

/** What the sentence needs to be filled. */
type FindingValues<C extends FindingCode> = FindingTexts[C] extends {readonly what: (values: infer V) => string}
	? (unknown extends V ? Readonly<Record<string, never>> : V)
	: never;

/** What a check has found, without words. */
export type Finding = {
	readonly [C in FindingCode]: {
		readonly check: CheckId;
		readonly level: CheckLevel;
		readonly code: C;
		readonly values: FindingValues<C>;
		readonly commands: readonly string[];
	}
}[FindingCode];

/** The words of a finding. */
export function findingToResult({check, level, code, values, commands}: Finding, language: Language): CheckResult {
	const text = doctorTexts(language).findings[code] as {what(filled: typeof values): string; why(filled: typeof values): string};
	return {
		check, level, what: text.what(values), why: text.why(values), commands: commands.flatMap(command => [...commandNotes([command], language).map(note => `# ${note}`), commandToText(command, language)]),
	};
}
