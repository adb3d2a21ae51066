/** The languages that yolotop speaks. */
export type Language = 'en' | 'zh';

export const languages: readonly Language[] = ['en', 'zh'];

/** The shape of a table's words without their literal values, so that a translation may differ in wording only. */
type Wording<T> = {
	readonly [K in keyof T]: T[K] extends (...parameters: infer P) => string ? (...parameters: P) => string
		: T[K] extends string ? string
			: Wording<T[K]>;
};

/**
Makes one table of words: the English one gives the shape, the Chinese one must have the same keys.

@returns a lookup by language.
*/
export function defineTexts<T extends Record<string, unknown>>(english: T & Wording<T>, chinese: Wording<T>): (language: Language) => Wording<T> {
	return language => language === 'zh' ? chinese : english;
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
