import type {KeyBinding} from './binding.ts';
import {type KeyCommand, keymap} from './keymap.ts';
import {keyName} from './keymap-names.ts';

/** The key table for the readme: one row for each command, in the order of the key table, or of the given part of it. */
export function keymapToMarkdown(describe: (command: KeyCommand) => string, headers: readonly [keys: string, meaning: string], bindings: ReadonlyArray<KeyBinding<KeyCommand>> = keymap): string {
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
