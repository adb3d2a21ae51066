import {type Language, wordsIn} from './words.ts';

/** An answer in one line, with what it loses. */
export function choiceText({label, loss}: {readonly label: string; readonly loss?: string}, language: Language): string {
	return loss === undefined ? label : wordsIn(language).screenAction.losing(label, loss);
}
