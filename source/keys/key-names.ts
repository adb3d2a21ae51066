import type {KeyBinding} from './binding.ts';
import {keymap, type KeyCommand} from './keymap.ts';

const names: Readonly<Record<string, string>> = {
	up: '↑', down: '↓', left: '←', right: '→', pageup: 'PgUp', pagedown: 'PgDn', home: 'Home', end: 'End', tab: 'Tab', 'shift+tab': 'Shift-Tab', escape: 'Esc', backspace: 'Backspace', enter: 'Enter', space: 'Space',
};

const asciiNames: Readonly<Record<string, string>> = {
	...names, up: 'Up', down: 'Down', left: 'Left', right: 'Right',
};

/** A key as it is printed on a keyboard: `Ctrl-C`, `PgDn`, `q`. */
export function keyName(key: string, isAscii = false): string {
	const name = (isAscii ? asciiNames : names)[key];
	if (name !== undefined) {
		return name;
	}

	return key.startsWith('ctrl+') ? `Ctrl-${key.slice(5).toUpperCase()}` : key;
}

/** The key to show for a command: the first that the table has for it, as it is printed on a keyboard. */
export function keyNameOf(command: KeyCommand, isAscii = false, bindings: ReadonlyArray<KeyBinding<KeyCommand>> = keymap): string {
	return keyName(bindings.find(binding => binding.command === command)!.keys[0]!, isAscii);
}
