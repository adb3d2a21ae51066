import {wordsIn, type Language} from './words.ts';

/** What a group of a list is called, by what its rows have in common: empty for this machine, undefined where it is not known. */
export function groupName(value: string | undefined, by: string | undefined, language: Language): string {
	const {runsScreen, status} = wordsIn(language);
	if (value === undefined) {
		return runsScreen.unknownGroup;
	}

	const states: Readonly<Record<string, string>> = status;
	return value === '' ? runsScreen.thisMachine : (by === 'state' ? states[value] ?? value : value);
}
