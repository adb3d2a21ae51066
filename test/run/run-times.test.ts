import {expect, test} from 'vitest';
import type {EpochRecord} from '../../source/domain/run.ts';
import {medianEpochSeconds, secondsTo} from '../../source/run/run-times.ts';

const history = (...epochs: ReadonlyArray<readonly [map50To95: number, seconds?: number]>): readonly EpochRecord[] => epochs.map(([map50To95, seconds], index) => ({
	epoch: index + 1, losses: {}, metrics: {map50To95}, ...(seconds !== undefined && {seconds}),
}));

test('the time to a value is that of all epochs until it was first reached', () => {
	expect(secondsTo(history([0.1, 10], [0.3, 20], [0.2, 5], [0.4, 5]), 'map50To95', 0.3)).toBe(30);
});

test.each([
	['it was never reached', history([0.1, 10])],
	['an epoch does not say its time', history([0.1], [0.5, 10])],
	['the first epochs are not known', history([0.1, 10], [0.5, 10]).map(record => ({...record, epoch: record.epoch + 5}))],
	['there is no epoch', []],
])('it is not known where %s', (_, records) => {
	expect(secondsTo(records, 'map50To95', 0.3)).toBeUndefined();
});

test('the time of an epoch is the median of those that say theirs', () => {
	expect(medianEpochSeconds(history([0, 12], [0], [0, 10], [0, 300]))).toBe(12);
	expect(medianEpochSeconds(history([0], [0, NaN], [0, 0]))).toBeUndefined();
});
