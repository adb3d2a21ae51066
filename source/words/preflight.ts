import {fillText} from './fill-text.ts';
import {type Language, wordsIn, type Words} from './words.ts';

/** The two parts of a finding in words. */
export function describePreflight({code, values}: {readonly code: keyof Words['preflight']; readonly values: Readonly<Record<string, string>>}, language: Language): {what: string; fix: string} {
	const {what, fix} = wordsIn(language).preflight[code];
	return {what: fillText(what, values), fix: fillText(fix, values)};
}
