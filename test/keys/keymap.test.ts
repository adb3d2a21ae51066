import {describe, expect, test} from 'vitest';
import {screenIds, type OverlayKind} from '../../source/keys/binding.ts';
import {keymap} from '../../source/keys/keymap.ts';
import {activeBindings, resolveKey, type KeyContext} from '../../source/keys/resolve-key.ts';
import {keyName} from '../../source/keys/key-names.ts';
import {keyWords} from '../../source/words/keys.ts';

const onScreen: KeyContext = {screen: 'overview', canScroll: true, disabled: {}};
const inHelp: KeyContext = {...onScreen, overlay: 'help'};
const inPrompt: KeyContext = {...onScreen, overlay: 'prompt'};
const overlays: readonly OverlayKind[] = ['help', 'pane', 'dialog', 'prompt', 'palette', 'form'];

describe('the key table', () => {
	test.each(screenIds)('gives every key one meaning in one place, on the screen %s', screen => {
		for (const overlay of [undefined, ...overlays]) {
			for (const place of [screen, 'screens', 'everywhere', 'always', ...(overlay === undefined ? [] : [overlay])] as const) {
				const keys = keymap.filter(({places}) => places.includes(place)).flatMap(binding => binding.keys);
				expect(keys).toEqual([...new Set(keys)]);
			}
		}
	});

	test.each(screenIds)('reaches every command of the screen %s by one of its keys', screen => {
		const context: KeyContext = {...onScreen, screen};
		for (const {command, keys} of activeBindings(context)) {
			expect(keys.some(key => resolveKey(key, context)?.command === command), `${command}: ${keys.join(' ')}`).toBe(true);
		}
	});

	test('never puts danger on Escape, and Escape is never the only key', () => {
		for (const {keys, isDanger} of keymap) {
			expect(isDanger === true && keys.includes('escape')).toBe(false);
			expect(keys).not.toEqual(['escape']);
		}
	});

	test('has words in both languages for every command', () => {
		for (const language of ['en', 'zh'] as const) {
			for (const {command} of keymap) {
				expect(keyWords(language).meaning[command]).not.toBe('');
				expect(keyWords(language).hint[command]).not.toBe('');
			}
		}
	});
});

test.each([
	['q', onScreen, {command: 'detach'}],
	['q', inHelp, {command: 'close-overlay'}],
	['q', inPrompt, undefined],
	['ctrl+c', inPrompt, {command: 'detach'}],
	['L', inHelp, {command: 'switch-language'}],
	['enter', inPrompt, {command: 'accept'}],
	['2', onScreen, {command: 'show-charts'}],
	['2', inHelp, undefined],
	['ctrl+c', inHelp, {command: 'detach'}],
	['escape', onScreen, {command: 'leave-zoom'}],
	['escape', inHelp, {command: 'close-overlay'}],
	['j', onScreen, {command: 'scroll-down'}],
	['j', {...onScreen, canScroll: false}, {command: 'scroll-down', disabled: 'nothing-to-scroll'}],
	['ctrl+x', onScreen, undefined],
	['f', {...onScreen, disabled: {zoom: 'busy'}}, {command: 'zoom', disabled: 'busy'}],
] as const)('%s', (key, context, expected) => {
	expect(resolveKey(key, context)).toEqual(expected);
});

test.each([['ctrl+c', 'Ctrl-C'], ['pagedown', 'PgDn'], ['up', '↑'], ['q', 'q'], ['G', 'G']])('%s is called %s', (key, name) => {
	expect(keyName(key)).toBe(name);
});
