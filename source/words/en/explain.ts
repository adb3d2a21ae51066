import type {Explanation} from '../explanation.ts';
import {machineExplanations} from './explanations/machine.ts';
import {modelExplanations} from './explanations/model.ts';
import {runExplanations} from './explanations/run.ts';

/** THE glossary: every number that yolotop or the frameworks show, in the order in which a person meets them. */
export const explanations = {...runExplanations, ...modelExplanations, ...machineExplanations} satisfies Readonly<Record<string, Explanation>>;

/** What else a person may call a number in this language, in lower case. */
export const explanationAliases: Partial<Readonly<Record<keyof typeof explanations, readonly string[]>>> = {
	imagesPerSecond: ['img/s'],
};

/** The words around an explanation. */
export const explain = {
	title: 'What the numbers mean', formula: 'Formula', good: 'Good', now: 'Now', others: 'Other numbers',
};
