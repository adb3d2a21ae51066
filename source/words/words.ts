import {toPrintable} from '../domain/printable.ts';
import type {english} from './en/english.ts';
import type {Wording} from './wording.ts';

/** Every word that a person reads, by table. English gives the shape. */
export type Words = Wording<typeof english>;

/** Loads the words of each language that yolotop speaks: a row and a folder each. */
const loaders = {
	async en(): Promise<Words> {
		const {english} = await import('./en/english.ts');
		return english;
	},
	async zh(): Promise<Words> {
		const {chinese} = await import('./zh/chinese.ts');
		return chinese;
	},
};

export type Language = keyof typeof loaders;

export const languages = Object.keys(loaders) as readonly Language[];

export function isLanguage(value: unknown): value is Language {
	return typeof value === 'string' && Object.hasOwn(loaders, value);
}

const loaded = new Map<Language, Words>();

/** Loads the words of a language: whoever runs a part of yolotop awaits it before the first word. */
export async function loadWords(language: Language): Promise<void> {
	if (!loaded.has(language)) {
		loaded.set(language, withPrintableValues(await loaders[language]()));
	}
}

/**
The words of a language, of which `loadWords` was awaited; until then, those of one that is loaded.

@throws Error when no language was loaded, which is a mistake in the program.
*/
export function wordsIn(language: Language): Words {
	const words = loaded.get(language) ?? [...loaded.values()][0];
	if (words === undefined) {
		throw new Error(`the words of ${language} were not loaded`);
	}

	return words;
}

/** The same words, whose functions take every text as printable in one line: it may be a name, a path or an answer from outside. A table is made when it is first asked for. */
function withPrintableValues(words: Words): Words {
	const tables = new Map<string, unknown>();
	return Object.defineProperties({}, Object.fromEntries(Object.entries(words).map(([name, table]) => [name, {
		enumerable: true,
		get() {
			if (!tables.has(name)) {
				tables.set(name, printableTable(table));
			}

			return tables.get(name);
		},
	}]))) as Words;
}

function printableTable(words: unknown): unknown {
	if (typeof words === 'function') {
		return (...parameters: readonly unknown[]): unknown => (words as (...given: readonly unknown[]) => unknown)(...parameters.map(value => typeof value === 'string' ? toPrintable(value) : value));
	}

	return typeof words === 'object' && words !== null && !Array.isArray(words)
		? Object.fromEntries(Object.entries(words).map(([name, value]) => [name, printableTable(value)]))
		: words;
}
