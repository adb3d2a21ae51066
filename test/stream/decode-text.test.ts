import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {createTextDecoding} from '../../source/stream/decode-text.ts';

const {decode} = createTextDecoding();
/** `安全帽 20` and a cell of a bar, in code page 936. */
const helmet = Buffer.from('b0b2c8abc3b1203230', 'hex');
const cells = Buffer.from('313030252020a8804040'.replace('4040', ''), 'hex');

describe('lines of a Chinese Windows are read', () => {
	test.each([
		['characters', helmet, '安全帽 20'],
		['behind other text', Buffer.concat([Buffer.from(' '.repeat(3)), helmet]), '   安全帽 20'],
		['a path', Buffer.from('453a2fd1b5c1b72f612e7074', 'hex'), 'E:/训练/a.pt'],
		['the cells of a bar', Buffer.from('31303025a9a5a9a520392f39', 'hex'), '100%━━ 9/9'],
	])('%s', (_name, bytes, text) => {
		expect(decode(bytes, false)).toBe(text);
		expect(decode(bytes, true)).toBe(text);
	});

	test('the last character of an open line may be cut in two', () => {
		expect(decode(helmet.subarray(0, 5), true)).toBe('安全');
	});
});

describe('what is no text of that code page is left as it is', () => {
	test.each([
		['the present encoding', Buffer.from('安全帽 ━━ 🚀 Größe')],
		['UTF-8 that is cut at its start', Buffer.from('安全帽 ━━').subarray(1)],
		['UTF-8 that is cut at its end', Buffer.from('安全帽 ━━').subarray(0, -1)],
		['signs of another program for what it could not read', Buffer.from('\u{FFFD}[1mruns\u{FFFD}[0m')],
		['one broken byte', Buffer.from('61ff62', 'hex')],
		['Russian of Windows, of which a word of three letters makes no characters of two bytes', Buffer.from('cff0e8e2e5f220ece8f0', 'hex')],
		['random bytes', Buffer.from('80fe00ff81c1f5', 'hex')],
	])('%s', (_name, bytes) => {
		expect(decode(bytes, false)).toBe(new TextDecoder().decode(bytes));
	});
});

test('colours and line editing stand between characters of that code page', () => {
	const coloured = Buffer.concat([Buffer.from('\u{1B}[1m'), helmet, Buffer.from('\u{1B}[0m'), cells.subarray(0, 4)]);
	expect(decode(coloured, false)).toBe('\u{1B}[1m安全帽 20\u{1B}[0m100%');
});
