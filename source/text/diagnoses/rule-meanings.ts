import type {Language} from '../language.ts';
import {checkpointMeanings} from './checkpoint.ts';
import {datasetMeanings} from './dataset.ts';
import {downloadMeanings} from './download.ts';
import {gpuMeanings} from './gpu.ts';
import {memoryMeanings} from './memory.ts';
import {programMeanings} from './program.ts';
import {progressMeanings} from './progress.ts';
import {qualityMeanings} from './quality.ts';
import {storageMeanings} from './storage.ts';

/** What each rule recognises, and by what, by its id. */
export const ruleMeanings = (language: Language) => ({
	...checkpointMeanings(language),
	...datasetMeanings(language),
	...downloadMeanings(language),
	...gpuMeanings(language),
	...memoryMeanings(language),
	...programMeanings(language),
	...progressMeanings(language),
	...qualityMeanings(language),
	...storageMeanings(language),
});

/** The stable name of a rule: it has words as soon as it has a meaning. More are added as they come; none is renamed. */
export type RuleId = keyof ReturnType<typeof ruleMeanings>;
