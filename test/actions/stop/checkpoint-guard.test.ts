import {describe, expect, test} from 'vitest';
import {isUnchanged, isWritePending, waitUntilNotWriting} from '../../../source/actions/stop/checkpoint-guard.ts';
import type {CheckpointMarks, FoundTraining} from '../../../source/actions/stop/training-access.ts';
import {createFakeAccess} from './fake-access.ts';

const found: FoundTraining = {
	pid: 7, startTicks: 1, isInterruptIgnored: false, runDirectory: '/runs/exp',
};
const files = ['results', 'last', 'best'] as const;
const whole: CheckpointMarks = {results: {sizeBytes: 10, modifiedAt: 1}, last: {sizeBytes: 100, modifiedAt: 2}, best: {sizeBytes: 100, modifiedAt: 3}};

function wait(marks: (at: number) => CheckpointMarks, training = found, controller = new AbortController()) {
	const {access, clock, sent} = createFakeAccess({found: training, marks});
	const kinds: string[] = [];
	const result = waitUntilNotWriting(access, training, {
		clock,
		signal: controller.signal,
		onProgress({kind}) {
			kinds.push(kind);
		},
	});
	return {
		clock, sent, kinds, result,
	};
}

describe('whether files still change', () => {
	test('two looks at the same', () => {
		expect(isUnchanged(whole, structuredClone(whole))).toBe(true);
		expect(isUnchanged({}, {})).toBe(true);
	});

	test.each(files.flatMap(file => [
		[file, 'size', {sizeBytes: 11, modifiedAt: whole[file]!.modifiedAt}],
		[file, 'time', {sizeBytes: whole[file]!.sizeBytes, modifiedAt: 9}],
		[file, 'existence', undefined],
	] as const))('%s of another %s', (file, _, mark) => {
		const {[file]: _before, ...others} = whole;
		const other = mark === undefined ? others : {...others, [file]: mark};
		expect([isUnchanged(whole, other), isUnchanged(other, whole)]).toEqual([false, false]);
	});
});

test.each<[string, CheckpointMarks, boolean]>([
	['a row without any checkpoint', {results: whole.results!}, true],
	['a row that is newer than last.pt', {...whole, results: {sizeBytes: 10, modifiedAt: 3}}, true],
	['a row as old as last.pt', {...whole, results: {sizeBytes: 10, modifiedAt: 2}}, false],
	['a row that is older', whole, false],
	['no row', {last: whole.last!}, false],
])('a checkpoint is still to come: %s', (_, marks, isPending) => {
	expect(isWritePending(marks)).toBe(isPending);
});

describe('waiting until nothing is written', () => {
	// Each look finds it larger, until 5 s.
	test.each(files)('waits for %s alone to come to rest', async file => {
		const {clock, result, kinds} = wait(at => ({...whole, [file]: {sizeBytes: Math.min(at, 5000), modifiedAt: file === 'results' ? 1 : 4}}));
		expect(await result).toMatchObject({[file]: {sizeBytes: 5000}});
		expect(clock.now()).toBeGreaterThanOrEqual(7000);
		expect(clock.now()).toBeLessThan(8000);
		expect(new Set(kinds)).toEqual(new Set(['waiting-for-checkpoint']));
	});

	test('files at rest are at rest after 2 s, and after 15 s where a checkpoint is still to come', async () => {
		const quiet = wait(() => whole);
		expect(await quiet.result).toEqual(whole);
		expect(quiet.clock.now()).toBeGreaterThanOrEqual(2000);
		expect(quiet.clock.now()).toBeLessThan(3000);
		const pending = wait(() => ({results: whole.results!}));
		await pending.result;
		expect(pending.clock.now()).toBe(15_000);
	});

	test('gives up after a minute of writing', async () => {
		const {access, clock} = createFakeAccess({found, marks: at => ({...whole, best: {sizeBytes: at, modifiedAt: 4}})});
		const {signal} = new AbortController();
		await clock.wait(1_000_000, signal);
		// Nobody has to listen to its progress.
		await expect(waitUntilNotWriting(access, found, {clock, signal})).rejects.toMatchObject({code: 'checkpoint-being-written', values: {name: 'yolo'}});
		expect(clock.now()).toBe(1_060_000);
	});

	test('looks at nothing where the place of the files is not known', async () => {
		const {clock, result} = wait(() => whole, {isInterruptIgnored: false});
		expect([await result, clock.now()]).toEqual([undefined, 0]);
	});

	test('is taken back at once', async () => {
		const controller = new AbortController();
		controller.abort();
		const {clock, result} = wait(() => whole, found, controller);
		await expect(result).rejects.toThrow();
		expect(clock.now()).toBe(0);
	});
});
