import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readProbeRecords} from '../../source/probe/read-records.ts';

const session = '7-1';
const line = (record: Readonly<Record<string, unknown>>) => `${JSON.stringify({session, ...record})}\n`;
const started = line({
	type: 'probe-started', schema: 1, framework: 'yolov5', pid: 7,
});
const names = line({type: 'names', names: ['Vest', 'helmet']});
const gradientNorm = {
	mean: 2, max: 3, notFinite: 1, steps: 4,
};
const epoch = (number: number, more: Readonly<Record<string, unknown>> = {}) => line({
	type: 'epoch', epoch: number, learningRates: [0.1, 0.01], gradientNorm, classes: [[0, 12, 0.5, 0.25, 0.4, 0.3], [1, 5, 0.75, 0.5, 0.8, null]], matrix: [[0, 0, 9], [2, 0, 3], [0, 1, 5]], ...more,
});

test('an epoch has its classes by name, its rates, its norm, and the matrix with the background', () => {
	expect(readProbeRecords(started + names + epoch(1))).toEqual({
		status: 'on',
		session,
		pid: 7,
		epochs: [{
			epoch: 1,
			classes: [
				{
					name: 'Vest',
					instances: 12,
					metrics: {
						precision: 0.5, recall: 0.25, map50: 0.4, map50To95: 0.3,
					},
				},
				{name: 'helmet', instances: 5, metrics: {precision: 0.75, recall: 0.5, map50: 0.8}},
			],
			learningRates: [0.1, 0.01],
			gradientNorm,
		}],
		lastEpoch: 1,
		matrix: {epoch: 1, names: ['Vest', 'helmet', 'background'], counts: [[9, 5, 0], [0, 0, 0], [3, 0, 0]]},
	});
});

test('a resume goes on with the epochs, and an epoch that is run again counts as it was the last time', () => {
	const again = (text: string) => text.replaceAll(`"session":"${session}"`, '"session":"8-2"');
	const probe = readProbeRecords(started + names + epoch(1) + epoch(2) + again(started + names + epoch(2, {learningRates: [0.5]})))!;
	expect(probe.epochs.map(({epoch: number, learningRates}) => [number, learningRates])).toEqual([[1, [0.1, 0.01]], [2, [0.5]]]);
	expect([probe.session, probe.lastEpoch]).toEqual(['8-2', 2]);
});

test('of two processes with one directory the one that began last counts', () => {
	const other = line({session: '9-9', type: 'epoch', epoch: 5});
	expect(readProbeRecords(started + names + epoch(1) + other)!.epochs.map(({epoch: number}) => number)).toEqual([1]);
});

test('a probe says whether an end on request keeps last.pt; one of an earlier yolotop does not', () => {
	const keepsOf = (more: Readonly<Record<string, unknown>>) => readProbeRecords(line({type: 'probe-started', ...more}))!.keepsCheckpoint;
	expect([keepsOf({keepsCheckpoint: true}), keepsOf({keepsCheckpoint: 'yes'}), keepsOf({})]).toEqual([true, undefined, undefined]);
});

test.each([
	['failed', started + line({type: 'probe-failed', where: 'write', error: 'OSError: the disk is full'}), {status: 'failed', failure: 'OSError: the disk is full'}],
	['noted', started + line({type: 'stop-noted', request: 'a'}), {answer: {kind: 'noted', request: 'a'}}],
	['refused', started + line({type: 'stop-refused', request: 'a', reason: 'no-checkpoint'}), {answer: {kind: 'refused', request: 'a', reason: 'no-checkpoint'}}],
	['refused for a reason of a later version', started + line({type: 'stop-refused', request: 'a', reason: 'moon'}), {answer: {kind: 'refused', request: 'a', reason: 'not-supported'}}],
	['stopping', started + line({type: 'stopping', request: 'a', epoch: 4}), {answer: {kind: 'stopping', request: 'a', epoch: 4}}],
])('%s', (_, text, expected) => {
	expect(readProbeRecords(text)).toMatchObject(expected);
});

describe('what is no record is passed over', () => {
	test.each([
		['nothing', '', undefined],
		['a file without a beginning', names + epoch(1), undefined],
		['a line that is cut', started + names + epoch(1) + epoch(2).slice(0, 40), [1]],
		['a line that is cut, and one behind it', `${started}${names}${epoch(1).slice(0, 40)}\n${epoch(2)}`, [2]],
		['other JSON', `${started}${names}[1]\n"a"\nnull\n7\n${epoch(2)}`, [2]],
		['an unknown type', started + line({type: 'moon', epoch: 3}) + names + epoch(2), [2]],
		['epochs that are none', started + names + epoch(0) + epoch(-1) + epoch(1.5) + epoch(1e300) + line({type: 'epoch', epoch: 'a'}), []],
		['NUL and control characters', `${started}\u{0}\u{1B}[2J\n${names}${epoch(3)}`, [3]],
	])('%s', (_, text, epochs) => {
		expect(readProbeRecords(text)?.epochs.map(({epoch: number}) => number)).toEqual(epochs);
	});

	test('numbers that are none are unknown, and rows of unknown classes are dropped', () => {
		const probe = readProbeRecords(started + names + epoch(1, {
			learningRates: ['a', 0.5, {}], gradientNorm: {mean: 'x', notFinite: -1}, classes: [[0, -3, 'a', {}], [7, 1, 1, 1, 1, 1], 'x', [null]],
		}))!;
		expect(probe.epochs[0]).toEqual({
			epoch: 1, classes: [{name: 'Vest', metrics: {}}], learningRates: [0.5], gradientNorm: {notFinite: 0},
		});
	});

	test.each([
		['a cell outside', [[0, 9, 1]]],
		['a count that is none', [[0, 0, -1]]],
		['no cells', 'x'],
	])('a matrix with %s is unknown as a whole', (_, matrix) => {
		expect(readProbeRecords(started + names + epoch(1, {matrix}))!.matrix).toBeUndefined();
	});
});

describe('is bounded', () => {
	const many = Array.from({length: 10_000}, (_, index) => index);

	test('ten thousand classes with long names', () => {
		const probe = readProbeRecords(started + line({type: 'names', names: many.map(() => 'x'.repeat(100_000).slice(0, 300))}) + epoch(1, {classes: many.map(index => [index, 1, 1, 1, 1, 1]), matrix: []}))!;
		expect(probe.epochs[0]!.classes).toHaveLength(1000);
		expect(probe.epochs[0]!.classes[0]!.name).toHaveLength(200);
		expect(probe.matrix).toBeUndefined();
	});

	test('a thousand epochs of a thousand classes keep the newest tables', () => {
		const thousand = many.slice(0, 1000);
		const text = started + line({type: 'names', names: thousand.map(String)}) + many.slice(0, 300).map(index => epoch(index + 1, {classes: thousand.map(number => [number, 1, 1, 1, 1, 1]), matrix: undefined})).join('');
		const {epochs} = readProbeRecords(text)!;
		expect(epochs).toHaveLength(300);
		expect([epochs[0]!.classes.length, epochs.at(-1)!.classes.length]).toEqual([0, 1000]);
	});
});

test('never throws, and every number it gives is finite', () => {
	const fragment = fc.oneof(fc.constantFrom(started, names, epoch(1), epoch(2), '\n', '{"type":"epoch"', ',', '"classes":[[0,1e999]]}'), fc.json().map(text => `${text}\n`), fc.string());
	fc.assert(fc.property(fc.array(fragment, {maxLength: 20}), parts => {
		const probe = readProbeRecords(parts.join(''));
		for (const {learningRates, classes} of probe?.epochs ?? []) {
			expect([...learningRates, ...classes.flatMap(({metrics}) => Object.values(metrics))].every(number => Number.isFinite(number))).toBe(true);
		}
	}));
});

test('the names of the files are those that the Python code has', async () => {
	const {probeRecords, probeRequest} = await import('../../source/training/run-file-names.ts');
	const code = ['records', 'requests'].map(name => readFileSync(`probe/yolotop_${name}.py`, 'utf8')).join('');
	expect([/^RECORDS = '(.+)'$/m.exec(code)?.[1], /^REQUEST = '(.+)'$/m.exec(code)?.[1]]).toEqual([probeRecords, probeRequest]);
});
