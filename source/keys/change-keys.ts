import {screenIds, type KeyBinding, type KeyPlace} from './binding.ts';
import {defaultKeymap, type KeyCommand} from './keymap.ts';

/** Keys of one's own, by command; the first of a command is the one to show. */
export type KeyChanges = Readonly<Partial<Record<KeyCommand, readonly string[]>>>;

/** One key that would mean two things in one place. */
export type KeyClash = {readonly key: string; readonly command: KeyCommand; readonly other: KeyCommand};

/** Where letters are text or answers, and what always works: keys there stay. */
const fixedPlaces: ReadonlySet<KeyPlace> = new Set<KeyPlace>(['dialog', 'prompt', 'palette', 'form', 'always']);

const isFixed = ({command, places}: KeyBinding<KeyCommand>): boolean => command === 'close-overlay' || places.some(place => fixedPlaces.has(place));

/** The commands whose keys can be changed, in the order of the table. */
export const changeableCommands: readonly KeyCommand[] = [...new Set(defaultKeymap.filter(row => !isFixed(row)).map(({command}) => command))];

const namedKeys: ReadonlySet<string> = new Set(['up', 'down', 'left', 'right', 'pageup', 'pagedown', 'home', 'end', 'tab', 'shift+tab', 'escape', 'backspace', 'enter', 'space']);

/** A terminal sends the same for these and for Tab, Enter or Backspace. */
const sameAsNamed: ReadonlySet<string> = new Set(['ctrl+h', 'ctrl+i', 'ctrl+j', 'ctrl+m']);

/** Whether a text names a key that a terminal sends: one visible character, a key by its name, or `ctrl+` and a letter. */
export function isKey(text: string): boolean {
	return namedKeys.has(text) || (/^ctrl\+[a-z]$/.test(text) && !sameAsNamed.has(text)) || /^[\u{21}-\u{7E}]$/u.test(text);
}

/** Escape must never do what can lose work. */
export function canHaveKey(command: KeyCommand, key: string): boolean {
	return key !== 'escape' || defaultKeymap.every(row => row.command !== command || row.isDanger !== true);
}

/** The rows of the table with the changed keys in the place of their own. */
export function changeKeys(changes: KeyChanges): ReadonlyArray<KeyBinding<KeyCommand>> {
	return defaultKeymap.map(row => {
		const keys = changes[row.command];
		return keys === undefined || isFixed(row) ? row : {...row, keys};
	});
}

/** What works together: each screen with what works on all of them, and each text over a screen. */
const contexts: ReadonlyArray<readonly KeyPlace[]> = [
	...screenIds.map(screen => [screen, 'screens', 'everywhere', 'always'] as const),
	...(['help', 'pane', 'explain'] as const).map(overlay => [overlay, 'everywhere', 'always'] as const),
];

/** The first new key that another command has in the same place; undefined when all are clear. Keys that a command had before may be shadowed as before. */
export function findClash(changes: KeyChanges): KeyClash | undefined {
	const bindings = changeKeys(changes);
	for (const places of contexts) {
		const active = bindings.filter(row => row.places.some(place => places.includes(place)));
		const added = active.filter(row => changes[row.command] !== undefined && !isFixed(row)).flatMap(({command, keys}) => keys.filter(key => !hasByDefault(command, key)).map(key => ({key, command})));
		for (const {key, command} of added) {
			const other = active.find(row => row.command !== command && row.keys.includes(key));
			if (other !== undefined) {
				return {key, command, other: other.command};
			}
		}
	}

	return undefined;
}

function hasByDefault(command: KeyCommand, key: string): boolean {
	return defaultKeymap.some(row => row.command === command && row.keys.includes(key));
}
