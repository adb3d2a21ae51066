import {keymap, type KeyCommand} from '../../control/keymap.ts';
import type {KeyCategory} from '../../control/keys/binding.ts';
import {keyName} from '../../control/keymap-names.ts';
import {displayWidth, padEnd} from '../../format/display-width.ts';
import {keyWords} from '../../text/keys.ts';
import {drawLine, type Segment} from '../draw/line.ts';
import type {ScreenModel} from '../panels/model.ts';

const categories: readonly KeyCategory[] = ['session', 'screens', 'run', 'move', 'view', 'charts', 'classes', 'logs', 'resources', 'runs', 'typing'];

/** Every line of the help: all keys of the key table by category, then what the terms mean. */
export function drawHelp({ui, look, words}: Pick<ScreenModel, 'ui' | 'look' | 'words'>, columns: number): readonly string[] {
	const texts = keyWords(ui.language);
	const isAscii = look.glyphs.ellipsis === '~';
	const lines: Array<readonly Segment[]> = [[['text', words.helpAbout]]];
	const rows = categories.map(category => ({category, bindings: [...mergeByCommand(category)]})).filter(({bindings}) => bindings.length > 0);
	const names = rows.flatMap(({bindings}) => bindings.map(([, keys]) => displayWidth(listKeys(keys, isAscii))));
	const width = Math.min(Math.max(...names), Math.floor(columns * 0.45)) + 2;
	for (const {category, bindings} of rows) {
		lines.push([], [['title', texts.category[category]]]);
		for (const [command, keys] of bindings) {
			lines.push([['key', padEnd(listKeys(keys, isAscii), width)], ['text', texts.meaning[command]]]);
		}
	}

	lines.push([], [['title', words.helpTerms]], ...words.terms.map(([term, meaning]): readonly Segment[] => [['accent', padEnd(term, width)], ['text', meaning]]));
	return lines.map(line => drawLine(line, columns, look));
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
