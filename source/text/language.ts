import {toPrintable} from '../domain/printable.ts';

/** The languages that yolotop speaks. */
export type Language = 'en' | 'zh';

export const languages: readonly Language[] = ['en', 'zh'];

/** The shape of a table's words without their literal values, so that a translation may differ in wording only. */
type Wording<T> = {
	readonly [K in keyof T]: T[K] extends (...parameters: infer P) => string ? (...parameters: P) => string
		: T[K] extends string ? string
			: Wording<T[K]>;
};

/** The same words, whose functions take every text as printable in one line: it may be a name, a path or an answer from outside. */
function withPrintableValues(words: unknown): unknown {
	if (typeof words === 'function') {
		return (...parameters: readonly unknown[]): unknown => (words as (...given: readonly unknown[]) => unknown)(...parameters.map(value => typeof value === 'string' ? toPrintable(value) : value));
	}

	return typeof words === 'object' && words !== null && !Array.isArray(words)
		? Object.fromEntries(Object.entries(words).map(([name, value]) => [name, withPrintableValues(value)]))
		: words;
}

/**
Makes one table of words: the English one gives the shape, the Chinese one must have the same keys.

@returns a lookup by language.
*/
export function defineTexts<T extends Record<string, unknown>>(english: T & Wording<T>, chinese: Wording<T>): (language: Language) => Wording<T> {
	const tables = new Map<Language, Wording<T>>();
	return language => {
		const table = tables.get(language) ?? withPrintableValues(language === 'zh' ? chinese : english) as Wording<T>;
		tables.set(language, table);
		return table;
	};
}

/**
The language of the person: `--lang` first, then LC_ALL, LC_MESSAGES and LANG in the order of POSIX; English otherwise.

@param requested the value of `--lang`, already validated.
*/
export function resolveLanguage(requested: Language | undefined, environment: Readonly<Record<string, string | undefined>>): Language {
	if (requested !== undefined) {
		return requested;
	}

	const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(value => value !== undefined && value !== '');
	return locale?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
