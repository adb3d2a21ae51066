import {wordsIn, type Language} from './words.ts';

/** Whole sentences in one line. */
export function joinSentences(sentences: readonly string[], language: Language): string {
	return sentences.join(wordsIn(language).punctuation.betweenSentences);
}

/** Names one after the other: `a, b` or `a、b`. */
export function joinList(names: readonly string[], language: Language): string {
	return names.join(wordsIn(language).punctuation.betweenNames);
}

/** What a text is about, before it: `Label: text` or `标签：文字`. */
export function labelled(label: string, text: string, language: Language): string {
	return `${label}${wordsIn(language).punctuation.afterLabel}${text}`;
}

/** What the lines below are about. */
export function heading(label: string, language: Language): string {
	return labelled(label, '', language).trimEnd();
}
