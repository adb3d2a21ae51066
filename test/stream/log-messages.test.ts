import {Buffer} from 'node:buffer';
import {
	assert,
	array,
	boolean,
	constantFrom,
	nat,
	property,
	tuple,
	uint8Array,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createLogMessages} from '../../source/stream/log-messages.ts';
import type {LogMessage} from '../../source/stream/log-message.ts';
import {
	cutAt,
	exactTime,
	logsAnswer,
	storeLine,
	type StoredMessage,
} from './docker-framing.ts';

function read(chunks: readonly Uint8Array[], hasTerminal: boolean): LogMessage[] {
	const messages = createLogMessages({hasTerminal});
	return [...chunks.flatMap(chunk => messages.push(chunk)), ...messages.end()];
}

const readable = (messages: readonly LogMessage[]) => messages.map(({channel, timestamp, body}) => `${channel} ${timestamp?.key} ${Buffer.from(body).toString('latin1')}`);

const stored = (messages: readonly StoredMessage[]) => messages
	.filter(({body}) => body.length > 0)
	.map(({channel, time, body}) => `${channel} ${time} ${Buffer.from(body).toString('latin1')}`);

/** Lines with their line feed, some of several pieces, as bars with carriage returns are. */
const lines = array(tuple(
	constantFrom(3, 40, 200, 16_383, 16_384, 16_385, 40_000),
	constantFrom('x', '\r', '2026-11-23T', '█'),
	boolean(),
), {minLength: 1, maxLength: 12});

function toMessages(drawn: ReadonlyArray<readonly [number, string, boolean]>, hasTerminal: boolean): StoredMessage[] {
	return drawn.flatMap(([length, text, isError], index) => {
		const line = Buffer.from(`${text.repeat(length).slice(0, length)}\n`);
		return storeLine(hasTerminal ? 'tty' : (isError ? 'stderr' : 'stdout'), exactTime((index * 7e8) + 1234), line);
	});
}

describe.each([true, false])('log messages, terminal %s', hasTerminal => {
	test('are what the log driver stored, for any chunking', () => {
		assert(property(lines, array(nat(), {maxLength: 30}), (drawn, cuts) => {
			const messages = toMessages(drawn, hasTerminal);
			expect(readable(read(cutAt(logsAnswer(messages), cuts), hasTerminal))).toEqual(stored(messages));
		}), {numRuns: 60});
	});

	test('are the same byte by byte', () => {
		const messages = toMessages([[10, 'a', false], [300, 'b', true], [1, 'c', false]], hasTerminal);
		const bytes = logsAnswer(messages);
		expect(readable(read(Array.from(bytes, byte => Uint8Array.of(byte)), hasTerminal))).toEqual(stored(messages));
	});

	test('never fail and lose no byte of a stream that is no record', () => {
		assert(property(array(uint8Array({maxLength: 200}), {maxLength: 10}), chunks => {
			const bodies = read(chunks, hasTerminal).map(({body}) => Buffer.from(body));
			if (hasTerminal) {
				expect(Buffer.concat(bodies).equals(Buffer.concat(chunks))).toBe(true);
			}
		}), {numRuns: 200});
	});

	test('carry the time in milliseconds', () => {
		const [message] = read([logsAnswer(storeLine(hasTerminal ? 'tty' : 'stdout', '2026-11-23T21:16:11.486532784Z', Buffer.from('x\n')))], hasTerminal);
		expect(message?.timestamp).toEqual({key: '2026-11-23T21:16:11.486532784Z', at: Date.UTC(2026, 10, 23, 21, 16, 11, 486), isExact: true});
	});

	test.each([
		['2026-11-23T21:40:52Z', '2026-11-23T21:40:52.000000000Z', false],
		['2026-11-23T22:40:52+01:00', '2026-11-23T21:40:52.000000000Z', false],
		['2026-11-23T21:40:52.5-01:30', '2026-11-23T23:10:52.500000000Z', true],
	])('read the time %s of another engine', (time, key, isExact) => {
		const [message] = read([logsAnswer(storeLine(hasTerminal ? 'tty' : 'stdout', time, Buffer.from('x\n')))], hasTerminal);
		expect(message?.timestamp).toMatchObject({key, isExact});
		expect(Buffer.from(message!.body).toString()).toBe('x\n');
	});
});

describe('log messages of a terminal', () => {
	test('hold back a piece until its end is known', () => {
		const messages = createLogMessages({hasTerminal: true});
		expect(messages.push(Buffer.from(`${exactTime(1)} 10%\r20%`))).toEqual([]);
		expect(messages.push(Buffer.from('\r30%\n'))).toHaveLength(1);
	});

	test('are split where the engine lost the line feed behind a piece', () => {
		const bar = 'bar\r'.repeat(4096);
		const bytes = Buffer.from(`${exactTime(1)} ${bar}${exactTime(1)} end${exactTime(2)} next line\n`);
		expect(read([bytes], true).map(({body}) => Buffer.from(body).toString())).toEqual([bar, 'end', 'next line\n']);
	});

	test('are split where a process was killed in a line and the container started again', () => {
		const bytes = Buffer.from(`${exactTime(1)} 57%|█████${exactTime(9e9)} second run\n`);
		expect(read([bytes], true).map(({body}) => Buffer.from(body).toString())).toEqual(['57%|█████', 'second run\n']);
	});

	test.each([
		'2026-11-23',
		'2026-11-23T21:16:11Z ',
		'2026-11-23T21:16:12.123456Z ',
		'2026-11-23T21:16:12.123456789Z:',
		'2026-11-23T21:16:10.000000000Z ',
	])('keep %s, which the training itself prints', time => {
		const bytes = Buffer.from(`${exactTime(1)} saved at ${time} ok\n`);
		expect(read([bytes], true).map(({body}) => Buffer.from(body).toString())).toEqual([`saved at ${time} ok\n`]);
	});

	test('give an unended line at the end of the stream', () => {
		expect(read([Buffer.from(`${exactTime(1)} Killed`)], true).map(({body}) => Buffer.from(body).toString())).toEqual(['Killed']);
	});
});
