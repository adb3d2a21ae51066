import {type Language, wordsIn} from './words.ts';

/** The notes that belong to shown commands: on variables without their values, and on secrets. Empty where nothing is left out. */
export function commandNotes(commands: readonly string[], language: Language): readonly string[] {
	const texts = wordsIn(language).commandNote;
	return [
		...(commands.some(command => /^docker (?:run|create) .*?(?<= )-e [^\s"'=]+(?= )/.test(command)) ? [texts.variables] : []),
		...(commands.some(command => command.includes('***')) ? [texts.secrets] : []),
		...(commands.some(command => command.includes('YOLOTOP_PROBE=')) ? [texts.probe] : []),
	];
}
