import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {createLogPosition, type LogPosition, type ResumeWindow} from '../../source/engine/log-position.ts';
import type {LogMessage} from '../../source/stream/log-message.ts';

/**
A message of standard output: its second, then its text. `1 a` is a whole line, `1 a-` a piece of a longer one. `!` before it is of standard
error, `~` of an engine whose times have whole seconds.
*/
function message(written: string): LogMessage {
	const [, mark, second, text] = /^([!~]?)(\d+) (.*)$/.exec(written)!;
	const at = Number(second) * 1000;
	return {
		channel: mark === '!' ? 'stderr' : 'stdout',
		body: Buffer.from(text!.endsWith('-') ? text! : `${text}\n`),
		timestamp: {key: `${new Date(at).toISOString().slice(0, 19)}.000000000Z`, at, isExact: mark !== '~'},
	};
}

/** The messages that are new, of those of one connection. */
function read(position: LogPosition, window: ResumeWindow, written: readonly string[]): string[] {
	position.begin(window);
	return written.filter(each => position.accept(message(each)));
}

/** The position after a first connection that delivered everything. */
function positionAfter(written: readonly string[]): LogPosition {
	const position = createLogPosition();
	expect(read(position, 'whole', written)).toEqual(written);
	return position;
}

describe('what was read before is told on the next connection', () => {
	test.each<[string, readonly string[], ResumeWindow, readonly string[], readonly string[]]>([
		['the whole log again', ['1 a', '2 b'], 'whole', ['1 a', '2 b', '3 c'], ['3 c']],
		['its end alone', ['1 a', '2 b', '3 c'], 'tail', ['2 b', '3 c', '4 d'], ['4 d']],
		['a line whose clock was set back', ['5 a', '3 b'], 'whole', ['5 a', '3 b', '4 c'], ['4 c']],
		['pieces of a line, all of them read', ['1 a-', '1 b-', '1 c'], 'whole', ['1 a-', '1 b-', '1 c', '2 d'], ['2 d']],
		['pieces of a line that was cut', ['1 a-', '1 b-'], 'whole', ['1 a-', '1 b-', '1 c', '2 d'], ['1 c', '2 d']],
		['as many of one moment as were read', ['1 a', '1 b'], 'tail', ['0 z', '1 a', '1 b', '1 c'], ['1 c']],
		['both streams, each with its own place', ['1 a', '!1 e'], 'whole', ['1 a', '!1 e', '2 b', '!2 f'], ['2 b', '!2 f']],
		['a stream that was behind the other', ['1 a', '!2 e', '3 b'], 'whole', ['1 a', '!2 e', '3 b', '!3 f'], ['!3 f']],
		['after a rotation: later is new', ['1 a', '2 b'], 'by-time', ['2 b', '3 c', '4 d'], ['3 c', '4 d']],
		['after a rotation: another piece of the last line', ['1 a', '2 b-', '2 c-'], 'by-time', ['2 b-', '2 c-', '2 d'], ['2 d']],
		['after a rotation: earlier is old, also where it was not read', ['1 a', '3 c'], 'by-time', ['2 b', '3 c', '4 d'], ['4 d']],
	])('%s', (_name, before, window, again, fresh) => {
		expect(read(positionAfter(before), window, again)).toEqual(fresh);
	});

	test('a window that begins in the middle of the last moment does not tell which of its messages were read', () => {
		const position = positionAfter(['1 a', '1 b']);
		expect(read(position, 'tail', ['1 b', '1 c', '2 d'])).toEqual([]);
		expect(position.isSeeking()).toBe(true);
		expect(read(position, 'whole', ['1 a', '1 b', '1 c', '2 d'])).toEqual(['1 c', '2 d']);
		expect(position.isSeeking()).toBe(false);
	});

	test('a place of one stream is not that of the other', () => {
		const position = positionAfter(['1 a', '2 b']);
		expect(read(position, 'tail', ['1 z', '!2 e', '!3 f'])).toEqual([]);
		expect(position.isSeeking()).toBe(true);
	});

	test('what one connection counted does not count for the next', () => {
		const position = positionAfter(['1 a', '1 b']);
		expect(read(position, 'whole', ['1 a'])).toEqual([]);
		expect(read(position, 'whole', ['1 a', '1 b', '2 c'])).toEqual(['2 c']);
	});

	test('a line of the time before a rotation is new again once something new has come', () => {
		const position = positionAfter(['1 a', '5 b']);
		expect(read(position, 'by-time', ['6 c', '4 d'])).toEqual(['6 c', '4 d']);
	});
});

describe('on one connection', () => {
	test.each<[string, readonly string[], readonly string[]]>([
		['what an engine repeats of a rotated file is dropped, and what follows is new', ['1 a', '2 b', '3 c', '1 a', '2 b', '3 c', '4 d'], ['1 a', '2 b', '3 c', '4 d']],
		['a repetition of the last line alone', ['1 a', '2 b', '2 b', '3 c'], ['1 a', '2 b', '3 c']],
		['a repetition of a line in pieces', ['1 a-', '1 b', '1 a-', '1 b', '2 c'], ['1 a-', '1 b', '2 c']],
		['another line of the same moment', ['1 a', '1 b', '1 c'], ['1 a', '1 b', '1 c']],
		['a repetition that ends within a moment', ['1 a', '2 b-', '2 c', '1 a', '2 b-', '2 c', '2 d'], ['1 a', '2 b-', '2 c', '2 d']],
		['a clock that was set back to a time that was not seen', ['5 a', '2 b', '3 c'], ['5 a', '2 b', '3 c']],
		['a clock that was set back and meets a moment that was read: a repetition for all that can be told', ['5 a', '2 b', '5 c', '6 d'], ['5 a', '2 b', '6 d']],
		['whole seconds, which several lines share', ['~1 a', '~1 a', '~1 b', '~1 a'], ['~1 a', '~1 a', '~1 b', '~1 a']],
		['whole seconds that were set back', ['~2 a', '~1 b', '~2 c'], ['~2 a', '~1 b', '~2 c']],
	])('%s', (_name, written, fresh) => {
		expect(read(createLogPosition(), 'whole', written)).toEqual(fresh);
	});

	test('a word of the engine itself, which no log holds, is new where nothing is looked for', () => {
		const word = {channel: 'stderr', body: Buffer.from('Error grabbing logs\n'), timestamp: undefined} as const;
		const position = positionAfter(['1 a']);
		expect(position.accept(word)).toBe(true);
		position.begin('whole');
		expect(position.accept(word)).toBe(false);
		expect(position.lastTime()).toMatchObject({at: 1000});
	});

	test('nothing was read at first', () => {
		const position = createLogPosition();
		expect([position.lastTime(), position.isSeeking()]).toEqual([undefined, false]);
		expect(position.accept(message('1 a'))).toBe(true);
		expect(position.lastTime()).toMatchObject({at: 1000});
	});
});
