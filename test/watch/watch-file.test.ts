import {
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import {
	describeProcess,
	findHolder,
	isAlive,
	takeLock,
} from '../../source/watch/lock.ts';
import {
	listWatches,
	readWatch,
	removeWatch,
	watchFile,
	writeWatch,
} from '../../source/watch/watch-file.ts';
import {
	changed,
	goneOn,
	hasNext,
	type QueueEntry,
	type Watch,
} from '../../source/watch/watch.ts';

const base = mkdtempSync(path.join(tmpdir(), 'watch-'));
let count = 0;
let directory = '';

beforeEach(() => {
	count++;
	directory = path.join(base, String(count), 'watch');
});

afterAll(() => {
	rmSync(base, {recursive: true, force: true});
});

const watch: Watch = {
	schema: 1, id: 'c-0123456789ab', name: 'yolo', subject: {kind: 'container', containerId: '0123456789ab'}, max: 3, begunAt: 5, changedAt: 5, steps: [], queue: [], language: 'en',
};

const entry: QueueEntry = {
	id: '1', words: ['vest'], isLocal: false, directory: '/', isAfterSuccess: false, max: 0,
};

describe('the file of a watch', () => {
	test('is read as it was written, by nobody else, and leaves no draft', async () => {
		await writeWatch(directory, watch);
		expect(await readWatch(directory, watch.id)).toEqual(watch);
		expect(statSync(watchFile(directory, watch.id)).mode % 0o1000).toBe(0o600);
		expect(statSync(directory).mode % 0o1000).toBe(0o700);
		expect(readdirSync(directory)).toEqual(['c-0123456789ab.json']);
		await removeWatch(directory, watch.id);
		expect(await listWatches(directory)).toEqual([]);
	});

	test.each([
		['half a file', '{"schema": 1, "id": "c-0123456789ab",'],
		['another format', JSON.stringify({...watch, schema: 2})],
		['another name', JSON.stringify({...watch, id: 'c-other'})],
		['a list', '[]'],
		['nothing', ''],
		['a subject of another kind', JSON.stringify({...watch, subject: {kind: 'service'}})],
		['a job without a name', JSON.stringify({...watch, subject: {kind: 'job'}})],
	])('%s is no watch', async (_, text) => {
		await writeWatch(directory, {...watch, id: 'c-good', begunAt: 1});
		writeFileSync(watchFile(directory, watch.id), text);
		expect(await readWatch(directory, watch.id)).toBeUndefined();
		await expect(listWatches(directory)).resolves.toMatchObject([{id: 'c-good'}]);
	});

	test('a name never leaves the directory', async () => {
		await writeWatch(directory, watch);
		expect(await readWatch(path.join(directory, 'below'), `../${watch.id}`)).toBeUndefined();
	});
});

describe('what becomes of a watch', () => {
	test('a step forgets the end that led to it and keeps what waits', () => {
		const before: Watch = {...watch, queue: [entry], end: {at: 8, isByHand: false, exitCode: 137}};
		const after = goneOn(before, {name: 'yolo-resume', subject: {kind: 'container', containerId: 'b'}}, {
			at: 9, cause: 'killed', change: {}, completedEpochs: 4,
		});
		expect(after).toMatchObject({
			id: watch.id, name: 'yolo-resume', changedAt: 9, queue: [entry], steps: [{cause: 'killed', completedEpochs: 4}],
		});
		expect(after.end).toBeUndefined();
	});

	test('every change but one has heard from the engine', () => {
		expect(changed({...watch, awaySince: 4}, {max: 1}, 6)).toEqual({...watch, max: 1, changedAt: 6});
		expect(changed(watch, {awaySince: 4}, 6).awaySince).toBe(4);
	});

	test.each([
		['nothing waits', {outcome: {kind: 'over', at: 1, reason: 'finished'}, queue: []}, false],
		['it is not over', {queue: [entry]}, false],
		['it has failed', {outcome: {kind: 'give-up', at: 1, reason: 'unknown-error'}, queue: [entry]}, true],
		['it has failed, and the next wants more', {outcome: {kind: 'give-up', at: 1, reason: 'unknown-error'}, queue: [{...entry, isAfterSuccess: true}]}, false],
		['it has finished, and the next wants that', {outcome: {kind: 'over', at: 1, reason: 'finished'}, queue: [{...entry, isAfterSuccess: true}]}, true],
		['it was stopped, and the next wants more', {outcome: {kind: 'over', at: 1, reason: 'stopped-by-yolotop'}, queue: [{...entry, isAfterSuccess: true}]}, false],
		['the next was started', {outcome: {kind: 'over', at: 1, reason: 'finished'}, queue: [entry], nextId: 'c-1'}, false],
	] as const)('%s', (_, facts, has) => {
		expect(hasNext(facts)).toBe(has);
	});
});

describe('the lock of a watch', () => {
	const lock = () => path.join(directory, 'c-1.lock');

	test('only one has it, until it lets go', async () => {
		const release = await takeLock(lock());
		expect(release).toBeDefined();
		await expect(findHolder(lock())).resolves.toMatchObject({pid: process.pid});
		expect(await takeLock(lock())).toBeUndefined();
		await release!();
		expect(await findHolder(lock())).toBeUndefined();
		expect(readdirSync(directory)).toEqual([]);
	});

	test.each([
		['a process that is gone', {pid: 999_999_999}],
		['another process with the same number', {...describeProcess(), startTicks: 1}],
		['a process before the restart of the machine', {...describeProcess(), bootId: 'another'}],
	])('%s does not keep it', async (_, holder) => {
		const release = await takeLock(lock());
		writeFileSync(lock(), JSON.stringify(holder));
		expect(isAlive(holder)).toBe(false);
		// Not that of who held it before.
		await release!();
		expect(readdirSync(directory)).toEqual(['c-1.lock']);
		const taken = await Promise.all(Array.from({length: 8}, async () => takeLock(lock())));
		expect(taken.filter(Boolean)).toHaveLength(1);
		await expect(findHolder(lock())).resolves.toMatchObject({pid: process.pid});
	});

	test('what lies there and is no lock does not keep it', async () => {
		const release = await takeLock(lock());
		await release!();
		writeFileSync(lock(), 'nothing');
		expect(await takeLock(lock())).toBeDefined();
	});
});
