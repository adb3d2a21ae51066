import {describe, expect, test} from 'vitest';
import {recogniseBar} from '../../source/parse/bar-line.ts';

describe('bars', () => {
	test.each([
		['YOLOv5 v7.0', 'x: 100%|██████████| 6/6 00:13', 6, 6, 13_000, undefined, ''],
		['YOLOv5 v7.0 over an hour', 'x:  17%|█▋        | 1/6 1:00:05', 1, 6, 3_605_000, undefined, ''],
		['tqdm', 'x:  33%|███▎      | 2/6 [00:02<00:03,  1.04it/s]', 2, 6, 2000, 1.04, ''],
		['tqdm, slow', 'x:  17%|█▋        | 1/6 [00:01<00:08,  2.00s/it]', 1, 6, 1000, 0.5, ''],
		['tqdm, nothing known', 'x:   0%|          | 0/6 [00:00<?, ?it/s]', 0, 6, 0, undefined, ''],
		['tqdm, fast', 'x: 100%|██████████| 48/48 [00:00<00:00, 1142.49it/s]', 48, 48, 0, 1142.49, ''],
		['tqdm, days', 'x:  50%|█████     | 2/4 [30:00:00<1 day, 6:00:00, 54000.00s/it]', 2, 4, undefined, undefined, undefined],
		['tqdm as wide as the terminal', `x:  50%|${'█'.repeat(60)}${' '.repeat(60)}| 3/6 [00:01<00:01,  2.60it/s]      `, 3, 6, 1000, 2.6, ''],
		['tqdm with a postfix', 'x:  50%|█████     | 3/6 [00:01<00:01,  2.60it/s, loss=1.2]', 3, 6, 1000, 2.6, ''],
		['tqdm in ASCII', 'x:  50%|#####3    | 3/6 [00:01<00:01,  2.60it/s]', 3, 6, 1000, 2.6, ''],
		['tqdm with undecodable cells', 'x:  50%|\u{FFFD}\u{FFFD}\u{FFFD} | 3/6 [00:01<00:01,  2.60it/s]', 3, 6, 1000, 2.6, ''],
		['a terminal of no size', 'x:  17% 1/6 [00:05<00:28,  5.00s/it]', 1, 6, 5000, 0.2, ''],
		['own bar', 'x: 33% ━━━━──────── 2/6 2.5s/it 6.1s<9.4s', 2, 6, 6100, 0.4, ''],
		['own bar with half a cell', 'x: 38% ━━━━╸─────── 3/8 1.5it/s 6.1s<9.4s', 3, 8, 6100, 1.5, ''],
		['own bar at the end', 'x: 100% ━━━━━━━━━━━━ 6/6 1.7it/s 3.5s', 6, 6, 3500, 1.7, ''],
		['own bar at the beginning', 'x: 0% ──────────── 0/6  1.0s', 0, 6, 1000, undefined, ''],
		['own bar over a minute', 'x: 17% ━━────────── 1/6 13.4s/it 1:07<1:01:07', 1, 6, 67_000, 1 / 13.4, ''],
		['own bar, very fast', 'x: 100% ━━━━━━━━━━━━ 48/48 6.5Mit/s 0.0s', 48, 48, 0, 6_500_000, ''],
		['the first draw', '  0%|          | 0/6 00:00', 0, 6, 0, undefined, ''],
		['a warning behind', 'x:  17%|█▋        | 1/6 00:05/yolov5/train.py:300: DeprecationWarning: old', 1, 6, 5000, undefined, '/yolov5/train.py:300: DeprecationWarning: old'],
		['a warning behind an own bar', 'x: 33% ━━━━──────── 1/3 6.5s/it 1.9s<13.0sWARNING slow', 1, 3, 1900, 1 / 6.5, 'WARNING slow'],
		['an echo of Ctrl-C behind', 'x:  50%|█████     | 3/6 00:01^C', 3, 6, 1000, undefined, ''],
		['a shell behind', 'x:   0%|          | 0/3 00:00Terminated', 0, 3, 0, undefined, 'Terminated'],
		['a tail that the width cut', 'x:  50%|█████     | 3/6 [00:01<00:01,  2.6', 3, 6, undefined, undefined, ''],
		['a clock that the width cut', 'x:  50%|█████     | 3/6 00:0', 3, 6, undefined, undefined, ''],
		['a text behind a tail that was cut at its bracket', 'x:  98%|█████████▊| 1206/1232 [Traceback (most recent call last):', 1206, 1232, undefined, undefined, 'Traceback (most recent call last):'],
		['an error behind a cut tail', 'x:  98%|█████████▊| 12/13 [00:01<segmentation', 12, 13, undefined, undefined, 'segmentation'],
		['a shorter bar over a longer one, and a text behind', 'x:  50%|█████     | 3/6 [00:01<00:01,  2.60it/s]            WARNING slow', 3, 6, 1000, 2.6, 'WARNING slow'],
		['the row of a table behind', 'x: 100%|██████████| 6/6 [00:01<00:00,  5.00it/s]                   all         80', 6, 6, 1000, 5, '                   all         80'],
		['the row of a table behind an own bar', 'x: 100% ━━━━━━━━━━━━ 6/6 1.7it/s 3.5s                   all         80 ', 6, 6, 3500, 1.7, '                   all         80'],
		['the row of a table behind a bar without a clock', 'x: 100%|██████████| 6/6                    all         80', 6, 6, undefined, undefined, '                    all         80'],
		['nothing behind the count', 'x:  50%|█████     | 3/6 ', 3, 6, undefined, undefined, ''],
	])('%s', (_name, text, batchIndex, batchesPerEpoch, elapsedMs, iterationsPerSecond, rest) => {
		const line = recogniseBar(text);
		expect(line?.bar).toMatchObject({batchIndex, batchesPerEpoch});
		if (rest === undefined) {
			return;
		}

		expect(line).toMatchObject({description: text.startsWith('x') ? 'x' : '', rest});
		expect(line?.bar.elapsedMs).toBe(elapsedMs);
		expect(line?.bar.iterationsPerSecond).toEqual(iterationsPerSecond === undefined ? undefined : expect.closeTo(iterationsPerSecond, 6));
	});
});

test.each([
	['a count that may be cut', 'x:  50%|█████     | 3/6'],
	['a count without its total', 'x:  50%|█████     | 3/'],
	['a bar without a count', 'x: 100%|█████'],
	['a percent that is cut', 'x: 1'],
	['a sentence', 'the disk is 95% full, 3/6 left'],
	['a download', 'best.pt:  50%|█████     | 1.9M/3.8M [00:01<00:01, 1.9MB/s]'],
	['nothing', ''],
])('no bar: %s', (_name, text) => {
	expect(recogniseBar(text)).toBeUndefined();
});
