import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {chooseGraphics, type PictureChoice} from '../../../source/screen/terminal/choose-graphics.ts';
import {askGraphics, cellOf, type GraphicsAnswers} from '../../../source/screen/terminal/graphics-query.ts';
import {createAnswerFilter} from '../../../source/screen/terminal/terminal-query.ts';

/** What is learned of the chunks, and what is left of them for the keyboard. */
function read(...chunks: readonly string[]): {readonly graphics: GraphicsAnswers; readonly keys: string} {
	const filter = createAnswerFilter();
	filter.expectGraphics();
	let graphics: GraphicsAnswers = {};
	let keys = '';
	for (const chunk of chunks) {
		const answered = filter.push(chunk);
		graphics = {...graphics, ...answered.graphics};
		keys += answered.keys;
	}

	return {graphics, keys: keys + filter.flush()};
}

const answers: ReadonlyArray<readonly [who: string, sequence: string, learned: GraphicsAnswers]> = [
	['kitty', '\u{1B}_Gi=4242;OK\u{1B}\\', {isKitty: true}],
	['kitty that refuses', '\u{1B}_Gi=4242;EINVAL:no\u{1B}\\', {isKitty: false}],
	['an answer about another picture', '\u{1B}_Gi=31;OK\u{1B}\\', {}],
	['xterm as a VT340', '\u{1B}[?63;1;2;4;6;9;15;16;22;28c', {isSixel: true}],
	['a terminal of the class 4 without sixels', '\u{1B}[?4;6c', {isSixel: false}],
	['a plain terminal', '\u{1B}[?1;2c', {isSixel: false}],
	['iTerm2', '\u{1B}P>|iTerm2 3.5.0\u{1B}\\', {name: 'iTerm2 3.5.0'}],
	['a cell', '\u{1B}[6;20;10t', {cell: {width: 10, height: 20}}],
	['a window', '\u{1B}[4;720;1280t', {area: {width: 1280, height: 720}}],
	['an area for sixels', '\u{1B}[?2;0;1000;675S', {sixelArea: {width: 1000, height: 675}}],
];

describe('an answer about pictures', () => {
	test.each(answers)('of %s is learned, and no key', (_who, sequence, learned) => {
		expect(read(`a${sequence}b`)).toEqual({graphics: learned, keys: 'ab'});
	});

	// A line far away cuts anywhere; a lone Escape at the end is a key, and what follows it is still taken out.
	test.each(answers)('of %s is learned in any two pieces', (_who, sequence, learned) => {
		for (let cut = 1; cut < sequence.length; cut++) {
			expect({cut, ...read(sequence.slice(0, cut), sequence.slice(cut))}).toEqual({cut, graphics: learned, keys: cut === 1 ? '\u{1B}' : ''});
		}
	});

	test('is learned however late it comes, also after the last one', () => {
		const filter = createAnswerFilter();
		filter.expectGraphics();
		filter.push('\u{1B}[?1;2c');
		filter.push('keys');
		expect(filter.push('x\u{1B}_Gi=4242;OK\u{1B}\\')).toMatchObject({keys: 'x', graphics: {isKitty: true}});
	});

	test.each(answers)('of %s that comes twice is learned once more, and no key', (_who, sequence, learned) => {
		expect(read(sequence + sequence, 'q', sequence)).toEqual({graphics: learned, keys: 'q'});
	});

	test.each([['kitty', '\u{1B}_Gi=4242;O'], ['a name', '\u{1B}P>|iTer'], ['attributes', '\u{1B}[?63;1;2;4'], ['a cell', '\u{1B}[6;20;']])('of %s of which only half comes is no key, and the keys after it are', (_, half) => {
		const filter = createAnswerFilter();
		filter.expectGraphics();
		expect([filter.push(half), filter.flush(), filter.push('q')]).toEqual([{keys: ''}, '', {keys: 'q'}]);
	});

	test('is text where nobody asked', () => {
		expect(createAnswerFilter().push('\u{1B}[?1;2c')).toEqual({keys: '\u{1B}[?1;2c'});
	});

	test('keys come through as they are, wherever they are cut', () => {
		const keys = ['\u{1B}[A', '\u{1B}[6~', '\u{1B}[4~', '\u{1B}OP', 'q', '字', '\u{1B}[1;5C', '\u{1B}[200~P>|\u{1B}[201~'];
		fc.assert(fc.property(fc.array(fc.constantFrom(...keys), {maxLength: 6}), fc.nat(), (typed, place) => {
			const text = typed.join('');
			const cut = place % (text.length + 1);
			expect(read(text.slice(0, cut), text.slice(cut)).keys).toBe(text);
		}));
	});
});

test.each<readonly [GraphicsAnswers, Record<string, unknown> | undefined]>([
	[{cell: {width: 9, height: 19}}, {width: 9, height: 19}],
	[{area: {width: 1000, height: 600}}, {width: 10, height: 20}],
	[{cell: {width: 0, height: 0}, area: {width: 1000, height: 600}}, {width: 10, height: 20}],
	[{cell: {width: 99_999, height: 99_999}}, undefined],
	[{cell: {width: 90, height: 10}}, undefined],
	[{cell: {width: 3, height: 100}}, undefined],
	[{area: {width: 0, height: 0}}, undefined],
	[{sixelArea: {width: 800, height: 480}}, {width: 8, height: 16}],
	[{}, undefined],
])('of %j a cell has the size %j in 100 x 30', (given, cell) => {
	expect(cellOf(given, {columns: 100, rows: 30})).toEqual(cell);
});

test.each<readonly [given: GraphicsAnswers, choice: PictureChoice, multiplexer: 'tmux' | 'screen' | undefined, isPlain: boolean, protocol: string]>([
	[{}, 'auto', undefined, false, 'cells'],
	[{isKitty: true, isSixel: true}, 'auto', undefined, false, 'kitty'],
	[{isKitty: false, isSixel: true}, 'auto', undefined, false, 'sixel'],
	[{name: 'iTerm2 3.5.0', isSixel: true}, 'auto', undefined, false, 'iterm'],
	[{name: 'WezTerm 20240203'}, 'auto', undefined, false, 'iterm'],
	[{name: 'XTerm(379)'}, 'auto', undefined, false, 'cells'],
	// Tmux keeps in its place only what it draws itself.
	[{isKitty: true, name: 'iTerm2 3'}, 'auto', 'tmux', false, 'cells'],
	[{isSixel: true}, 'auto', 'tmux', false, 'sixel'],
	[{}, 'kitty', 'tmux', false, 'cells'],
	// Nor what it passes on, unless it is text that the terminal draws a picture in the place of.
	[{name: 'kitty(0.32.2)', isPassedOn: true}, 'auto', 'tmux', false, 'placeholders'],
	[{name: 'ghostty 1.1.0', isPassedOn: true, isSixel: true}, 'auto', 'tmux', false, 'placeholders'],
	[{name: 'kitty(0.32.2)', isPassedOn: false}, 'auto', 'tmux', false, 'cells'],
	[{name: 'kitty(0.32.2)', isPassedOn: true}, 'auto', 'tmux', true, 'cells'],
	[{name: 'WezTerm 20240203', isPassedOn: true, isSixel: true}, 'auto', 'tmux', false, 'sixel'],
	[{name: 'iTerm2 3.5.0', isPassedOn: true}, 'iterm', 'tmux', false, 'cells'],
	[{name: '', isPassedOn: true}, 'kitty', 'tmux', false, 'placeholders'],
	[{name: 'kitty(0.32.2)', isPassedOn: true}, 'blocks', 'tmux', false, 'cells'],
	[{isSixel: true}, 'auto', 'screen', false, 'cells'],
	// Without colours or in ASCII nothing else is drawn unless it is asked for.
	[{isKitty: true}, 'auto', undefined, true, 'cells'],
	[{}, 'sixel', undefined, true, 'sixel'],
	[{}, 'iterm', undefined, false, 'iterm'],
	[{isKitty: true}, 'blocks', undefined, false, 'cells'],
	[{isKitty: true}, 'off', undefined, false, 'cells'],
])('%j, %s, %s, plain %s: %s', (given, choice, multiplexer, isPlain, protocol) => {
	expect(chooseGraphics({
		answers: given, choice, multiplexer, isPlain, size: {columns: 80, rows: 24},
	}).protocol).toBe(protocol);
});

test('a multiplexer is asked nothing that it takes for a title', () => {
	expect(askGraphics(undefined)).toContain('\u{1B}_G');
	for (const multiplexer of ['tmux', 'screen'] as const) {
		expect(askGraphics(multiplexer)).not.toMatch(/\u{1B}[P_]/u);
	}
});

test('sixels without a known cell are drawn for smaller cells than any, so that they cover nothing', () => {
	expect(chooseGraphics({
		answers: {isSixel: true}, choice: 'auto', multiplexer: undefined, isPlain: false, size: {columns: 80, rows: 24},
	}).cell).toEqual({width: 6, height: 12});
});
