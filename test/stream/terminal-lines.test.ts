import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {TerminalLine} from '../../source/domain/line.ts';
import {segmentCapacityBytes} from '../../source/stream/segment-buffer.ts';
import {createTerminalLines} from '../../source/stream/terminal-lines.ts';

const encoder = new TextEncoder();

function readAll(chunks: readonly Uint8Array[]): TerminalLine[] {
	const stream = createTerminalLines('tty');
	return [...chunks.flatMap(chunk => stream.push(chunk)), ...stream.end()];
}

function texts(input: string): string[] {
	return readAll([encoder.encode(input)]).map(line => line.text);
}

/** Cuts at the given places, taken modulo the length. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const ends = [...new Set(places.map(place => place % (bytes.length + 1))), bytes.length].toSorted((a, b) => a - b);
	return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

describe('ended lines', () => {
	test.each([
		['plain', 'one\ntwo\n', ['one', 'two']],
		['the driver of a terminal', 'one\r\ntwo\r\n', ['one', 'two']],
		['without a last line feed', 'one\ntwo', ['one', 'two']],
		['empty lines', '\n\r\n', ['', '']],
		['the last rewrite', '\r 0%\r 50%\r100%\n', ['100%']],
		['a rewrite wiped with blanks', 'text\r    \r\r\n', ['text']],
		['a rewrite of nothing but CSI sequences', 'text\r\u{1B}[K\u{1B}[0m\n', ['text']],
		['erase before each redraw', '\r\u{1B}[Ka 1/2\r\u{1B}[Ka 2/2\n', ['a 2/2']],
		['mode switches of a shell', '\u{1B}[?2004l\rtrain: a=b\n', ['train: a=b']],
		['a corrected command', 'pythn\b\u{1B}[Kon train.py\n', ['python train.py']],
		['a window title', '\u{1B}]0;root@host: /\u{7}root@host:/# ls\n', ['root@host:/# ls']],
		['a clipboard write', 'a\u{1B}]52;c;aGk=\u{1B}\\b\n', ['ab']],
		['unterminated sequences', 'a\u{1B}]0;b\nc\u{1B}[3\nd\u{1B}\n', ['a', 'c', 'd']],
		['device control, application, privacy strings', 'a\u{1B}Px\u{1B}\\b\u{1B}_y\u{1B}\\c\u{1B}^z\u{1B}\\d\n', ['abcd']],
		['C1 controls', 'a\u{9B}31mb\u{9D}0;t\u{9C}c\u{85}d\n', ['abcd']],
		['direction controls', 'a\u{202E}b\u{2066}c\n', ['abc']],
		['tabs', 'a\tb\t\tc\n', ['a       b               c']],
		['cursor movement cannot lengthen a line', 'ab\u{1B}[99999999Cc\b\n', ['abc']],
	])('%s', (_name, input, expected) => {
		expect(texts(input)).toEqual(expected);
	});

	test('colours are kept beside the text', () => {
		expect(readAll([encoder.encode('\u{1B}[34m\u{1B}[1mtrain: \u{1B}[0mdone\u{1B}[2J\nplain\n')])).toEqual([
			{
				text: 'train: done', styledText: '\u{1B}[34m\u{1B}[1mtrain: \u{1B}[0mdone', isTransient: false, channel: 'tty',
			},
			{text: 'plain', isTransient: false, channel: 'tty'},
		]);
	});

	test('a line carries the time of the bytes that ended it', () => {
		const stream = createTerminalLines('stderr');
		stream.push(encoder.encode('a'), 1);
		expect(stream.pending()).toEqual({
			text: 'a', isTransient: true, channel: 'stderr', at: 1,
		});
		expect(stream.push(encoder.encode('b\n'), 2)).toEqual([{
			text: 'ab', isTransient: false, channel: 'stderr', at: 2,
		}]);
	});

	test('bytes that are no UTF-8 become replacement characters', () => {
		expect(readAll([Uint8Array.of(0x61, 0xFF, 0x62, 0x0A)]).map(line => line.text)).toEqual(['a\u{FFFD}b']);
	});
});

describe('the line that has not ended', () => {
	const pendingAfter = (...parts: string[]) => {
		const stream = createTerminalLines('tty');
		for (const part of parts) {
			stream.push(encoder.encode(part));
		}

		return stream.pending()?.text;
	};

	test.each([
		['nothing', [], undefined],
		['nothing after a line feed', ['a\n'], undefined],
		['a bar', ['\r 50%'], ' 50%'],
		['a newer bar', ['\r 50%', '\r 60%'], ' 60%'],
		['a bar that was wiped for a moment', ['\r 50%', '\r    ', '\r'], ' 50%'],
		['a bar that has half arrived', ['\r1/9 0.12345 0.12345 0.12345: 50%', '\r1/9 0.1'], '1/9 0.12345 0.12345 0.12345: 50%'],
		['a bar whose end became shorter', ['\r1/9 0.12345 0.12345: 50% 13.4s/it', '\r2/9 0.12345 0.12345: 50% 2.1s/it'], '2/9 0.12345 0.12345: 50% 2.1s/it'],
	])('%s', (_name, parts, expected) => {
		expect(pendingAfter(...parts)).toBe(expected);
	});

	test('half a character waits for its other half', () => {
		const stream = createTerminalLines('tty');
		const bytes = encoder.encode('安全');
		stream.push(bytes.subarray(0, 4));
		expect(stream.pending()?.text).toBe('安');
		stream.push(bytes.subarray(4));
		expect(stream.pending()?.text).toBe('安全');
	});
});

describe('properties', () => {
	const piece = fc.oneof(
		fc.constantFrom('\n', '\r', '\r\n', '\r\r', ' '.repeat(3), '\u{1B}[K', '\u{1B}', '[', '\u{1B}[34m', '█', '安', '\u{1B}]0;', '\u{7}', '\b', '\t', '\u{FEFF}'),
		fc.string({maxLength: 12}),
	);
	const input = fc.oneof(fc.uint8Array({maxLength: 300}), fc.array(piece, {maxLength: 60}).map(pieces => encoder.encode(pieces.join(''))));

	test('the same lines for any chunking', () => {
		fc.assert(fc.property(input, fc.array(fc.nat(), {maxLength: 20}), (bytes, places) => {
			expect(readAll(cut(bytes, places))).toEqual(readAll([bytes]));
		}), {numRuns: 1000});
	});

	test('no control character is left', () => {
		fc.assert(fc.property(input, bytes => {
			for (const line of readAll([bytes])) {
				expect(line.text).not.toMatch(/[\u{0}-\u{1F}\u{7F}-\u{9F}\u{202A}-\u{202E}]/u);
				expect(line.styledText ?? '').not.toMatch(/\u{1B}(?!\[[\d:;]*m)/u);
			}
		}), {numRuns: 1000});
	});

	test('a line without an end is cut at the capacity, for any chunking', () => {
		const long = encoder.encode(`${'x'.repeat(segmentCapacityBytes * 3)}\nnext\n`);
		const expected = ['x'.repeat(segmentCapacityBytes), 'next'];
		expect(readAll([long]).map(line => line.text)).toEqual(expected);
		expect(readAll(cut(long, [1, 1000, segmentCapacityBytes - 1, segmentCapacityBytes + 7, segmentCapacityBytes * 2])).map(line => line.text)).toEqual(expected);
	});
});
