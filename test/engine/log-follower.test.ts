import {Buffer} from 'node:buffer';
import {
	array,
	assert,
	asyncProperty,
	boolean,
	constantFrom,
	integer,
	nat,
	option,
	record,
	tuple,
} from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Connection} from '../../source/domain/run.ts';
import {createLogFollower} from '../../source/engine/log-follower.ts';
import type {LogMessage} from '../../source/stream/log-message.ts';
import {exactTime, storeLine, type StoredMessage} from '../stream/docker-framing.ts';
import {createLogEngine, type ConnectionScript} from './log-engine.ts';

/** Lines of which some are long; `nanoseconds` between two of them, negative where the clock is set back. */
const lines = array(tuple(constantFrom(5, 5, 5, 80, 16_500, 33_000), boolean(), constantFrom(1, 900, 5e8, 2e9)), {minLength: 1, maxLength: 30});

function store(drawn: ReadonlyArray<readonly [number, boolean, number]>, hasTerminal: boolean, toTime = exactTime): StoredMessage[] {
	let at = 1e9;
	return drawn.flatMap(([length, isError, step], index) => {
		at += step;
		const line = Buffer.from(`${`${index} `.repeat(length).slice(0, length)}\n`);
		return storeLine(hasTerminal ? 'tty' : (isError ? 'stderr' : 'stdout'), toTime(at), line);
	});
}

const text = (messages: ReadonlyArray<{readonly channel: string; readonly body: Uint8Array}>) => messages
	.filter(({body}) => body.length > 0)
	.map(({channel, body}) => `${channel} ${Buffer.from(body).toString('latin1')}`);

async function read(stored: readonly StoredMessage[], scripts: readonly ConnectionScript[], options: {readonly hasTerminal: boolean; readonly windowMessages?: number}) {
	const {engine, requests} = createLogEngine(stored, scripts);
	const messages: LogMessage[] = [];
	const connections: Connection[] = [];
	const follower = createLogFollower({
		engine, container: 'c', firstRetryMs: 0, windowMessages: 4, ...options,
	}, {
		onMessages(fresh) {
			messages.push(...fresh);
		},
		onConnection(connection) {
			connections.push(connection);
		},
	});
	const end = await follower.read({signal: new AbortController().signal, isFollowing: true});
	return {
		messages, connections, requests, end,
	};
}

const scripts = (messages: number) => array(record({
	printed: integer({min: 0, max: messages}),
	lostAfter: option(nat(), {nil: undefined, freq: 5}),
	chunkBytes: constantFrom(31, 100, 5000),
}), {maxLength: 8}).map(drawn => drawn.toSorted((a, b) => a.printed - b.printed));

describe.each([true, false])('log follower, terminal %s', hasTerminal => {
	test('delivers every message once over lost connections', async () => {
		await assert(asyncProperty(lines.chain(drawn => {
			const stored = store(drawn, hasTerminal);
			return tuple(scripts(stored.length), constantFrom(1, 3, 1000)).map(([script, windowMessages]) => ({stored, script, windowMessages}));
		}), async ({stored, script, windowMessages}) => {
			const {messages, end} = await read(stored, script, {hasTerminal, windowMessages});
			expect(text(messages)).toEqual(text(stored));
			expect(end).toBe('stopped');
		}), {numRuns: 150});
	});

	test('drops what a rotation repeats', async () => {
		await assert(asyncProperty(lines, nat(30), nat(30), async (drawn, after, messages) => {
			const stored = store(drawn, hasTerminal);
			const {messages: delivered} = await read(stored, [{printed: stored.length, chunkBytes: 500, repeat: {after, messages}}], {hasTerminal});
			// Where the repetition begins inside a long line nothing tells its pieces apart.
			const isInLine = stored[after]?.time === stored[after - 1]?.time || stored[after - messages]?.time === stored[after - messages - 1]?.time;
			expect(isInLine || text(delivered).join('') === text(stored).join('')).toBe(true);
		}), {numRuns: 200});
	});

	test('loses nothing when the clock is set back', async () => {
		const stored = [5, 6, 7, 2, 3, 4, 8].flatMap((second, index) => storeLine(hasTerminal ? 'tty' : 'stdout', exactTime(second * 1e9), Buffer.from(`${index}\n`)));
		for (const lostAfter of [undefined, 80, 160, 200, 240]) {
			const {messages} = await read(stored, [{printed: 6, chunkBytes: 10, lostAfter}], {hasTerminal});
			expect(text(messages)).toEqual(text(stored));
		}
	});

	test('goes on by time when the position was rotated away', async () => {
		const stored = Array.from({length: 20}, (_, index) => storeLine(hasTerminal ? 'tty' : 'stdout', exactTime((index + 1) * 1e9), Buffer.from(`${index}\n`))).flat();
		const {messages} = await read(stored, [{printed: 5, chunkBytes: 1000, lostAfter: 1e9}, ...Array.from({length: 12}, () => ({printed: 20, chunkBytes: 1000, removed: 8}))], {hasTerminal});
		expect(text(messages)).toEqual(text([...stored.slice(0, messages.length - 12), ...stored.slice(8)]));
	});

	test('reads whole seconds of another engine', async () => {
		await assert(asyncProperty(lines.chain(drawn => {
			const stored = store(drawn, hasTerminal, at => `${exactTime(at).slice(0, 19)}Z`);
			return scripts(stored.length).map(script => ({stored, script}));
		}), async ({stored, script}) => {
			const {messages} = await read(stored, script, {hasTerminal});
			expect(text(messages).map(line => line.slice(4)).join('')).toBe(text(stored).map(line => line.slice(4)).join(''));
		}), {numRuns: 50});
	});
});

describe('log follower', () => {
	test('asks for the newest messages only after a lost connection', async () => {
		const stored = store(Array.from({length: 40}, () => [5, false, 900] as const), false);
		const {requests} = await read(stored, [{printed: 30, chunkBytes: 100, lostAfter: 1200}], {hasTerminal: false, windowMessages: 25});
		expect(requests.map(({tail}) => tail)).toEqual([undefined, 25, 25]);
	});

	test('reports a lost connection and its return', async () => {
		const stored = store([[5, false, 900], [5, false, 900]], false);
		const {connections} = await read(stored, [{printed: 1, chunkBytes: 100, lostAfter: 60}], {hasTerminal: false});
		expect(connections.map(({kind}) => kind)).toEqual(['open', 'reconnecting', 'open']);
		expect(connections[1]).toMatchObject({attempt: 1, reason: 'aborted'});
	});

	test('rejects with the reason of the signal', async () => {
		const {engine} = createLogEngine([], []);
		const follower = createLogFollower({engine, container: 'c', hasTerminal: false}, {onMessages: () => undefined, onConnection: () => undefined});
		await expect(follower.read({signal: AbortSignal.abort(new Error('enough')), isFollowing: true})).rejects.toThrow('enough');
	});
});
