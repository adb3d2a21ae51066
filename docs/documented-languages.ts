import type {Language} from '../source/words/words.ts';

/** The languages that have a readme and pages in docs/; one that yolotop only speaks has none. */
export const documentedLanguages = ['en', 'zh'] as const satisfies readonly Language[];

export type DocumentedLanguage = (typeof documentedLanguages)[number];
