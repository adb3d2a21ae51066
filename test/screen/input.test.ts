import {expect, test} from 'vitest';
import {inputToKeys, type InkKey} from '../../source/screen/input.ts';

test.each<readonly [string, InkKey, readonly string[]]>([
	['q', {}, ['q']],
	['jjj', {}, ['j', 'j', 'j']],
	['G', {shift: true}, ['G']],
	[' ', {}, ['space']],
	['', {upArrow: true}, ['up']],
	['', {pageDown: true}, ['pagedown']],
	['', {tab: true}, ['tab']],
	['', {tab: true, shift: true}, ['shift+tab']],
	['', {escape: true, meta: true}, ['escape']],
	['', {delete: true}, ['backspace']],
	['c', {ctrl: true}, ['ctrl+c']],
	['j\u{3}', {}, ['j', 'ctrl+c']],
	['\u{1A}', {}, ['ctrl+z']],
	['a\r\nb', {}, ['a', 'enter', 'b']],
	['训练', {}, ['训', '练']],
	['q', {meta: true}, []],
	['[I', {}, []],
	['[200~', {}, []],
	['[<0;12;3M', {}, []],
	['[?62;c', {}, []],
	['[', {}, ['[']],
	['', {}, []],
])('%j %j', (input, key, expected) => {
	expect(inputToKeys(input, key)).toEqual(expected);
});
