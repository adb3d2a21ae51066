import type {Language} from './language.ts';

/** What a text is about, before it: `Label: text` or `标签：文字`. */
export function labelled(label: string, text: string, language: Language): string {
	return `${label}${language === 'zh' ? '：' : ': '}${text}`;
}

/** What the lines below are about. */
export function heading(label: string, language: Language): string {
	return labelled(label, '', language).trimEnd();
}
