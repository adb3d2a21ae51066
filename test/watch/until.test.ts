import {describe, expect, test} from 'vitest';
import {lastEpochBefore, parseUntil, planUntil} from '../../source/watch/until.ts';

const now = new Date(2026, 11, 1, 22, 0, 0).getTime();
const minute = 60_000;

describe('a time as a person types it', () => {
	test.each([
		['07:30', new Date(2026, 11, 2, 7, 30).getTime()],
		['22:30', new Date(2026, 11, 1, 22, 30).getTime()],
		['22:00', new Date(2026, 11, 2, 22, 0).getTime()],
		['7:05', new Date(2026, 11, 2, 7, 5).getTime()],
		['8h', now + (8 * 60 * minute)],
		['1.5h', now + (90 * minute)],
		['90m', now + (90 * minute)],
		['2026-12-24T07:30', new Date(2026, 11, 24, 7, 30).getTime()],
		['2026-12-24 07:30', new Date(2026, 11, 24, 7, 30).getTime()],
		['2026-11-24T07:30', undefined],
		['9999-01-01T00:00', undefined],
		['24:00', undefined],
		['0h', undefined],
		['30', undefined],
		['soon', undefined],
		['', undefined],
	])('%s', (text, at) => {
		expect(parseUntil(text, now)).toBe(at);
	});
});

describe('a training that has to end before a time', () => {
	/** Epoch 10 of 100 was complete a minute ago; each takes ten minutes. */
	const pace = {
		epoch: 10, epochs: 100, completedAt: now - minute, secondsPerEpoch: 600,
	};
	const inMinutes = (minutes: number) => now + (minutes * minute);

	test.each([
		['the pace is not known', undefined, inMinutes(100), {kind: 'wait', lookAt: inMinutes(10)}],
		['neither known and soon over', undefined, now + 5000, {kind: 'wait', lookAt: now + 5000}],
		['hours are left', pace, inMinutes(60), {kind: 'wait', lookAt: inMinutes(50) - 10_000, lastEpoch: 16}],
		['two epochs are left', pace, inMinutes(25), {kind: 'wait', lookAt: inMinutes(10), lastEpoch: 12}],
		['this epoch is the last whole one', pace, inMinutes(15), {kind: 'stop-after-epoch', lastEpoch: 11}],
		['epochs of a second are left', {...pace, completedAt: now - 500, secondsPerEpoch: 1}, now + 9000, {kind: 'stop-after-epoch', lastEpoch: 11}],
		['epochs of a second are left for long', {...pace, completedAt: now - 500, secondsPerEpoch: 1}, inMinutes(1), {kind: 'wait', lookAt: inMinutes(1) - 11_000, lastEpoch: 70}],
		['this epoch will not be whole', pace, inMinutes(5), {kind: 'wait', lookAt: inMinutes(5), lastEpoch: 10}],
		['the time is over', pace, now, {kind: 'stop-now'}],
		['it ends by itself before', {...pace, epochs: 12}, inMinutes(60), {kind: 'ends-before', lookAt: inMinutes(60)}],
	] as const)('%s', (_, given, until, plan) => {
		expect(planUntil(until, given, now)).toEqual(plan);
	});

	test('says early at which epoch it ends', () => {
		expect(lastEpochBefore(inMinutes(9 + 500), pace)).toBe(61);
		expect(lastEpochBefore(inMinutes(10_000), pace)).toBe(100);
		expect(lastEpochBefore(inMinutes(10), undefined)).toBeUndefined();
	});
});
