import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createInputSplitter, type MouseEvent} from '../../../source/screen/terminal/input-splitter.ts';

function split(chunks: readonly string[]): {readonly keys: string; readonly mouse: readonly MouseEvent[]} {
	const splitter = createInputSplitter();
	const parts = chunks.map(chunk => splitter.push(chunk));
	return {keys: parts.map(({keys}) => keys).join('') + splitter.flush(), mouse: parts.flatMap(({mouse}) => mouse)};
}

test.each<readonly [string, string, ReadonlyArray<Partial<MouseEvent>>]>([
	['\u{1B}[<0;12;3M', '', [{kind: 'press', column: 11, row: 2}]],
	['\u{1B}[<0;12;3m', '', [{kind: 'release'}]],
	['\u{1B}[<64;1;1M\u{1B}[<65;1;1M', '', [{kind: 'wheel-up'}, {kind: 'wheel-down'}]],
	['\u{1B}[<68;1;1M', '', [{kind: 'wheel-up'}]],
	['\u{1B}[<66;1;1M', '', [{kind: 'other'}]],
	['\u{1B}[<2;1;1M\u{1B}[<2;1;1m\u{1B}[<35;1;1M\u{1B}[<1;1;1M', '', [{kind: 'right-press'}, {kind: 'other'}, {kind: 'other'}, {kind: 'other'}]],
	['a\u{1B}[<0;300;200Mb', 'ab', [{kind: 'press', column: 299, row: 199}]],
	['\u{1B}[A\u{1B}OBx\u{1B}', '\u{1B}[A\u{1B}OBx\u{1B}', []],
	['\u{1B}[200~\u{1B}[<0;1;1Mq\u{1B}[201~\u{1B}[<0;1;1M', '\u{1B}[200~\u{1B}[<0;1;1Mq\u{1B}[201~', [{kind: 'press'}]],
	['[<0;1;1M', '[<0;1;1M', []],
	['\u{1B}[<0;1M', '\u{1B}[<0;1M', []],
])('%j', (input, keys, mouse) => {
	const result = split([input]);
	expect(result.keys).toBe(keys);
	expect(result.mouse).toHaveLength(mouse.length);
	expect(result.mouse).toMatchObject(mouse);
});

const piece = fc.constantFrom('\u{1B}[<0;12;3M', '\u{1B}[<64;1;1M', '\u{1B}[<0;1', '\u{1B}', '[', '<', 'q', '\u{1B}[A', '\u{1B}[200~', '\u{1B}[201~', '没', '\u{1B}[<35;5;5m');

test('the same for any chunking, and no byte of the keyboard is lost', () => {
	fc.assert(fc.property(fc.array(piece, {maxLength: 10}), fc.array(fc.nat(60), {maxLength: 8}), (pieces, cuts) => {
		const text = pieces.join('');
		const places = [0, ...cuts.filter(cut => cut < text.length).toSorted((one, other) => one - other), text.length];
		const chunks = places.slice(1).map((end, index) => text.slice(places[index], end));
		expect(split(chunks)).toEqual(split([text]));
	}));
});

test('the beginning of a report waits, and is keys when nothing follows', () => {
	const splitter = createInputSplitter();
	expect(splitter.push('\u{1B}[<0;1').keys).toBe('');
	expect(splitter.isWaiting()).toBe(true);
	expect(splitter.flush()).toBe('\u{1B}[<0;1');
	expect(splitter.isWaiting()).toBe(false);
	expect(splitter.push('\u{1B}').keys).toBe('');
	expect(splitter.push('[A').keys).toBe('\u{1B}[A');
});
