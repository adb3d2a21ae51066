import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import {describe, expect, test} from 'vitest';
import type {ContainerReading} from '../../source/feed/container-reading.ts';
import {createPastOutput} from '../../source/feed/past-output.ts';
import type {LogMessage} from '../../source/stream/log-message.ts';

const stamp = (second: number) => `2026-11-23T20:31:${String(second).padStart(2, '0')}.000000000Z`;
const line = (second: number) => Buffer.from(`${stamp(second)} a line\n`);
const message = (second: number): LogMessage => ({channel: 'tty', timestamp: {key: stamp(second), at: Date.parse(stamp(second)), isExact: true}, body: Buffer.from('a line\n')});

function create(newest: () => Promise<Readable>) {
	const told: string[] = [];
	const reading = {engine: {openLogs: async () => newest()}, details: {id: 'c', hasTerminal: true}} as unknown as ContainerReading;
	const past = createPastOutput(reading, {
		async settle() {
			told.push('settled');
		},
		onOver() {
			told.push('over');
		},
	});
	return {past, told, begin: async () => past.begin(new AbortController().signal)};
}

const settled = async () => new Promise(resolve => {
	setImmediate(resolve);
});

describe('the past of an output', () => {
	test('is over with the message that was the newest when it was asked', async () => {
		const {past, told, begin} = create(async () => Readable.from([line(3)]));
		past.note([message(1)]);
		await begin();
		expect(past.isOver()).toBe(false);
		past.note([message(2), message(3)]);
		await settled();
		expect([past.isOver(), told]).toEqual([true, ['settled', 'over']]);
		past.note([message(4)]);
		past.finish();
		expect(told).toEqual(['settled', 'over']);
	});

	test.each([
		['nothing was printed', async () => Readable.from([])],
		['the record cannot be read', async () => {
			throw new Error('501');
		}],
	])('is over at once where %s', async (_, newest) => {
		const {past, begin} = create(newest);
		await begin();
		await settled();
		expect(past.isOver()).toBe(true);
	});

	test('is over without a further look where everything is known', () => {
		const {past, told} = create(async () => Readable.from([]));
		past.finish();
		expect([past.isOver(), told]).toEqual([true, ['over']]);
	});
});
