import type {KeyBinding, KeyCategory} from '../source/keys/binding.ts';
import {keyName} from '../source/keys/key-names.ts';
import {keymap, type KeyCommand} from '../source/keys/keymap.ts';
import {keyWords} from '../source/words/keys.ts';
import type {DocumentedLanguage} from './documented-languages.ts';

const begin = '<!-- keys:begin -->\n';
const end = '<!-- keys:end -->';

/** The parts of the table: what every screen has, then screen by screen, then dialogs. */
const categories: ReadonlySet<KeyCategory> = new Set(['session', 'screens', 'run', 'look', 'view', 'move', 'charts', 'classes', 'logs', 'runs', 'pictures', 'typing']);

/** The name of the readme in a language. */
export function readmeFile(language: DocumentedLanguage): string {
	return language === 'en' ? 'readme.md' : 'readme.zh.md';
}

/** The readme with the keys of the key table between its two marks, a table for each part. */
export function withKeys(readme: string, language: DocumentedLanguage): string {
	const {category: titles, meaning, keysHeader, meaningHeader} = keyWords(language);
	const inOrder = [...categories, ...new Set(keymap.map(({category}) => category).filter(category => !categories.has(category)))];
	const tables = inOrder.map(category => {
		const bindings = keymap.filter(binding => binding.category === category);
		return bindings.length === 0 ? '' : `**${titles[category]}**\n\n${keymapToMarkdown(command => meaning[command], [keysHeader, meaningHeader], bindings)}\n`;
	});
	const start = readme.indexOf(begin);
	const stop = readme.indexOf(end);
	if (start === -1 || stop < start) {
		throw new Error(`${readmeFile(language)} has no place for the keys: ${begin.trim()} and ${end}`);
	}

	return `${readme.slice(0, start)}${begin}\n${tables.join('')}${readme.slice(stop)}`;
}

/** One row for each command, in the order of the bindings. */
function keymapToMarkdown(describe: (command: KeyCommand) => string, headers: readonly [keys: string, meaning: string], bindings: ReadonlyArray<KeyBinding<KeyCommand>>): string {
	const rows = new Map<KeyCommand, Set<string>>();
	for (const {command, keys} of bindings) {
		const names = rows.get(command) ?? new Set();
		for (const key of keys) {
			names.add(`\`${keyName(key)}\``);
		}

		rows.set(command, names);
	}

	return [
		`| ${headers.join(' | ')} |`,
		'| --- | --- |',
		...[...rows].map(([command, names]) => `| ${[...names].join(' ')} | ${describe(command)} |`),
		'',
	].join('\n');
}
