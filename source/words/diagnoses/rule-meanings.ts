import {type Language, wordsIn} from '../words.ts';

/** What each rule recognises, and by what, by its id. */
export const ruleMeanings = (language: Language) => ({
	...wordsIn(language).checkpointMeanings,
	...wordsIn(language).datasetMeanings,
	...wordsIn(language).downloadMeanings,
	...wordsIn(language).gpuMeanings,
	...wordsIn(language).memoryMeanings,
	...wordsIn(language).programMeanings,
	...wordsIn(language).progressMeanings,
	...wordsIn(language).qualityMeanings,
	...wordsIn(language).storageMeanings,
});

/** The stable name of a rule: it has words as soon as it has a meaning. More are added as they come; none is renamed. */
export type RuleId = keyof ReturnType<typeof ruleMeanings>;
