import {type Language, wordsIn} from './words.ts';

/** What each key does: a sentence for the help, and a word or two for the footer; a table for each part of the program. */
export function keyWords(language: Language) {
	const session = wordsIn(language).sessionKey;
	const logs = wordsIn(language).logsKey;
	const run = wordsIn(language).runKey;
	const runs = wordsIn(language).runsKey;
	const machine = wordsIn(language).machineKey;
	const charts = wordsIn(language).chartsKey;
	const classes = wordsIn(language).classesKey;
	const pictures = wordsIn(language).picturesKey;
	return {
		...wordsIn(language).keyTable,
		meaning: {
			...session.meaning, ...run.meaning, ...machine.meaning, ...runs.meaning, ...charts.meaning, ...classes.meaning, ...pictures.meaning, ...logs.meaning,
		},
		hint: {
			...session.hint, ...run.hint, ...machine.hint, ...runs.hint, ...charts.hint, ...classes.hint, ...pictures.hint, ...logs.hint,
		},
	};
}
