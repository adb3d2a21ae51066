import {describe, expect, test} from 'vitest';
import {drawPixels} from '../../../source/screen/draw/pixel-lines.ts';
import {createLook, type LookOptions} from '../../../source/screen/theme/look.ts';

const lookOf = (options: Partial<LookOptions>) => createLook({
	theme: 'dark', depth: '256', isAscii: false, ...options,
});

/** Two cells: red above blue, white above black. */
const rgb = Uint8Array.from([255, 0, 0, 255, 255, 255, 0, 0, 255, 0, 0, 0]);

describe('a cell has two pixels', () => {
	test.each<readonly [string, Partial<LookOptions>, string]>([
		['24 bits', {isTrueColor: true}, '\u{1B}[38;2;255;0;0;48;2;0;0;255m▀\u{1B}[38;2;255;255;255;48;2;0;0;0m▀\u{1B}[0m'],
		['256 colours', {}, '\u{1B}[38;5;196;48;5;21m▀\u{1B}[38;5;231;48;5;16m▀\u{1B}[0m'],
		['16 colours', {depth: '16'}, '\u{1B}[91;44m▀\u{1B}[97;40m▀\u{1B}[0m'],
		['256 colours in ASCII', {isAscii: true}, '\u{1B}[38;5;90m:\u{1B}[38;5;244m+\u{1B}[0m'],
		['no colours', {depth: 'none'}, ':+'],
		['no colours on a light background', {depth: 'none', background: 'light'}, '#='],
	])('in %s', (_name, options, line) => {
		expect(drawPixels(rgb, 2, lookOf(options))).toEqual([line]);
	});
});

test('cells of one colour share its sequence', () => {
	expect(drawPixels(new Uint8Array(12 * 3), 6, lookOf({isTrueColor: true}))).toEqual(['\u{1B}[38;2;0;0;0;48;2;0;0;0m▀▀▀▀▀▀\u{1B}[0m']);
});

test.each([8, 18, 38, 95, 128, 175, 215, 238, 255])('the grey %i is one of the palette that is near', value => {
	const [line = ''] = drawPixels(Uint8Array.from({length: 6}, () => value), 1, lookOf({}));
	const index = Number(/38;5;(\d+)/.exec(line)![1]);
	const cube = [0, 95, 135, 175, 215, 255];
	const shown = index >= 232 ? 8 + ((index - 232) * 10) : cube[(index - 16) % 6]!;
	expect(Math.abs(shown - value)).toBeLessThanOrEqual(9);
});
