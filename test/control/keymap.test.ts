import {describe, expect, test} from 'vitest';
import {
	isInScope,
	keymap,
	resolveKey,
	type KeyContext,
} from '../../source/control/keymap.ts';
import {keymapToMarkdown} from '../../source/control/keymap-markdown.ts';
import {keyName} from '../../source/control/keymap-names.ts';
import {keyWords} from '../../source/text/keys.ts';

const onScreen: KeyContext = {isHelpOpen: false, canScroll: true};
const inHelp: KeyContext = {isHelpOpen: true, canScroll: true};

describe('the key table', () => {
	test.each([['screen', onScreen], ['help', inHelp]])('gives every key one meaning in the %s', (_name, context) => {
		const keys = keymap.filter(binding => isInScope(binding, context)).flatMap(binding => binding.keys);
		expect(keys).toEqual([...new Set(keys)]);
	});

	test('never puts danger on Escape, and Escape is never the only key', () => {
		for (const {keys, isDanger} of keymap) {
			expect(isDanger && keys.includes('escape')).toBe(false);
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
	['q', inHelp, {command: 'close-help'}],
	['ctrl+c', inHelp, {command: 'detach'}],
	['escape', onScreen, undefined],
	['escape', inHelp, {command: 'close-help'}],
	['j', onScreen, {command: 'scroll-down'}],
	['j', {...onScreen, canScroll: false}, {disabled: 'nothing-to-scroll'}],
	['x', onScreen, undefined],
] as const)('%s', (key, context, expected) => {
	expect(resolveKey(key, context)).toEqual(expected);
});

test.each([['ctrl+c', 'Ctrl-C'], ['pagedown', 'PgDn'], ['up', '↑'], ['q', 'q'], ['G', 'G']])('%s is called %s', (key, name) => {
	expect(keyName(key)).toBe(name);
});

test('the readme table has a row for each command', () => {
	const {meaning} = keyWords('en');
	const table = keymapToMarkdown(command => meaning[command], ['Keys', 'What they do']);
	expect(table).toContain('| `q` `Ctrl-C` | leave yolotop; the training goes on untouched |');
	expect(table.trimEnd().split('\n')).toHaveLength(2 + new Set(keymap.map(({command}) => command)).size);
});
