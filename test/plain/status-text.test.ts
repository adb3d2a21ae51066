import {expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {ValidationRow} from '../../source/domain/validation.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {wordsIn} from '../../source/words/words.ts';
import {
	bar,
	ending,
	epochs,
	replay,
	start,
} from '../run/events.ts';

const clock = {now: Date.UTC(2026, 5, 1, 12), utcOffsetMinutes: 480};
const row = (name: string): ValidationRow => ({
	name, images: 47, instances: 1267, metrics: {
		precision: 0.88, recall: 0.532, map50: 0.613, map50To95: 0.308,
	},
});
const events: readonly RunEvent[] = [
	{type: 'target-described', target: {kind: 'container', name: 'yolo', id: '3f2a9c0d1e2f4a5b'}},
	...start('runs/train/exp12', {data: 'mydata.yaml', patience: '5'}),
	{type: 'task-detected', task: 'detect'},
	...epochs(1, 3),
	{type: 'validation-reported', scope: 'epoch', row: row('all')},
	{type: 'class-reported', scope: 'epoch', row: row('安全帽 红色')},
	{type: 'class-reported', scope: 'epoch', row: row('Vest')},
	bar(4, 5, {reservedGpuMemoryBytes: 1_030_000_000, losses: {box: 0.04366, obj: NaN}}),
	{type: 'checkpoints-observed', checkpoints: [{name: 'last.pt', path: 'last.pt', writtenAt: clock.now - 65_000}]},
	{type: 'notice-printed', text: 'NMS time limit exceeded'},
	{type: 'notice-printed', text: 'NMS time limit exceeded'},
];

test('English', () => {
	expect(runToStatusText(replay(events), 'en', clock)).toEqual([
		'Target      yolo · container 3f2a9c0d1e2f',
		'Status      training',
		'Run         runs/train/exp12 · YOLOv5 v7.0 · detect · mydata.yaml',
		'Epoch       4 of 10 · batch 5 of 10',
		'Time        12 s an epoch · 1 m 19 s left, ends 20:01',
		'Early stop  after epoch 8 unless it improves (patience 0 of 5, best epoch 3)',
		'Losses      box 0.04366  obj nan',
		'Metrics     P 0.880  R 0.532  mAP50 0.613  mAP50-95 0.308',
		'Best        epoch 3: mAP50-95 0.130',
		'GPU memory  1.03G reserved by PyTorch',
		'Checkpoint  last.pt, written 1 m 05 s ago',
		'Notices     2x · NMS time limit exceeded',
		'',
		'Class        Images  Instances      P      R  mAP50  mAP50-95',
		'all              47      1,267  0.880  0.532  0.613     0.308',
		'安全帽 红色      47      1,267  0.880  0.532  0.613     0.308',
		'Vest             47      1,267  0.880  0.532  0.613     0.308',
	]);
});

test('Chinese', () => {
	expect(runToStatusText(replay(events), 'zh', clock).slice(0, 8)).toEqual([
		'目标      yolo · 容器 3f2a9c0d1e2f',
		'状态      训练中',
		'运行目录  runs/train/exp12 · YOLOv5 v7.0 · 检测 · mydata.yaml',
		'轮次      第 4 轮，共 10 轮 · 批次 5/10',
		'时间      每轮 12 秒 · 剩余 1 分 19 秒，20:01 结束',
		'提前停止  若无提升，将在第 8 轮后停止（patience 0/5，最佳第 3 轮）',
		'损失      box 0.04366  obj nan',
		'指标      P 0.880  R 0.532  mAP50 0.613  mAP50-95 0.308',
	]);
});

test('the reason of a failure is not cut off', () => {
	const message = '[Errno 2] No such file or directory: \'/data/images/train/a-rather-long-name-of-a-picture-0001.jpg\' while loading';
	const lines = runToStatusText(replay([...start('exp'), {type: 'traceback-printed', traceback: {exception: 'FileNotFoundError', message, frames: []}}]), 'en', clock);
	expect(lines.slice(0, 2)).toEqual([
		'Status  failed · FileNotFoundError: [Errno 2] No such file or directory:',
		'        \'/data/images/train/a-rather-long-name-of-a-picture-0001.jpg\' while loading',
	]);
});

test('the device of the training is told', () => {
	const lines = runToStatusText(replay([{type: 'framework-detected', framework: {name: 'yolov5'}, devices: [{kind: 'cuda', label: 'CUDA:0', name: 'NVIDIA GeForce MX450'}]}]), 'en', clock);
	expect(lines).toContain('Device  CUDA:0 NVIDIA GeForce MX450');
});

test('nothing known yet', () => {
	expect(runToStatusText(initialRunState, 'en', clock)).toEqual(['Status  idle · No training has been seen in this output yet.']);
});

test('a finished run has no time left and no countdown', () => {
	const lines = runToStatusText(replay([...events, ...epochs(4, 10), ...ending]), 'en', clock).join('\n');
	expect(lines).toContain('finished');
	expect(lines).toContain('of best.pt');
	expect(lines).not.toContain('left');
	expect(lines).not.toContain('Early stop');
});

test('no line is wider than 100 columns, whatever the names', () => {
	const long = '红'.repeat(90);
	const state = replay([...events, {type: 'class-reported', scope: 'epoch', row: row(long)}, {type: 'notice-printed', text: long.repeat(3)}, {type: 'run-directory-announced', path: `/${long}`}]);
	for (const language of ['en', 'zh'] as const) {
		for (const line of runToStatusText(state, language, clock)) {
			expect(displayWidth(line)).toBeLessThanOrEqual(100);
		}
	}
});

const probed = (status: 'on' | 'failed'): RunEvent => ({
	type: 'probe-read', runDirectory: 'runs/train/exp12', probe: {
		status, session: '1-1', epochs: [{epoch: 3, classes: [], learningRates: []}], lastEpoch: 3,
	},
});
const started: RunEvent = {type: 'container-changed', container: {status: 'running', hasProbe: true}};
const read: RunEvent = {type: 'history-read', runDirectory: 'runs/train/exp12', records: [1, 2, 3].map(epoch => ({epoch, losses: {}}))};

test.each([
	['recorded', [probed('on')], 'records classes'],
	['failed', [probed('failed')], 'failed and is off'],
	['started with it, without records', [started, read], 'records nothing'],
	['nobody meant it', [read], undefined],
] as const)('the probe in one line: %s', (_, more, words) => {
	for (const language of ['en', 'zh'] as const) {
		const label = wordsIn(language).plain.labels.probe;
		const lines = runToStatusText(replay([...events, ...more]), language, clock).filter(line => line.startsWith(label));
		expect(lines).toHaveLength(words === undefined ? 0 : 1);
		expect(Math.max(0, ...lines.map(line => displayWidth(line)))).toBeLessThanOrEqual(100);
		expect(language === 'zh' || (lines[0] ?? '').includes(words ?? '')).toBe(true);
	}
});
