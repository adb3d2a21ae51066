import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {selectBestEpoch} from '../../source/run/select-best-epoch.ts';
import {selectCheckpoint} from '../../source/run/select-checkpoint.ts';
import {selectEarlyStop} from '../../source/run/select-early-stop.ts';
import {selectEta} from '../../source/run/select-eta.ts';
import {selectEpochFraction, selectRunFraction} from '../../source/run/select-progress.ts';
import {selectSecondsPerEpoch} from '../../source/run/select-seconds-per-epoch.ts';
import {
	selectLossNames,
	selectLossSeries,
	selectMetricSeries,
	selectTrend,
} from '../../source/run/select-series.ts';
import {selectThroughput} from '../../source/run/select-throughput.ts';
import {
	bar,
	completed,
	ending,
	epochs,
	record,
	replay,
	start,
} from './events.ts';

const now = 1_000_000;
const leftSeconds = (events: readonly RunEvent[]): number | undefined => {
	const eta = selectEta(replay(events), now);
	return eta && Math.round(eta.leftMs / 1000);
};

describe('seconds per epoch', () => {
	test('is the median of the last ten of this process', () => {
		const slow = Array.from({length: 20}, (_, index) => completed(index + 1, 0.1, {seconds: index < 10 ? 100 : index + 1}));
		expect(selectSecondsPerEpoch(replay([...start('exp'), ...slow]))).toBe(15.5);
	});

	test('does not count the epochs before a resume', () => {
		const resumed: readonly RunEvent[] = [
			{type: 'process-started', tool: 'train', settings: {}}, {type: 'training-resumed', epoch: 3, checkpoint: 'runs/train/exp/weights/last.pt'},
		];
		const state = replay([...start('runs/train/exp'), completed(1, 0.1, {seconds: 100}), completed(2, 0.1, {seconds: 100}), ...resumed]);
		expect(selectSecondsPerEpoch(replay([completed(3, 0.1, {seconds: 5})], state))).toBe(5);
	});

	test('counts what comes between the bars, such as saving', () => {
		const at = (epoch: number): RunEvent => completed(epoch, 0.1, {seconds: 3, completedAt: epoch * 5000});
		expect(selectSecondsPerEpoch(replay([...start('exp'), at(1), at(2), at(3), at(4)]))).toBe(5);
	});

	test('does not count the night between two processes', () => {
		const at = (epoch: number, hour: number): RunEvent => completed(epoch, 0.1, {seconds: 3, completedAt: (hour * 3_600_000) + (epoch * 5000)});
		const resumed: readonly RunEvent[] = [
			{type: 'process-started', tool: 'train', settings: {}}, {type: 'training-resumed', epoch: 3, checkpoint: 'runs/train/exp/weights/last.pt'},
		];
		expect(selectSecondsPerEpoch(replay([...start('runs/train/exp'), at(1, 0), at(2, 0), ...resumed, at(3, 9)]))).toBe(3);
	});

	test('falls back to the times of completion', () => {
		const at = (epoch: number): RunEvent => completed(epoch, 0.1, {seconds: undefined, completedAt: epoch * 7000});
		expect(selectSecondsPerEpoch(replay([at(1), at(2), at(3)]))).toBe(7);
		expect(selectSecondsPerEpoch(replay([at(1)]))).toBeUndefined();
	});
});

/** Bars of a first epoch with 100 batches: where they stood, after how many seconds. */
const paced = (marks: ReadonlyArray<readonly [batchIndex: number, seconds: number]>): readonly RunEvent[] => marks.map(([batchIndex, seconds]) => bar(1, batchIndex, {batchesPerEpoch: 100, elapsedMs: seconds * 1000}));

describe('the time that is left', () => {
	test.each<[string, readonly RunEvent[], number | undefined]>([
		['unknown before anything', [], undefined],
		['unknown in the first batches', [...start('exp'), bar(1, 0), bar(1, 1)], undefined],
		['unknown without the number of epochs', [bar(1, 5, {epochs: undefined, elapsedMs: 60_000})], undefined],
		['after a warm-up from the bar alone', [...start('exp'), bar(1, 5, {elapsedMs: 20_000})], 20 + (9 * 40)],
		['unknown in an epoch that is so short that nobody need guess', [...start('exp'), bar(1, 20, {batchesPerEpoch: 40, elapsedMs: 2000})], undefined],
		['unknown after a first batch that took long', [...start('exp'), bar(1, 1, {batchesPerEpoch: 8, elapsedMs: 14_000})], undefined],
		['unknown while the pace still changes', [...start('exp'), ...paced([[1, 14], [2, 18], [5, 21], [13, 24]])], undefined],
		['without the first batch when the pace is steady', [...start('exp'), ...paced([[1, 60], [4, 63], [7, 66], [10, 69], [13, 72]])], 87 + (9 * 100)],
		['with the rest of an epoch whose validation is to come', [
			...start('exp'),
			{type: 'dataset-scanned', split: 'train', scan: {images: 100}},
			{type: 'dataset-scanned', split: 'val', scan: {images: 50}},
			...paced([[1, 60], [4, 63], [7, 66], [10, 69]]),
		], 90 + 20 + (9 * 120)],
		['unknown when twenty batches are next to nothing', [...start('exp'), bar(1, 20, {batchesPerEpoch: 4000, elapsedMs: 2000})], undefined],
		['with the images of the validation set', [
			...start('exp'),
			{type: 'dataset-scanned', split: 'train', scan: {images: 100}},
			{type: 'dataset-scanned', split: 'val', scan: {images: 50}},
			bar(1, 5, {elapsedMs: 20_000}),
		], 28 + (9 * 48)],
		['with the measured part of the first validation', [
			...start('exp'), bar(1, 10, {elapsedMs: 20_000}), {type: 'validation-progressed', progress: {batchIndex: 1, batchesPerEpoch: 4, elapsedMs: 2000}},
		], 6 + (9 * 28)],
		['after an epoch, validation included', [...start('exp'), ...epochs(1, 2)], 8 * 12],
		['in the middle of an epoch', [...start('exp'), ...epochs(1, 2), bar(3, 5)], (12 - 5) + (7 * 12)],
		['in an epoch that is slower than those before', [...start('exp'), ...epochs(1, 2), bar(3, 5, {elapsedMs: 30_000})], 30 + (7 * 12)],
		['in a validation', [...start('exp'), ...epochs(1, 2), bar(3, 10), {type: 'validation-progressed', progress: {elapsedMs: 1000}}], 1 + (7 * 12)],
		['where the bar is cut off', [...start('exp'), ...epochs(1, 2), bar(3, 0, {batchIndex: undefined, batchesPerEpoch: undefined, elapsedMs: undefined})], 8 * 12],
		['at the end of the last epoch', [...start('exp'), ...epochs(1, 10)], 0],
		['after a resume only the rest', [{type: 'training-resumed', epoch: 8, epochs: 10}, ...epochs(8, 8)], 24],
		['unknown in the final validation', [...start('exp'), ...epochs(1, 10), ...ending.slice(0, 2)], undefined],
		['unknown after the end', [...start('exp'), ...epochs(1, 10), ...ending], undefined],
		['unknown while the container is paused', [...start('exp'), ...epochs(1, 2), {type: 'container-changed', container: {status: 'paused'}}], undefined],
		['unknown when the connection is lost', [...start('exp'), ...epochs(1, 2), {type: 'connection-changed', connection: {kind: 'lost', reason: ''}}], undefined],
	])('is %s', (_, events, seconds) => {
		expect(leftSeconds(events)).toBe(seconds);
	});

	test('gives the moment of the end and says when it is rough', () => {
		const state = replay([...start('exp'), ...epochs(1, 2)]);
		expect(selectEta(state, now)).toEqual({leftMs: 96_000, endsAt: now + 96_000, isRough: false});
		// What comes between the bars of two epochs, such as saving, is not known after one.
		expect(selectEta(replay([...start('exp'), ...epochs(1, 1)]), now)?.isRough).toBe(true);
		expect(selectEta(replay([bar(1, 5, {elapsedMs: 20_000})]), now)?.isRough).toBe(true);
	});

	test('goes on between two epochs, by at most one', () => {
		const state = replay([...start('exp'), ...epochs(1, 1), completed(2, 0.1, {completedAt: now})]);
		expect(selectEta(state, now + 5000)?.leftMs).toBe((8 * 12_000) - 5000);
		expect(selectEta(state, now + 500_000)?.leftMs).toBe(7 * 12_000);
		const last = replay([...epochs(3, 9), completed(10, 0.1, {completedAt: now})], state);
		expect(selectEta(last, now + 5000)?.leftMs).toBe(0);
	});

	test('of a run directory comes from the times at which its rows were written', () => {
		const rows = (last: number): RunEvent => ({
			type: 'history-read', records: Array.from({length: last}, (_, index) => record(index + 1, 0.1, {seconds: undefined})), at: now + (last * 7000),
		});
		const first = [{type: 'settings-read', settings: {epochs: '10'}}, {type: 'training-started'}, rows(3)] as const;
		expect(selectEta(replay(first), now + 21_000)).toBeUndefined();
		expect(selectEta(replay([...first, rows(4)]), now + 30_000)?.leftMs).toBe((6 * 7000) - 2000);
	});

	test('goes down while a silent record stands still, and never below the other epochs', () => {
		const state = replay([...start('exp'), ...epochs(1, 2), {...bar(3, 5), at: now}]);
		expect(selectEta(state, now + 3000)?.leftMs).toBe(88_000);
		expect(selectEta(state, now + 600_000)?.leftMs).toBe(84_000);
	});
});

describe('the best epoch', () => {
	test.each<[string, readonly RunEvent[], number | undefined]>([
		['none yet', [bar(1, 1)], undefined],
		['by mAP50-95, not by the last one', [completed(1, 0.2), completed(2, 0.5), completed(3, 0.4)], 2],
		['the earliest of equals', [completed(1, 0.2), completed(2, 0.2)], 1],
		['without nan', [completed(1, NaN), completed(2, 0.1)], 2],
		['without epochs that were not validated', [completed(1, 0.1, {metrics: undefined}), completed(2, 0.1)], 2],
		['by box and mask together', [completed(1, 0.5, {maskMetrics: {map50: 0.1, map50To95: 0.1}}), completed(2, 0.4, {maskMetrics: {map50: 0.3, map50To95: 0.3}})], 2],
		['by top1', [completed(1, 0, {metrics: {top1: 0.7, top5: 0.8}}), completed(2, 0, {metrics: {top1: 0.6, top5: 1}})], 1],
	])('is %s', (_, events, epoch) => {
		expect(selectBestEpoch(replay(events))?.epoch).toBe(epoch);
	});

	test('is computed once for a history', () => {
		const state = replay([completed(1, 0.2)]);
		expect(selectBestEpoch({...state, notices: []})).toBe(selectBestEpoch(state));
	});
});

describe('the early-stop countdown', () => {
	const run = (qualities: readonly number[], settings: Readonly<Record<string, string>>): readonly RunEvent[] => [
		...start('runs/train/exp', settings), ...qualities.map((quality, index) => completed(index + 1, quality)),
	];
	test.each<[string, readonly RunEvent[], unknown]>([
		['unknown without patience', run([0.1, 0.2], {}), undefined],
		['off with patience 0', run([0.1, 0.2], {patience: '0'}), undefined],
		['unknown before a validation', start('exp', {patience: '3'}), undefined],
		['full after an improvement', run([0.1, 0.2], {patience: '3'}), {
			patience: 3, used: 0, left: 3, bestEpoch: 2, stopEpoch: 5,
		}],
		['partly used', run([0.1, 0.3, 0.2, 0.2], {patience: '3'}), {
			patience: 3, used: 2, left: 1, bestEpoch: 2, stopEpoch: 5,
		}],
		['without a stop when the training ends before', run([0.1, 0.3], {patience: '50'}), {
			patience: 50, used: 0, left: 50, bestEpoch: 2,
		}],
		['reset by an equal fitness in YOLOv5', run([0.3, 0.3], {patience: '3'}), {
			patience: 3, used: 0, left: 3, bestEpoch: 2, stopEpoch: 5,
		}],
	])('is %s', (_, events, countdown) => {
		expect(selectEarlyStop(replay(events))).toEqual(countdown);
	});

	test('is not reset by an equal fitness in Ultralytics', () => {
		const state = replay(run([0.3, 0.3], {patience: '3'}));
		expect(selectEarlyStop({...state, framework: {name: 'ultralytics'}})).toMatchObject({bestEpoch: 1, used: 1});
	});

	test('starts afresh after a resume', () => {
		const resumed: readonly RunEvent[] = [
			{type: 'process-started', tool: 'train', settings: {}}, {type: 'training-resumed', epoch: 4, checkpoint: 'runs/train/exp/weights/last.pt'}, completed(4, 0.1), completed(5, 0.05),
		];
		expect(selectEarlyStop(replay([...run([0.9, 0.1, 0.1], {patience: '3'}), ...resumed]))).toMatchObject({bestEpoch: 4, used: 1});
	});

	test('is unknown for YOLOv5 classification, which has none', () => {
		const state = replay(run([0.1], {patience: '3'}));
		expect(selectEarlyStop({...state, task: 'classify'})).toBeUndefined();
	});
});

describe('progress', () => {
	test.each<[string, readonly RunEvent[], number | undefined, number | undefined]>([
		['nothing', [], undefined, undefined],
		['the middle of the first epoch', [bar(1, 5)], 0.5, 0.05],
		['a completed epoch', [bar(1, 5), completed(1, 0.1)], 1, 0.1],
		['a cut bar', [bar(3, 0, {batchIndex: undefined})], undefined, 0.2],
		['a run directory', [{type: 'settings-read', settings: {epochs: '4'}}, {type: 'history-read', records: [record(1, 0.1)]}], undefined, 0.25],
	])('of %s', (_, events, ofEpoch, ofRun) => {
		const state = replay(events);
		expect(selectEpochFraction(state)).toBe(ofEpoch);
		expect(selectRunFraction(state)).toBe(ofRun);
	});
});

test('throughput: from the bar, or from count and time, in images where the batch size is known', () => {
	expect(selectThroughput(replay([bar(1, 5, {iterationsPerSecond: 3})]))).toEqual({iterationsPerSecond: 3});
	expect(selectThroughput(replay([{type: 'settings-read', settings: {batch: '16'}}, bar(1, 4, {elapsedMs: 2000})]))).toEqual({iterationsPerSecond: 2, imagesPerSecond: 32});
	expect(selectThroughput(replay([{type: 'settings-read', settings: {batch: '-1'}}, bar(1, 0, {elapsedMs: 0})]))).toEqual({});
});

test('the checkpoint to go on from is last.pt, with its age', () => {
	const checkpoints = [{name: 'best.pt', path: 'w/best.pt', writtenAt: 900_000}, {name: 'last.pt', path: 'w/last.pt', writtenAt: 800_000}];
	expect(selectCheckpoint(replay([{type: 'checkpoints-observed', checkpoints}]), now)).toMatchObject({name: 'last.pt', ageMs: 200_000});
	expect(selectCheckpoint(replay([{type: 'checkpoints-observed', checkpoints: checkpoints.slice(0, 1)}]), now)).toMatchObject({name: 'best.pt'});
	expect(selectCheckpoint(replay([]), now)).toBeUndefined();
});

describe('series', () => {
	test('leave out what is not known and keep nan', () => {
		const state = replay([completed(1, 0.1), completed(2, 0.2, {metrics: undefined}), completed(4, NaN)]);
		expect(selectMetricSeries(state, 'map50To95')).toEqual([{epoch: 1, value: 0.1}, {epoch: 4, value: NaN}]);
		expect(selectLossSeries(state, 'box').map(({epoch}) => epoch)).toEqual([1, 2, 4]);
		expect(selectLossSeries(state, 'dfl')).toEqual([]);
		expect(selectLossSeries(state, 'box')).toBe(selectLossSeries({...state, notices: []}, 'box'));
	});

	test('losses come in the order of the framework', () => {
		expect(selectLossNames(replay([bar(1, 1, {losses: {box: 1, seg: 2, obj: 3}})]))).toEqual(['box', 'seg', 'obj']);
		expect(selectLossNames(replay([bar(1, 0, {losses: {}})]))).toEqual([]);
	});

	test.each([
		[[1, 2, 3], undefined],
		[[1, 1, 1, 1], 'flat'],
		[[1, 1, 2, 2], 'rising'],
		[[5, 4, 3, 2, 1, 0.9, 0.8], 'falling'],
		[[9, 9, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 'flat'],
		[[1, NaN, 1, 2, Infinity, 2], 'rising'],
		[[0, 0, 0, 0], 'flat'],
	])('the trend of %s is %s', (values, trend) => {
		expect(selectTrend(values.map((value, index) => ({epoch: index + 1, value})))).toBe(trend);
	});
});
