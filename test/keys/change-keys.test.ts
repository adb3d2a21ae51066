import {afterEach, expect, test} from 'vitest';
import {screenIds} from '../../source/keys/binding.ts';
import {defaultKeymap, useKeymap} from '../../source/keys/keymap.ts';
import {
	changeKeys,
	changeableCommands,
	findClash,
	isKey,
	type KeyChanges,
} from '../../source/keys/change-keys.ts';
import {keyNameOf} from '../../source/keys/key-names.ts';
import {activeBindings, resolveKey, type KeyContext} from '../../source/keys/resolve-key.ts';

const onScreen: KeyContext = {screen: 'overview', canScroll: true, disabled: {}};

afterEach(() => {
	useKeymap(defaultKeymap);
});

test('a changed key means the command, the old one nothing, and whatever shows keys has the new one', () => {
	useKeymap(changeKeys({stop: ['S', 'ctrl+s']}));
	expect(['S', 'ctrl+s', 's'].map(key => resolveKey(key, onScreen))).toEqual([{command: 'stop'}, {command: 'stop'}, undefined]);
	expect(keyNameOf('stop')).toBe('S');
	expect(activeBindings(onScreen).find(({command}) => command === 'stop')!.keys).toEqual(['S', 'ctrl+s']);
});

test('what always works, answers and typing stay as they are', () => {
	useKeymap(changeKeys({detach: ['Q'], copy: ['K']}));
	expect(resolveKey('Q', onScreen)).toEqual({command: 'detach'});
	expect(resolveKey('ctrl+c', onScreen)).toEqual({command: 'detach'});
	expect(resolveKey('ctrl+y', {...onScreen, overlay: 'dialog'})).toEqual({command: 'copy'});
	expect(resolveKey('enter', {...onScreen, overlay: 'form'})).toEqual({command: 'accept'});
	expect(changeableCommands).not.toEqual(expect.arrayContaining(['close-overlay']));
	for (const command of ['accept', 'cancel-typing', 'next-choice', 'suspend'] as const) {
		expect(changeableCommands).not.toContain(command);
	}
});

test.each<[KeyChanges, ReturnType<typeof findClash>]>([
	[{}, undefined],
	[{stop: ['S']}, undefined],
	// The letters of two screens that are never seen together.
	[{'next-chart': ['T']}, undefined],
	[{'next-chart': ['n', 'N'], 'previous-chart': ['Q']}, undefined],
	[{stop: ['p'], pause: ['s']}, undefined],
	[{stop: ['p']}, {key: 'p', command: 'stop', other: 'pause'}],
	[{'next-chart': ['s']}, {key: 's', command: 'next-chart', other: 'stop'}],
	// A screen has Space for itself, as it had before.
	[{'page-down': ['space', 'H']}, undefined],
])('%j: %j', (changes, clash) => {
	expect(findClash(changes)).toEqual(clash);
});

test('every command that can be changed works with a free key, on every screen and text', () => {
	for (const command of changeableCommands) {
		expect(findClash({[command]: ['ctrl+x']})).toBeUndefined();
		useKeymap(changeKeys({[command]: ['ctrl+x']}));
		const places = defaultKeymap.filter(row => row.command === command).flatMap(row => row.places);
		const screen = screenIds.find(name => places.includes(name)) ?? 'overview';
		const overlay = (['help', 'pane', 'explain'] as const).find(name => places.length > 0 && places.every(place => place === name));
		expect(resolveKey('ctrl+x', {...onScreen, screen, ...(overlay !== undefined && {overlay})}), command).toMatchObject({command});
	}
});

test.each(['s', 'S', '0', '!', 'ctrl+a', 'pageup', 'shift+tab', 'escape', 'space'])('%s is a key', key => {
	expect(isKey(key)).toBe(true);
});

test.each(['', ' ', 'ss', 'F1', 'ctrl+m', 'ctrl+i', 'ctrl+h', 'ctrl+j', 'ctrl+A', 'alt+a', '轮', '\u{1B}', 'Enter'])('%j is none', key => {
	expect(isKey(key)).toBe(false);
});
