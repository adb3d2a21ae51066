import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {PassThrough, Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {boundEngine} from '../../source/engine/bounded-engine.ts';
import type {CallOptions, Engine} from '../../source/engine/engine.ts';
import {withTimeLimit} from '../../source/engine/time-limit.ts';

const limits = {wholeMs: 400, neededMs: 200, optionalMs: 40};

/** Waits for something that never comes. */
async function never(): Promise<never> {
	await once(new PassThrough(), 'end');
	throw new Error('It came.');
}

/** Answers nothing, as an engine whose every call hangs until its limit; counts what it was asked. */
function createSilent() {
	const asked: string[] = [];
	const hang = (operation: string) => async (...words: readonly unknown[]) => {
		asked.push(operation);
		const {timeLimitMs, signal} = words.findLast(word => typeof word === 'object' && !Array.isArray(word)) as CallOptions;
		return withTimeLimit({
			limitMs: timeLimitMs!, signal, endpoint: 'here', operation,
		}, async () => never());
	};

	const engine = {
		endpoint: 'here', topProcesses: hang('top'), exec: hang('exec'), statFile: hang('stat'), readFile: hang('archive'), listChangedPaths: hang('changes'), readStats: hang('stats'), openLogs: hang('logs'), inspectContainer: hang('inspect'), listContainers: hang('list'),
	} as unknown as Engine;
	return {engine, asked};
}

const questions: ReadonlyArray<readonly [string, (engine: Engine, container: string) => Promise<unknown>]> = [
	['top', async (engine, container) => engine.topProcesses(container)],
	['exec', async (engine, container) => engine.exec(container, ['true'])],
	['stat', async (engine, container) => engine.statFile(container, '/')],
	['archive', async (engine, container) => engine.readFile(container, '/')],
	['changes', async (engine, container) => engine.listChangedPaths(container)],
	['stats', async (engine, container) => engine.readStats(container)],
];

test.each(questions)('%s that hangs is given up, named, and not asked of that container again', async (operation, ask) => {
	const {engine, asked} = createSilent();
	const {engine: bounded, unanswered} = boundEngine(engine, limits);
	await expect(ask(bounded, 'a')).rejects.toMatchObject({code: 'engine-timeout', values: {operation}});
	await expect(ask(bounded, 'a')).rejects.toMatchObject({code: 'engine-timeout', values: {operation}});
	await expect(ask(bounded, 'b')).rejects.toMatchObject({code: 'engine-timeout'});
	expect(asked).toEqual([operation, operation]);
	expect(unanswered()).toEqual([{operation, container: 'a'}, {operation, container: 'b'}]);
});

test('all questions together have a limit, after which none is asked', async () => {
	const {engine, asked} = createSilent();
	let now = 0;
	const {engine: bounded, unanswered} = boundEngine(engine, limits, () => now);
	await expect(bounded.exec('a', ['true'])).rejects.toMatchObject({code: 'engine-timeout'});
	now = limits.wholeMs + 1;
	await expect(bounded.inspectContainer('a')).rejects.toMatchObject({code: 'engine-timeout'});
	expect(asked).toEqual(['exec']);
	expect(unanswered()).toContainEqual({operation: 'inspect', container: 'a'});
});

test('a limit of the caller is kept as far as there is time', async () => {
	const given: Array<number | undefined> = [];
	const engine = {
		async exec(_container: string, _command: readonly string[], {timeLimitMs}: CallOptions) {
			given.push(timeLimitMs);
		},
	} as unknown as Engine;
	const {engine: bounded} = boundEngine(engine, limits, () => 0);
	await bounded.exec('a', ['true']);
	await bounded.exec('a', ['true'], {timeLimitMs: 100});
	await bounded.exec('a', ['true'], {timeLimitMs: 45_000});
	expect(given).toEqual([limits.optionalMs, 100, limits.wholeMs]);
});

describe('a log', () => {
	async function read(log: Readable | undefined) {
		const {engine} = createSilent();
		const {engine: bounded, unanswered} = boundEngine({...engine, ...(log !== undefined && {openLogs: async () => log})}, limits);
		const stream = await bounded.openLogs('a', {isFollowing: false});
		return {text: Buffer.concat(await stream.toArray() as Uint8Array[]).toString(), unanswered: unanswered()};
	}

	test('that never begins is empty, and named', async () => {
		expect(await read(undefined)).toEqual({text: '', unanswered: [{operation: 'logs', container: 'a'}]});
	});

	test('that falls silent ends there, and is named', async () => {
		const log = new PassThrough();
		log.write('some');
		expect(await read(log)).toEqual({text: 'some', unanswered: [{operation: 'logs', container: 'a'}]});
		expect(log.destroyed).toBe(true);
	});

	test('that ends is whole', async () => {
		const log = new PassThrough();
		log.end('all');
		expect(await read(log)).toEqual({text: 'all', unanswered: []});
	});

	test('that flows is read on beyond the limit', async () => {
		const log = new PassThrough();
		const text = read(log);
		for (let index = 0; index < 12; index++) {
			await delay(limits.optionalMs / 4);
			log.write(String(index % 10));
		}

		log.end();
		expect(await text).toEqual({text: '012345678901', unanswered: []});
	});

	test('that breaks off is told as such', async () => {
		const log = new PassThrough();
		const text = read(log);
		log.destroy(new Error('lost'));
		await expect(text).rejects.toThrow('lost');
	});
});

test('a file that falls silent is no file', async () => {
	async function * content() {
		yield new Uint8Array(3);
		await never();
	}

	const engine = {endpoint: 'here', openFile: async () => content()} as unknown as Engine;
	const {engine: bounded, unanswered} = boundEngine(engine, limits);
	const pieces = (await bounded.openFile('a', '/last.pt'))!;
	await expect(Readable.from(pieces).toArray()).rejects.toMatchObject({code: 'engine-timeout'});
	expect(unanswered()).toEqual([{operation: 'archive', container: 'a'}]);
});
