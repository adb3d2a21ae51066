import type {KeyCommand} from '../../keys/keymap.ts';
import {activeBindings, whyDisabled, type KeyContext} from '../../keys/resolve-key.ts';
import {screenIds, type KeyBinding} from '../../keys/binding.ts';
import {keyName} from '../../keys/key-names.ts';
import {
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import type {Look} from '../theme/look.ts';
import {wrapLine} from '../draw/wrap.ts';
import {keyWords} from '../../words/keys.ts';
import type {ScreenModel} from './model.ts';

/** What a person who sees yolotop for the first time looks for: these stay, whatever else has no room. Also what cancels a stop. */
const essentials: readonly KeyCommand[] = ['detach', 'help', 'stop', 'cancel-action', 'next-screen'];

/** What yolotop is for: these keys are shown, dim, also while they do nothing, so that they are learned. */
const mainActions: ReadonlySet<KeyCommand> = new Set(['stop', 'relaunch', 'pause']);
/** From so many columns on the screens stand with their names and keys above. */
const namedColumns = 100;

/**
A message while there is one, else the keys that matter now, from the key table. Keys with the same word stand together: `↑↓ scroll`.
Where not all have room, the essential ones come first, and those of the shown screen before those of every screen.
*/
export function drawFooter(model: Pick<ScreenModel, 'ui' | 'look'>, context: KeyContext, columns: number): readonly string[] {
	return drawMessage(model, columns) ?? [drawKeys(model, context, columns)];
}

/** What is to be said just now, in as many rows as it needs, up to a few; undefined while there is nothing. */
export function drawMessage({ui: {toast}, look}: Pick<ScreenModel, 'ui' | 'look'>, columns: number): readonly string[] | undefined {
	return toast && wrapLine([[toast.tone, toast.text]], columns, look).slice(0, mostMessageRows);
}

const mostMessageRows = 4;

function drawKeys({ui, look}: Pick<ScreenModel, 'ui' | 'look'>, context: KeyContext, columns: number): string {
	const isOff = (binding: KeyBinding<KeyCommand>) => whyDisabled(binding, context) !== undefined;
	// Where the names of the screens stand with their keys, those need no other words.
	const isNamed = columns >= namedColumns && context.overlay === undefined;
	const wanted = activeBindings(context)
		.filter(binding => binding.hint !== undefined && (!isOff(binding) || mainActions.has(binding.command)))
		.filter(({command}) => !isNamed || (command !== 'next-screen' && command !== 'previous-screen'))
		// The arrows choose an answer; its text says by itself that it goes on.
		.filter(({needsScroll}) => needsScroll !== true || context.overlay !== 'dialog')
		// The name of a language in its own characters, where they cannot be drawn.
		.filter(({command}) => command !== 'switch-language' || ui.language !== 'en' || !isAscii(look))
		.toSorted((one, other) => one.hint! - other.hint!);
	const all = join(toGroups(wanted, context, {ui, look, isOff}));
	if (segmentsWidth(all) <= columns) {
		return drawLine(all, columns, look);
	}

	const shown = wanted.filter(binding => !isOff(binding));
	const rank = rankIn(context);
	return drawLine(fitGroups(toGroups(shown.toSorted((one, other) => rank(one) - rank(other)), context, {
		ui, look, isOff, isShort: true,
	}), columns, gap), columns, look);
}

const gap: Segment = ['text', '  '];

/** How much a key is missed where there is little room, the most first. */
function rankIn({screen, overlay}: KeyContext): (binding: KeyBinding<KeyCommand>) => number {
	return ({command, places}) => {
		const place = essentials.indexOf(command);
		return place === -1 ? essentials.length + (places.includes(overlay ?? screen) ? 0 : 1) : place;
	};
}

/** Keys with the same word, in the order in which the word comes first. */
function toGroups(bindings: ReadonlyArray<KeyBinding<KeyCommand>>, {isPaused = false}: KeyContext, {ui, look, isOff, isShort = false}: Pick<ScreenModel, 'ui' | 'look'> & {readonly isOff: (binding: KeyBinding<KeyCommand>) => boolean; readonly isShort?: boolean}): ReadonlyArray<readonly Segment[]> {
	const {hint} = keyWords(ui.language);
	const groups = new Map<string, {readonly keys: string; readonly isDim: boolean}>();
	for (const binding of bindings) {
		const {command, keys} = binding;
		const name = isShort && command === 'next-screen' ? `1-${screenIds.length}` : keyName(keys[0]!, isAscii(look));
		const word = hint[command === 'pause' && isPaused ? 'unpause' : command];
		groups.set(word, {keys: (groups.get(word)?.keys ?? '') + name, isDim: isOff(binding)});
	}

	return [...groups].map(([word, {keys, isDim}]): readonly Segment[] => [[isDim ? 'dim' : 'accent', keys], [isDim ? 'dim' : 'label', ` ${word}`]]);
}

function join(groups: ReadonlyArray<readonly Segment[]>): readonly Segment[] {
	return groups.flatMap((group, index) => index === 0 ? group : [gap, ...group]);
}

function isAscii({glyphs}: Look): boolean {
	return glyphs.ellipsis === '~';
}
