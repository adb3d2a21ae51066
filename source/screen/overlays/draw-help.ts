import {keymap, type KeyCommand} from '../../keys/keymap.ts';
import type {KeyCategory} from '../../keys/binding.ts';
import {keyName} from '../../keys/key-names.ts';
import {displayWidth, padEnd, splitAtWidth} from '../../format/display-width.ts';
import {drawLine, type Segment} from '../draw/line.ts';
import type {ScreenModel} from '../panels/model.ts';
import {keyWords} from '../../words/keys.ts';

const categories: readonly KeyCategory[] = ['session', 'screens', 'run', 'look', 'move', 'view', 'charts', 'classes', 'logs', 'resources', 'runs', 'pictures', 'typing'];

/** Every line of the help that a search lets through: the keys of the key table by category, then what the terms mean. */
export function drawHelp({ui, look, words}: Pick<ScreenModel, 'ui' | 'look' | 'words'>, columns: number, query = ''): readonly string[] {
	const texts = keyWords(ui.language);
	const isAscii = look.glyphs.ellipsis === '~';
	const lines: Array<readonly Segment[]> = query === '' ? splitAtWidth(words.helpAbout, columns).map(part => [['text', part]]) : [[['accent', `/${query}`]]];
	const fits = createFilter(query);
	const rows = categories.map(category => ({category, bindings: [...mergeByCommand(category)]})).filter(({bindings}) => bindings.length > 0);
	const names = rows.flatMap(({bindings}) => bindings.map(([, keys]) => displayWidth(listKeys(keys, isAscii))));
	const width = Math.min(Math.max(...names), Math.floor(columns * 0.45)) + 2;
	for (const {category, bindings} of rows) {
		const title = texts.category[category];
		const found = bindings.filter(([command, keys]) => fits(title, texts.meaning[command], texts.hint[command], listKeys(keys, isAscii)));
		if (found.length > 0) {
			lines.push([], [['title', title]]);
		}

		for (const [command, keys] of found) {
			lines.push(...drawRow(['accent', listKeys(keys, isAscii)], texts.meaning[command]));
		}
	}

	const terms = words.terms.filter(([term, meaning]) => fits(words.helpTerms, term, meaning));
	if (terms.length > 0) {
		lines.push([], [['title', words.helpTerms]], ...terms.flatMap(([term, meaning]) => drawRow(['accent', term], meaning)));
	}

	if (query !== '' && lines.length === 1) {
		lines.push([], [['dim', texts.helpNothing(query)]]);
	}

	return lines.map(line => drawLine(line, columns, look));

	/** What does not fit into its column goes on below, keys and meaning alike. */
	function drawRow([token, name]: Segment, meaning: string): ReadonlyArray<readonly Segment[]> {
		const keys = splitAtWidth(name, width - 2);
		const parts = splitAtWidth(meaning, columns - width);
		return Array.from({length: Math.max(keys.length, parts.length)}, (_, index) => [[token, padEnd(keys[index] ?? '', width)], ['text', parts[index] ?? '']]);
	}
}

/** Whether texts together hold every word of a query, case aside. */
function createFilter(query: string): (...texts: readonly string[]) => boolean {
	const wanted = query.toLowerCase().split(/\s+/).filter(word => word !== '');
	return (...texts) => {
		const all = texts.join('\n').toLowerCase();
		return wanted.every(word => all.includes(word));
	};
}

function mergeByCommand(category: KeyCategory): ReadonlyMap<KeyCommand, readonly string[]> {
	const merged = new Map<KeyCommand, readonly string[]>();
	for (const {command, keys, category: own} of keymap) {
		if (own === category) {
			merged.set(command, [...new Set([...(merged.get(command) ?? []), ...keys])]);
		}
	}

	return merged;
}

function listKeys(keys: readonly string[], isAscii: boolean): string {
	return keys.map(key => keyName(key, isAscii)).join(' ');
}
