import type {Language} from './language.ts';

/** Whole sentences in one line: the Chinese full stop brings its own blank. */
export function joinSentences(sentences: readonly string[], language: Language): string {
	return sentences.join(language === 'zh' ? '' : ' ');
}

/** Names one after the other: `a, b` or `a、b`. */
export function joinList(names: readonly string[], language: Language): string {
	return names.join(language === 'zh' ? '、' : ', ');
}

/** What a text is about, before it: `Label: text` or `标签：文字`. */
export function labelled(label: string, text: string, language: Language): string {
	return `${label}${language === 'zh' ? '：' : ': '}${text}`;
}

/** What the lines below are about. */
export function heading(label: string, language: Language): string {
	return labelled(label, '', language).trimEnd();
}
