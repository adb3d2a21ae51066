import type {Explanation} from './explanations/explanation.ts';
import * as machine from './explanations/machine.ts';
import * as model from './explanations/model.ts';
import * as run from './explanations/run.ts';
import {defineTexts} from './language.ts';

export type {Explanation} from './explanations/explanation.ts';

const english = {...run.english, ...model.english, ...machine.english} as const;

export type ExplanationKey = keyof typeof english;

const chinese: Readonly<Record<ExplanationKey, Explanation>> = {...run.chinese, ...model.chinese, ...machine.chinese};

/** THE glossary: every number that yolotop or the frameworks show. */
export const explanations = defineTexts(english as Readonly<Record<ExplanationKey, Explanation>>, chinese);

/** The words around an explanation. */
export const explainWords = defineTexts({
	title: 'What the numbers mean', formula: 'Formula', good: 'Good', now: 'Now', others: 'Other numbers', nothing: 'Nothing is known under this name.',
}, {
	title: '各数值的含义', formula: '公式', good: '怎样算好', now: '当前', others: '其他数值', nothing: '没有这个名称的说明。',
});

/** Every key, in the order in which a person meets the numbers. */
export const explanationKeys = Object.keys(english) as readonly ExplanationKey[];
