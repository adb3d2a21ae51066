import {activeBindings, whyDisabled, type KeyContext} from '../../control/keymap.ts';
import {keyName} from '../../control/keymap-names.ts';
import {keyWords} from '../../text/keys.ts';
import {drawLine, fitGroups, type Segment} from '../draw/line.ts';
import type {Look} from '../theme/look.ts';
import type {ScreenModel} from './model.ts';

/** A message while there is one, else the keys that matter now, from the key table. Keys with the same word stand together: `↑↓ scroll`. */
export function drawFooter({ui, look}: Pick<ScreenModel, 'ui' | 'look'>, context: KeyContext, columns: number): string {
	if (ui.toast !== undefined) {
		return drawLine([[ui.toast.tone, ui.toast.text]], columns, look);
	}

	const {hint} = keyWords(ui.language);
	const shown = activeBindings(context)
		.filter(binding => binding.hint !== undefined && whyDisabled(binding, context) === undefined)
		.toSorted((one, other) => one.hint! - other.hint!);
	const groups = new Map<string, string>();
	for (const {command, keys} of shown) {
		groups.set(hint[command], (groups.get(hint[command]) ?? '') + keyName(keys[0]!, isAscii(look)));
	}

	return drawLine(fitGroups([...groups].map(([word, keys]): readonly Segment[] => [['key', keys], ['label', ` ${word}`]]), columns, ['text', '  ']), columns, look);
}

function isAscii({glyphs}: Look): boolean {
	return glyphs.ellipsis === '~';
}
