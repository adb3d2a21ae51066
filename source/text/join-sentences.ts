import type {Language} from './language.ts';

/** Whole sentences in one line: the Chinese full stop brings its own blank. */
export function joinSentences(sentences: readonly string[], language: Language): string {
	return sentences.join(language === 'zh' ? '' : ' ');
}
