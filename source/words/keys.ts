import {type Language, type Words, wordsIn} from './words.ts';

const joined = new WeakMap<Words, ReturnType<typeof joinTables>>();

/** What each key does: a sentence for the help, and a word or two for the footer. Joined once for each language: every frame asks. */
export function keyWords(language: Language) {
	const words = wordsIn(language);
	const known = joined.get(words) ?? joinTables(words);
	joined.set(words, known);
	return known;
}

/** A table for each part of the program. */
function joinTables(words: Words) {
	const session = words.sessionKey;
	const logs = words.logsKey;
	const run = words.runKey;
	const runs = words.runsKey;
	const machine = words.machineKey;
	const charts = words.chartsKey;
	const classes = words.classesKey;
	const pictures = words.picturesKey;
	return {
		...words.keyTable,
		meaning: {
			...session.meaning, ...run.meaning, ...machine.meaning, ...runs.meaning, ...charts.meaning, ...classes.meaning, ...pictures.meaning, ...logs.meaning,
		},
		hint: {
			...session.hint, ...run.hint, ...machine.hint, ...runs.hint, ...charts.hint, ...classes.hint, ...pictures.hint, ...logs.hint,
		},
	};
}
