import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {clipboardBytes, copySequence} from '../../../source/screen/terminal/clipboard.ts';
import {wrapForMultiplexer} from '../../../source/screen/terminal/multiplexer.ts';

const plain = {hasClipboard: true};

test('hands the text over in base64', () => {
	expect(copySequence('训练 ok', plain)).toEqual({sequence: `\u{1B}]52;c;${Buffer.from('训练 ok').toString('base64')}\u{7}`, isCut: false});
	expect(copySequence('x', {hasClipboard: false})).toBeUndefined();
});

test('cuts at the limit of terminals, never inside a character', () => {
	const copied = copySequence('训'.repeat(30_000), plain)!;
	expect(copied.isCut).toBe(true);
	const text = Buffer.from(copied.sequence.slice('\u{1B}]52;c;'.length, -1), 'base64').toString();
	expect(text).toBe('训'.repeat(Math.floor(clipboardBytes / 3)));
	expect(copied.sequence.length).toBeLessThanOrEqual(100_000);
	expect(copySequence('a训'.repeat(20_000), plain)!.sequence).not.toContain('\u{FFFD}');
});

test('tmux gets the sequence and its envelope, screen short strings', () => {
	const sequence = `\u{1B}]52;c;${Buffer.from('x').toString('base64')}\u{7}`;
	expect(copySequence('x', {hasClipboard: true, multiplexer: 'tmux'})!.sequence).toBe(`${sequence}\u{1B}Ptmux;\u{1B}${sequence}\u{1B}\\`);
	expect(copySequence('x', {hasClipboard: false, multiplexer: 'tmux'})).toBeDefined();
	const parts = wrapForMultiplexer('y'.repeat(2000), 'screen').split('\u{1B}\\').slice(0, -1);
	expect(parts.map(part => part.slice(2)).join('')).toBe('y'.repeat(2000));
	expect(parts.every(part => part.startsWith('\u{1B}P') && part.length <= 768)).toBe(true);
});
