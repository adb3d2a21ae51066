import {fillText} from './fill-text.ts';
import {type Language, wordsIn, type Words} from './words.ts';

type Note = {readonly code: keyof Words['resume']['notes']; readonly values: Readonly<Record<string, string>>};

type Verdict = {readonly setting: string; readonly from?: string | undefined; readonly to: string; readonly onResume: keyof Words['resume']['verdicts']};

/** As on the command line: `batch-size`. */
export function settingLabel(setting: string): string {
	return setting.replace(/Bytes$/, '').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** What a person should know before a resume, one sentence a line: what becomes of the settings, then what is done. */
export function describeResume({notes, verdicts}: {readonly notes: readonly Note[]; readonly verdicts: readonly Verdict[]}, language: Language): string[] {
	const texts = wordsIn(language).resume;
	return [
		...verdicts.map(({setting, from = '—', to, onResume}) => fillText(texts.verdicts[onResume], {setting: settingLabel(setting), from, to})),
		...notes.map(({code, values}) => fillText(texts.notes[code], values)),
	];
}
